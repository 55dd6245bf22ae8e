package io.parley.internal.wait;

import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import java.util.concurrent.locks.LockSupport;

/** A shared int that threads of any process sleep on. Stateless: the word is the whole state. */
public final class Futex {
    /** The bit of a futex word that says somebody may sleep on it. */
    public static final int WAITERS = 1 << 31;

    private Futex() {}

    /**
     * Sleeps while the word equals {@code expected}, at most {@code maxNs}; returns early on a wake, on interruption
     * and sometimes for no reason. Strategies without a futex pause or return at once instead.
     */
    public static void await(
            Memory memory, int offset, int expected, long maxNs, boolean interruptible, WaitStrategy strategy) {
        if (strategy.usesFutex()) {
            Sleeper.sleep(memory, offset, expected, maxNs, interruptible);
        } else if (strategy.parkNs() > 0) {
            LockSupport.parkNanos(Math.min(maxNs, strategy.parkNs()));
        } else {
            Thread.onSpinWait();
        }
    }

    /** Wakes at most {@code count} sleepers and returns how many there were. */
    public static int wake(Memory memory, int offset, int count) {
        return memory.futexWake(offset, count);
    }
}
