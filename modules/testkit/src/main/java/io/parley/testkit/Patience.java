package io.parley.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the kernel gives no notice of, and keeps a thread's interrupt until the work is done. */
final class Patience {
    private static final long FIRST_PAUSE_NS = 100_000;
    private static final long LONGEST_PAUSE_NS = 5_000_000;

    private Patience() {}

    /** Waits until {@code condition} holds; false if it does not within {@code timeout}. Interrupts are deferred. */
    static boolean until(BooleanSupplier condition, Duration timeout) {
        boolean interrupted = Thread.interrupted();
        try {
            long startNs = System.nanoTime();
            long pauseNs = FIRST_PAUSE_NS;
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - startNs > timeout.toNanos()) {
                    return false;
                }
                LockSupport.parkNanos(pauseNs);
                interrupted |= Thread.interrupted();
                pauseNs = Math.min(LONGEST_PAUSE_NS, pauseNs * 2);
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
