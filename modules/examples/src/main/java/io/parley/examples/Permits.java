package io.parley.examples;

import io.parley.Parley;
import io.parley.sync.BoundedSemaphore;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.ProcessHold;
import io.parley.sync.SharedSemaphore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Permits: two to begin with, taken, refused at none, given back by another process. One more than there were is an
 * error with a bound. Leased permits come back when their holder is killed.
 */
public final class Permits {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Permits() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley = Parley.open("permits-" + ProcessHandle.current().pid())) {
            takeAndGiveBack(parley);
            refuseOneTooMany(parley);
            comeBackFromTheDead(parley);
            parley.delete();
        }
    }

    private static void takeAndGiveBack(Parley parley) throws IOException, InterruptedException {
        SharedSemaphore permits = parley.semaphore("permits", 2);
        System.out.println("permits: " + permits.availablePermits());
        permits.acquire();
        permits.acquire();
        System.out.println("after two: " + permits.availablePermits() + ", a third: " + permits.tryAcquire());
        Process giver = Child.start(Giver.class, parley.directory());
        permits.acquire();
        giver.waitFor();
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

    private static void comeBackFromTheDead(Parley parley) throws IOException, InterruptedException {
        LeasedSemaphore leased = parley.leasedSemaphore("leased", 2);
        Process lessee = Child.start(Lessee.class, parley.directory());
        parley.latch("taken", 1).await();
        for (ProcessHold hold : leased.holders()) {
            System.out.println("leased, " + hold.count() + " to " + hold.processName() + ": "
                    + leased.availablePermits() + " left");
        }
        lessee.destroyForcibly();
        System.out.println("leased, after it was killed: " + leased.tryAcquire(2, PATIENCE));
    }

    /** Gives one permit back; its argument is the domain's directory. */
    static final class Giver {
        private Giver() {}

        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                parley.semaphore("permits", 2).release();
            }
        }
    }

    /** Takes both permits and waits to be killed; its argument is the domain's directory. */
    static final class Lessee {
        private Lessee() {}

        public static void main(String[] args) throws InterruptedException {
            Parley parley = Parley.open(Path.of(args[0]));
            parley.leasedSemaphore("leased", 2).acquire(2);
            parley.latch("taken", 1).countDown();
            parley.latch("never", 1).await();
        }
    }
}
