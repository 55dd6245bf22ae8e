package io.parley.examples;

import io.parley.Parley;
import io.parley.process.ParleyProcess;
import io.parley.sync.Diagnosis;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedLatch;
import io.parley.sync.SharedLock;
import io.parley.sync.WaiterInfo;
import java.util.concurrent.TimeUnit;

/**
 * Two processes each hold what the other wants. {@code diagnose} says so from outside; the end of one of them frees the
 * other.
 */
public final class Deadlock {
    private Deadlock() {}

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("deadlock-" + ProcessHandle.current().pid())) {
            SharedLock left = parley.lock("left");
            SharedLock right = parley.lock("right");
            SharedLatch bothHoldOne = parley.latch("both-hold-one", 2);
            ParleyProcess one =
                    parley.process("one", () -> grab(left, right, bothHoldOne)).start();
            ParleyProcess two =
                    parley.process("two", () -> grab(right, left, bothHoldOne)).start();
            while (parley.diagnose().deadlocks().isEmpty()) {
                Thread.onSpinWait();
            }
            Diagnosis diagnosis = parley.diagnose();
            System.out.println("cycles: " + diagnosis.deadlocks().size() + " of "
                    + diagnosis.deadlocks().get(0).members().size());
            for (WaiterInfo waiter : left.waiters()) {
                System.out.println("waits for left: " + waiter.processName());
            }
            one.kill();
            two.join();
            System.out.println("the other got both; cycles: "
                    + parley.diagnose().deadlocks().size());

            SharedLock fair = parley.lock("fair", LockOptions.fair());
            System.out.println("free: " + fair.tryLock(1, TimeUnit.SECONDS));
            fair.unlock();
            parley.delete();
        }
    }

    private static void grab(SharedLock first, SharedLock second, SharedLatch bothHoldOne) throws InterruptedException {
        first.lock();
        bothHoldOne.countDown();
        bothHoldOne.await();
        if (!second.tryLock(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("still locked: " + second);
        }
        second.unlock();
        first.unlock();
    }
}
