package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.BoundedSemaphore;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.ProcessHold;
import io.parley.sync.SharedLatch;
import io.parley.sync.SharedSemaphore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Permits: two to begin with, taken, refused at none, given back by another process. One more than there were is an
 * error with a bound. Leased permits come back when their holder is killed.
 */
public final class Permits {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Permits() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("permits-" + ProcessHandle.current().pid())) {
            takeAndGiveBack(parley);
            refuseOneTooMany(parley);
            comeBackFromTheDead(parley);
            parley.delete();
        }
    }

    private static void takeAndGiveBack(Parley parley) throws InterruptedException {
        SharedSemaphore permits = parley.semaphore("permits", 2);
        System.out.println("permits: " + permits.availablePermits());
        permits.acquire();
        permits.acquire();
        System.out.println("after two: " + permits.availablePermits() + ", a third: " + permits.tryAcquire());
        ParleyProcess giver = parley.process(() -> permits.release()).start();
        permits.acquire();
        giver.join();
        System.out.println("a third, when another process gave one back: " + permits.availablePermits() + " left");
    }

    private static void refuseOneTooMany(Parley parley) {
        BoundedSemaphore bounded = parley.boundedSemaphore("bounded", 1);
        try {
            bounded.release();
        } catch (IllegalStateException tooMany) {
            System.out.println("one too many: refused, still " + bounded.availablePermits());
        }
    }

    private static void comeBackFromTheDead(Parley parley) throws InterruptedException {
        LeasedSemaphore leased = parley.leasedSemaphore("leased", 2);
        SharedLatch taken = parley.latch("taken", 1);
        ParleyProcess lessee =
                parley.process("lessee", () -> take(leased, taken)).start();
        taken.await();
        for (ProcessHold hold : leased.holders()) {
            System.out.println("leased, " + hold.count() + " to " + hold.processName() + ": "
                    + leased.availablePermits() + " left");
        }
        lessee.kill();
        System.out.println("leased, after it was killed: " + leased.tryAcquire(2, PATIENCE));
    }

    /** Takes both permits and waits to be killed. */
    private static void take(LeasedSemaphore leased, SharedLatch taken) throws InterruptedException {
        leased.acquire(2);
        taken.countDown();
        new CountDownLatch(1).await();
    }
}
