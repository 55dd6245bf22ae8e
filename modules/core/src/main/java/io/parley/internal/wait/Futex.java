package io.parley.internal.wait;

import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Libc;
import java.util.concurrent.locks.LockSupport;

/** A shared int that threads of any process sleep on. Stateless: the word is the whole state. */
public final class Futex {
    /** The bit of a futex word that says somebody may sleep on it. */
    public static final int WAITERS = 1 << 31;

    /** The most words that {@link #awaitMany} takes. */
    public static final int MANY = Libc.FUTEX_WAITERS_MAX;

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

    /** Whether {@link #awaitBoth} works: Linux 5.16 and later, if no filter of system calls forbids it. */
    public static boolean canAwaitBoth() {
        return Sleeper.CAN_SLEEP_ON_SEVERAL;
    }

    /**
     * Sleeps while both words equal what is expected, at most {@code maxNs}; returns early on a wake of either, on
     * interruption and sometimes for no reason. A virtual thread pauses instead.
     */
    public static void awaitBoth(
            Memory memory,
            int offset,
            int expected,
            Memory other,
            int otherOffset,
            int otherExpected,
            long maxNs,
            boolean interruptible) {
        Sleeper.sleepOnTwo(memory, offset, expected, other, otherOffset, otherExpected, maxNs, interruptible);
    }

    /**
     * Sleeps while every one of several words equals what is expected of it, at most {@code maxNs}: {@code count} of
     * them, beginning with number {@code from} of the arrays. Returns early on a wake of any, on interruption, when a
     * memory is closed, and sometimes for no reason. A virtual thread pauses instead. Works where
     * {@link #canAwaitBoth}.
     */
    public static void awaitMany(Memory[] memories, int[] offsets, int[] expected, int from, int count, long maxNs) {
        Sleeper.sleepOnMany(memories, offsets, expected, from, count, maxNs);
    }

    /** Wakes at most {@code count} sleepers and returns how many there were. */
    public static int wake(Memory memory, int offset, int count) {
        return memory.futexWake(offset, count);
    }
}
