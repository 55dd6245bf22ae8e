package io.parley.internal.wait;

import io.parley.WaitStrategy;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;

/**
 * One shared word by which processes tell each other that something changed: {@code {31 WAITERS | sequence}}.
 *
 * <p>Waiter: check, spin, yield, set the bit, check again, sleep. Ringer: change the state by a volatile write or CAS,
 * test the bit, and only if it is set bump the sequence and wake. A bit and not a count, so that a waiter that dies
 * leaves at most one superfluous wake behind. A wake consumed by a waiter that then dies is made good by the others'
 * slices.
 */
public class Doorbell {
    private static final int QUICK_LOOKS = 64;

    private final Memory memory;
    private final int offset;
    private final Clock clock;
    private final WaitPlace place;
    private final SpinBudget budget = new SpinBudget();

    /** What a waiter waits for. Called often, by the waiting thread; must be cheap and must not block. */
    public interface Condition {
        /** Whether the wait is over. */
        boolean isTrue();

        /** Called when a slice went by without a ring: the moment to look for dead processes. */
        default void sliceExpired() {}
    }

    /** The doorbell in the int at {@code offset}. */
    public Doorbell(Memory memory, int offset, Clock clock) {
        this.memory = memory;
        this.offset = offset;
        this.clock = clock;
        this.place = new WaitPlace(memory, offset, WaitReason.CHANGE, clock);
    }

    /**
     * Waits until the condition holds or the deadline (monotonic ns, see {@link Deadline}) has passed; never early.
     * Sleeps in slices of at most {@code sliceNs}.
     *
     * @return whether the condition held
     */
    public final boolean await(Condition condition, long deadlineNs, long sliceNs, WaitStrategy strategy)
            throws InterruptedException {
        return spin(condition, strategy.maxSpins(), strategy.yields(), budget)
                || sleep(condition, deadlineNs, sliceNs, strategy);
    }

    private boolean sleep(Condition condition, long deadlineNs, long sliceNs, WaitStrategy strategy)
            throws InterruptedException {
        int note = WaitPlace.NOT_NOTED;
        try {
            long lookAtNs = clock.monotonicNs() + sliceNs;
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long nowNs = clock.monotonicNs();
                if (nowNs - lookAtNs >= 0) {
                    condition.sliceExpired();
                    lookAtNs = nowNs + sliceNs;
                }
                long remainingNs = Deadline.remainingNs(deadlineNs, nowNs);
                if (remainingNs <= 0) {
                    return condition.isTrue();
                }
                int seen = announce(strategy);
                if (strategy.maxSpins() == Integer.MAX_VALUE ? look(condition) : condition.isTrue()) {
                    return true;
                }
                if (note == WaitPlace.NOT_NOTED) {
                    note = place.enter();
                }
                Futex.await(memory, offset, seen, Math.min(sliceNs, remainingNs), true, strategy);
            }
        } finally {
            place.leave(note);
        }
    }

    static boolean spin(Condition condition, int maxSpins, int yields, SpinBudget budget) {
        if (maxSpins == Integer.MAX_VALUE) {
            return look(condition); // the main loop goes on spinning and keeps an eye on the deadline
        }
        int limit = budget.next(maxSpins);
        for (int i = 0; i < limit; i++) {
            if (condition.isTrue()) {
                budget.succeeded(i);
                return true;
            }
            Thread.onSpinWait();
        }
        for (int i = 0; i < yields; i++) {
            if (condition.isTrue()) {
                return true;
            }
            Thread.yield();
        }
        budget.failed();
        return condition.isTrue();
    }

    /** Some quick looks, between those at the clock and the interrupt. */
    private static boolean look(Condition condition) {
        for (int i = 0; i < QUICK_LOOKS; i++) {
            if (condition.isTrue()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Sets the bit and returns the word to sleep on. */
    int announce(WaitStrategy strategy) {
        while (true) {
            int word = memory.getIntVolatile(offset);
            if (word < 0 || !strategy.usesFutex()) {
                return word;
            }
            if (memory.compareAndSetInt(offset, word, word | Futex.WAITERS)) {
                return word | Futex.WAITERS;
            }
        }
    }

    /** The same bell through a gate of its own, that works also when the object of this one is closed. */
    Doorbell share() {
        try {
            return new Doorbell(memory.share(), offset, clock);
        } catch (IllegalStateException closed) {
            return PrivateBell.create(memory.name());
        }
    }

    final Memory memory() {
        return memory;
    }

    final int offset() {
        return offset;
    }

    final WaitPlace place() {
        return place;
    }

    /** Whether somebody may sleep. */
    public final boolean hasWaiters() {
        return memory.getIntVolatile(offset) < 0;
    }

    /** Wakes one waiter, if somebody may sleep. Call after the change was stored by a volatile write or a CAS. */
    public void ring() {
        if (memory.getIntVolatile(offset) < 0) {
            ringSlowPath(1);
        }
    }

    /** Wakes every waiter, if somebody may sleep. Call after the change was stored by a volatile write or a CAS. */
    public void ringAll() {
        if (memory.getIntVolatile(offset) < 0) {
            ringSlowPath(Integer.MAX_VALUE);
        }
    }

    /**
     * The bit stays while somebody was woken: there may be more. When nobody was, it is cleared, and everybody who set
     * it and fell asleep between the wake and the clearing is woken to set it again.
     */
    private void ringSlowPath(int count) {
        int word;
        int rung;
        do {
            word = memory.getIntVolatile(offset);
            if (word >= 0) {
                return;
            }
            rung = word + 1 | Futex.WAITERS;
        } while (!memory.compareAndSetInt(offset, word, rung));
        if (Futex.wake(memory, offset, count) == 0 && memory.compareAndSetInt(offset, rung, rung & ~Futex.WAITERS)) {
            Futex.wake(memory, offset, Integer.MAX_VALUE);
        }
    }
}
