package io.parley.internal.sync;

import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.Futex;
import io.parley.internal.wait.SpinBudget;
import io.parley.internal.wait.WaitPlace;
import io.parley.internal.wait.WaitReason;
import io.parley.internal.wait.WordBell;
import java.util.function.BooleanSupplier;

/**
 * Permits in a word that waiters sleep on directly: {@code {31 WAITERS | permits}}. How permits are taken and given
 * back is the subclasses' matter; this is how one waits for them.
 *
 * <p>WAITERS says that somebody may sleep. It is a bit, so that the dead leave nothing to correct, and it is cleared
 * only when a wake found nobody; whoever fell asleep between that wake and the clearing is woken to set it again. Who
 * leaves without a permit hands on the wake-up that may have been meant for him.
 */
public abstract class Permits {
    private static final int YIELDS = 2;
    /** Even a strategy that never sleeps leaves the spinning, to look at deadline and interruption. */
    private static final int MAX_SPINS = 2_000;

    final Memory memory;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final long sliceNs;
    private final WaitPlace place;
    private final SpinBudget budget = new SpinBudget();

    Permits(Memory memory, Clock clock, WaitStrategy strategy, long sliceNs) {
        this.memory = memory;
        this.clock = clock;
        this.strategy = strategy;
        this.sliceNs = sliceNs;
        this.place = new WaitPlace(memory, PermitWord.WORD, WaitReason.CHANGE, clock);
    }

    /** Takes {@code n} permits if so many are there. */
    public abstract boolean tryAcquire(int n);

    /** Gives {@code n} permits back, and wakes those who may go on. */
    public abstract void release(int n);

    /** Takes all permits and returns how many there were. */
    public abstract int drain();

    /** How many permits are there. */
    public int available() {
        return inWord();
    }

    /** How many permits the word offers, those that the dead have not counted; never waits. */
    public final int inWord() {
        return PermitWord.permits(memory.getIntVolatile(PermitWord.WORD));
    }

    /** Whether somebody may sleep. */
    public final boolean hasWaiters() {
        return memory.getIntVolatile(PermitWord.WORD) < 0;
    }

    /** The bell of the word, for who waits for other things as well. */
    final Doorbell bell() {
        return new WordBell(memory, PermitWord.WORD, true, clock);
    }

    /** Somebody waits for more than one permit: to wake as many as there are permits may not be enough from now on. */
    final void announceBulk() {
        memory.putIntVolatile(PermitWord.BULK, 1);
    }

    /** Looks for permits of the dead, where they are not lost; wakes those who may go on. */
    void returnLost() {}

    /** Wakes everybody, to look whether waiting still makes sense. */
    public final void wakeAll() {
        if (hasWaiters()) {
            Futex.wake(memory, PermitWord.WORD, Integer.MAX_VALUE);
        }
    }

    /**
     * Waits until {@code n} permits could be taken, for at most {@code timeoutNs} and never less, unless {@code over}
     * ends the wait.
     *
     * @return whether they were taken
     */
    public final boolean acquire(int n, long timeoutNs, boolean interruptible, BooleanSupplier over)
            throws InterruptedException {
        if (spin(n)) {
            return true;
        }
        if (n > 1) {
            announceBulk();
        }
        long deadlineNs = Deadline.after(clock, timeoutNs);
        int note = WaitPlace.NOT_NOTED;
        boolean interrupted = false;
        try {
            while (true) {
                if (over.getAsBoolean()) {
                    handOn();
                    return false;
                }
                if (tryAcquire(n)) {
                    return true;
                }
                long remainingNs = Deadline.remainingNs(deadlineNs, clock.monotonicNs());
                if (remainingNs <= 0) {
                    return false;
                }
                if (note == WaitPlace.NOT_NOTED) {
                    note = place.enter();
                }
                sleep(n, Math.min(sliceNs, remainingNs), interruptible);
                if (Thread.interrupted()) {
                    if (interruptible) {
                        handOn();
                        throw new InterruptedException();
                    }
                    interrupted = true;
                }
            }
        } finally {
            place.leave(note);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean spin(int n) {
        int limit = budget.next(Math.min(MAX_SPINS, strategy.maxSpins()));
        for (int i = 0; i < limit; i++) {
            if (tryAcquireIfThere(n)) {
                budget.succeeded(i);
                return true;
            }
            Thread.onSpinWait();
        }
        for (int i = 0; i < Math.min(YIELDS, strategy.yields()); i++) {
            if (tryAcquireIfThere(n)) {
                return true;
            }
            Thread.yield();
        }
        budget.failed();
        return false;
    }

    /** As {@link #tryAcquire}, without looking further when there are too few. */
    private boolean tryAcquireIfThere(int n) {
        return inWord() >= n && tryAcquire(n);
    }

    private void sleep(int n, long maxNs, boolean interruptible) {
        int word = memory.getIntVolatile(PermitWord.WORD);
        if (PermitWord.permits(word) >= n) {
            return;
        }
        int announced = word | Futex.WAITERS;
        if (word != announced && strategy.usesFutex() && !memory.compareAndSetInt(PermitWord.WORD, word, announced)) {
            return;
        }
        Futex.await(memory, PermitWord.WORD, announced, maxNs, interruptible, strategy);
    }

    private void handOn() {
        if (inWord() > 0) {
            wakeAll();
        }
    }

    /** Wakes as many as {@code n} permits are enough for. Call after they were added to the word. */
    final void wake(int n) {
        if (!hasWaiters()) {
            return;
        }
        Failpoint.SEMAPHORE_RELEASED_BEFORE_WAKE.hit();
        int count = memory.getIntVolatile(PermitWord.BULK) == 0 ? n : Integer.MAX_VALUE;
        if (Futex.wake(memory, PermitWord.WORD, count) == 0 && clearWaiters()) {
            Failpoint.SEMAPHORE_CLEARED_BEFORE_WAKE.hit();
            Futex.wake(memory, PermitWord.WORD, Integer.MAX_VALUE);
        }
    }

    private boolean clearWaiters() {
        while (true) {
            int word = memory.getIntVolatile(PermitWord.WORD);
            if (word >= 0) {
                return false;
            }
            if (memory.compareAndSetInt(PermitWord.WORD, word, word & ~Futex.WAITERS)) {
                return true;
            }
        }
    }

    /** What to say when there would be more permits than there may be. */
    static IllegalStateException tooMany(Memory memory, int released, int available, int most) {
        return new IllegalStateException("semaphore would have too many permits: " + memory.name() + " released="
                + released + ", available=" + available + ", most=" + most + ". Release what was acquired, once");
    }
}
