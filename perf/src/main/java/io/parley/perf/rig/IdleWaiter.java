package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.perf.transport.BareQueue;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.PayloadCodec;
import io.parley.queue.SharedQueue;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import net.openhft.chronicle.threads.Pauser;

/** The JVM that {@link IdleCost} watches: its main thread waits for what never comes. */
final class IdleWaiter {
    static final String NAME = "idle";
    static final int BYTES = 32;

    private IdleWaiter() {}

    public static void main(String[] args) throws InterruptedException {
        ChildJvm.dieWithParent();
        Path scratch = Path.of(args[1]);
        switch (IdleCost.Waiter.valueOf(args[0])) {
            case QUEUE_TAKE -> takeForEver(scratch);
            case LOCK -> lockForEver(scratch);
            case HEAP_TAKE -> {
                sayThread();
                new ArrayBlockingQueue<Payload>(1).take();
            }
            case CHRONICLE_BALANCED -> pollForEver(scratch, BareQueue.pauser(false));
            case CHRONICLE_SPIN -> pollForEver(scratch, BareQueue.pauser(true));
        }
    }

    private static void sayThread() {
        ChildJvm.say("thread " + ProcStat.currentThread());
    }

    private static void takeForEver(Path scratch) throws InterruptedException {
        try (Parley parley = Parley.open(IdleCost.domain(scratch))) {
            SharedQueue<Payload> queue = parley.queue(NAME, new PayloadCodec(BYTES));
            sayThread();
            queue.take();
        }
    }

    private static void lockForEver(Path scratch) {
        try (Parley parley = Parley.open(IdleCost.domain(scratch))) {
            sayThread();
            parley.lock(NAME).lock();
        }
    }

    private static void pollForEver(Path scratch, Pauser pauser) {
        Payload message = new Payload(BYTES);
        try (BareQueue queue = BareQueue.open(scratch.resolve("bare"))) {
            sayThread();
            while (!queue.read(message.bytes())) {
                pauser.pause();
            }
        }
    }
}
