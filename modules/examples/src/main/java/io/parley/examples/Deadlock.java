package io.parley.examples;

import io.parley.Parley;
import io.parley.sync.Diagnosis;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedLock;
import io.parley.sync.WaiterInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two processes each hold what the other wants. {@code diagnose} says so from outside; the end of one of them frees the
 * other.
 */
public final class Deadlock {
    private Deadlock() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley = Parley.open("deadlock-" + ProcessHandle.current().pid())) {
            Process one = Child.start(Grabber.class, parley.directory(), "left", "right");
            Process two = Child.start(Grabber.class, parley.directory(), "right", "left");
            while (parley.diagnose().deadlocks().isEmpty()) {
                Thread.onSpinWait();
            }
            Diagnosis diagnosis = parley.diagnose();
            System.out.println("cycles: " + diagnosis.deadlocks().size() + " of "
                    + diagnosis.deadlocks().get(0).members().size());
            for (WaiterInfo waiter : parley.lock("left").waiters()) {
                System.out.println("waits for left: " + (waiter.pid() == two.pid() ? "two" : waiter));
            }
            one.destroyForcibly();
            Child.join(List.of(two));
            System.out.println("the other got both; cycles: "
                    + parley.diagnose().deadlocks().size());

            SharedLock fair = parley.lock("fair", LockOptions.fair());
            System.out.println("free: " + fair.tryLock(1, TimeUnit.SECONDS));
            fair.unlock();
            parley.delete();
        }
    }

    /** Takes two locks, one after the other; its arguments are the domain's directory and their names. */
    static final class Grabber {
        private Grabber() {}

        public static void main(String[] args) throws InterruptedException {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                SharedLock first = parley.lock(args[1]);
                SharedLock second = parley.lock(args[2]);
                first.lock();
                parley.latch("both-hold-one", 2).countDown();
                parley.latch("both-hold-one", 2).await();
                if (!second.tryLock(Duration.ofMinutes(1).toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new IllegalStateException("still locked: " + second);
                }
                second.unlock();
                first.unlock();
            }
        }
    }
}
