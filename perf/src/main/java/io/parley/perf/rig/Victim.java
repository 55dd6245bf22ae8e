package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.collection.SharedLongMap;
import io.parley.internal.crash.Failpoint;
import io.parley.perf.map.BareMap;
import io.parley.perf.map.TwoHalves;
import io.parley.perf.transport.BareQueue;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.PayloadCodec;
import io.parley.queue.SharedQueue;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedBarrier;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.locks.LockSupport;

/** The JVM that {@link RecoveryLatency} kills: takes what the others want, says so, and never gives it back. */
final class Victim {
    static final String NAME = "recovery";
    static final String FAIR = "recovery-fair";
    static final int BYTES = 32;
    /** The entry that victims write to. */
    static final long KEY = 1;

    /** One more than come. */
    private static final int PARTIES = 3;

    /** What it takes. */
    enum Crime {
        LOCK,
        FAIR_LOCK,
        PERMIT,
        BARRIER,
        FILE_LOCK,
        APPEND,
        CLAIM,
        MAP_PUT,
        CHRONICLE_APPEND,
        CHRONICLE_MAP_PUT
    }

    private Victim() {}

    public static void main(String[] args) throws Exception {
        ChildJvm.dieWithParent();
        Path scratch = Path.of(args[1]);
        switch (Crime.valueOf(args[0])) {
            case LOCK -> open(scratch).lock(NAME).lock();
            case FAIR_LOCK -> open(scratch).lock(FAIR, LockOptions.fair()).lock();
            case PERMIT -> open(scratch).leasedSemaphore(NAME, 1).acquire();
            case BARRIER -> arrive(scratch);
            case FILE_LOCK -> lock(scratch);
            case APPEND -> append(scratch);
            case CLAIM -> queue(open(scratch)).claim();
            case MAP_PUT -> putHalf(scratch);
            case CHRONICLE_MAP_PUT -> BareMap.halves(bare(scratch)).put(KEY, new TwoHalves(2, Victim::holdForEver));
            case CHRONICLE_APPEND -> BareQueue.open(bare(scratch)).appendHalf(new byte[BYTES]);
        }
        holdForEver();
    }

    static Parley open(Path scratch) {
        return Parley.open(scratch.resolve("domain"));
    }

    static SharedQueue<Payload> queue(Parley parley) {
        return parley.queue(NAME, new PayloadCodec(BYTES));
    }

    static Path bare(Path scratch) {
        return scratch.resolve("bare");
    }

    static SharedBarrier barrier(Parley parley) {
        return parley.barrier(NAME, PARTIES);
    }

    static FileChannel lockFile(Path scratch) throws IOException {
        return FileChannel.open(scratch.resolve("file.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Waits as long as it lives; the holding is said by another thread, once this one has arrived. */
    private static void arrive(Path scratch) throws InterruptedException, BrokenBarrierException {
        SharedBarrier barrier = barrier(open(scratch));
        Thread herald = new Thread(() -> {
            while (barrier.waiting() == 0) {
                Thread.onSpinWait();
            }
            ChildJvm.say("holding");
        });
        herald.setDaemon(true);
        herald.start();
        barrier.await();
    }

    private static void lock(Path scratch) throws IOException {
        lockFile(scratch).lock();
    }

    /** Stops inside a put, half of the entry written. */
    private static void putHalf(Path scratch) {
        SharedLongMap map = open(scratch).longMap(NAME);
        Failpoint.install(point -> {
            if (point == Failpoint.MAP_ENTRY_HALF_WRITTEN) {
                holdForEver();
            }
        });
        map.put(KEY, -1);
    }

    /** Stops inside the Chronicle document, half of the message written. */
    private static void append(Path scratch) throws InterruptedException {
        SharedQueue<Payload> queue = queue(open(scratch));
        Failpoint.install(point -> {
            if (point == Failpoint.APPEND_IN_DOCUMENT) {
                holdForEver();
            }
        });
        queue.put(new Payload(BYTES));
    }

    private static void holdForEver() {
        ChildJvm.say("holding");
        while (true) {
            LockSupport.park();
        }
    }
}
