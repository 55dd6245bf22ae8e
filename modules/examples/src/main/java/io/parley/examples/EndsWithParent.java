package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.SharedLatch;
import io.parley.value.SharedLong;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process starts a daemon, which counts for ever, and an ordinary child, which works for a while. When the ordinary
 * child is done, the process ends, and the daemon ends with it.
 */
public final class EndsWithParent {
    private static final Duration BEAT = Duration.ofMillis(50);
    private static final Duration WORK = Duration.ofMillis(200);

    private EndsWithParent() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Parley parley =
                Parley.open("ends-with-parent-" + ProcessHandle.current().pid())) {
            SharedLong daemonPid = parley.longValue("daemon-pid");
            ParleyProcess parent =
                    parley.process("parent", () -> beParent(parley, daemonPid)).start();
            parent.join();
            ProcessHandle.of(daemonPid.get())
                    .ifPresent(daemon -> daemon.onExit().join());
            System.out.println("main: the daemon ended with its parent");
            parley.delete();
        }
    }

    private static void beParent(Parley parley, SharedLong daemonPid) throws InterruptedException {
        SharedLatch counted = parley.latch("counted", 1);
        ParleyProcess daemon = parley.process("daemon", () -> countForEver(counted))
                .daemon(true)
                .start();
        daemonPid.set(daemon.pid());
        ParleyProcess ordinary = parley.process("ordinary", () -> pause(WORK)).start();
        System.out.println("parent: ordinary alive=" + ordinary.isAlive());
        ordinary.join();
        System.out.println("parent: ordinary alive=" + ordinary.isAlive());
        counted.await();
        pause(WORK);
    }

    private static void countForEver(SharedLatch counted) {
        for (int i = 1; true; i++) {
            System.out.println("daemon: " + i);
            counted.countDown();
            pause(BEAT);
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(TimeUnit.NANOSECONDS.convert(time));
    }
}
