package io.parley.internal.sync;

import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.LiveThread;
import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.Futex;
import io.parley.internal.wait.SpinBudget;
import io.parley.internal.wait.WaitPlace;
import io.parley.internal.wait.WaitReason;
import io.parley.internal.wait.WordBell;

/**
 * Waits for a signal under a lock.
 *
 * <p>A waiter enters the table under the lock, releases the lock however often it holds it, sleeps on its own slot's
 * word, and takes the lock back before it looks at what it got: what the slot says under the lock is what counts, so a
 * signal that comes while a waiter gives up is not lost. After a slice a waiter looks whether a signal went to somebody
 * who died, and if so takes the lock to pass it on; and whether the holder of the lock died, who may have been about to
 * signal: if so it takes the lock over and sends everybody to look for themselves.
 */
public final class ConditionCore {
    private static final long SLICE_NS = 20_000_000;
    /** Even a strategy that never sleeps looks at deadline and interruption now and then. */
    private static final int MAX_SPINS = 2_000;

    private static final boolean SPINNING_PAYS = Runtime.getRuntime().availableProcessors() > 2;

    private final Memory memory;
    private final WordLock lock;
    private final ConditionTable table;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final WaitPlace place;
    private final SpinBudget budget = new SpinBudget();

    /** The condition in a mapped file, under {@code lock}. */
    public ConditionCore(Memory memory, WordLock lock, Liveness liveness, Clock clock, WaitStrategy strategy) {
        this.memory = memory;
        this.lock = lock;
        this.table = new ConditionTable(memory, liveness);
        this.clock = clock;
        this.strategy = strategy;
        this.place = new WaitPlace(memory, ConditionLayout.FIRST, WaitReason.SIGNAL, clock);
    }

    /** What becomes of the handle that a thread waits on. */
    public interface Handle {
        /** Whether it, or its lock's, was closed: then the lock is not taken back. */
        boolean isClosed();

        /** Whether the condition or its lock was deleted. */
        boolean isDeleted();

        /** Throws if it was closed. */
        void requireOpen();

        /** Throws if it was closed, or the condition or its lock deleted. */
        void requireUsable();
    }

    /**
     * Waits for a signal until {@code deadlineNs} (see {@link Deadline}). On return, exceptional or not, the calling
     * thread holds the lock as often as before; only if the handle was closed meanwhile does it not.
     *
     * @return whether there was a signal
     * @throws InterruptedException if interruptible, and interrupted before there was a signal
     */
    public boolean await(long deadlineNs, boolean interruptible, Handle handle) throws InterruptedException {
        requireMine();
        handle.requireUsable();
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        int slot = enter(ThreadNames.id(Thread.currentThread()));
        return new Wait(slot, deadlineNs, interruptible, handle).run();
    }

    private void requireMine() {
        if (!lock.isMine()) {
            throw new IllegalMonitorStateException("not the holder: " + lock.name() + " condition=" + memory.name()
                    + ", caller=" + Thread.currentThread().getName() + ", holder=" + lock.describeHolder()
                    + ". Wait and signal under the condition's lock");
        }
    }

    /** Signals at most {@code count} of those who wait now, longest waiting first; the holder's call. */
    public void signal(int count) {
        requireMine();
        table.signal(count);
    }

    /** Signals all who wait now; the holder's call. */
    public void signalAll() {
        requireMine();
        table.signalAll();
    }

    /** How many live threads wait for a signal. */
    public int waiting() {
        return table.waiting();
    }

    private void requireHeldBy(LiveThread agent) {
        if (!lock.isHeldBy(agent)) {
            throw new IllegalMonitorStateException("not the holder: " + lock.name() + " condition=" + memory.name()
                    + ", caller=" + ThreadNames.describe(agent.id()) + ", holder=" + lock.describeHolder()
                    + ". Wait and signal under the condition's lock");
        }
    }

    /** An agent, the holder, begins to wait; its slot. It is to release the lock, to watch its slot, and to leave. */
    public int enterAs(LiveThread agent) {
        requireHeldBy(agent);
        return enter(agent.id());
    }

    private int enter(long id) {
        int slot = table.enter(id, clock.epochNs());
        if (slot == ConditionTable.NONE) {
            throw new IllegalStateException("too many waiters: " + memory.name() + " waiting=" + table.waiting()
                    + ", slots=" + ConditionLayout.SLOTS + ". Use several conditions");
        }
        return slot;
    }

    /** Whether the waiter of the slot has a signal; what it says under the lock counts. */
    public boolean isSignalled(int slot) {
        return table.isSignalled(slot);
    }

    /** The wait is over, with its signal if there was one. Under the lock. */
    public void leave(int slot) {
        table.leave(slot);
    }

    /** The wait is over, but the lock is not taken back: a signal goes to the next. */
    public void leaveWithoutLock(int slot) {
        table.leaveWithoutLock(slot);
    }

    /** As {@link #signal(int)}, for an agent. */
    public void signalAs(LiveThread agent, int count) {
        requireHeldBy(agent);
        table.signal(count);
    }

    /** As {@link #signalAll()}, for an agent. */
    public void signalAllAs(LiveThread agent) {
        requireHeldBy(agent);
        table.signalAll();
    }

    /** Whether a waiter should take the lock and {@link #reclaim}: a signal was lost, or a holder died. */
    public boolean hasStray() {
        return table.hasStraySignal() || lock.recovers() && lock.isAbandoned();
    }

    /** Passes on what was lost; if a holder died since {@code recoveries}, all look for themselves. Under the lock. */
    public void reclaim(long recoveries) {
        table.reclaim();
        if (lock.recoveries() != recoveries) {
            table.signalAll();
        }
    }

    /** What a waiter in this slot sleeps on until it has a signal. */
    public Doorbell bell(int slot) {
        return new WordBell(memory, table.wordOffset(slot), false, clock);
    }

    /** One thread's wait, from the entry in the table to the lock taken back. */
    private final class Wait {
        private final int slot;
        private final long deadlineNs;
        private final boolean interruptible;
        private final Handle handle;
        private boolean interrupted;
        private boolean stray;

        Wait(int slot, long deadlineNs, boolean interruptible, Handle handle) {
            this.slot = slot;
            this.deadlineNs = deadlineNs;
            this.interruptible = interruptible;
            this.handle = handle;
        }

        boolean run() throws InterruptedException {
            boolean signalled = false;
            boolean left = false;
            try {
                do {
                    releaseAndSleep();
                } while (!isOver());
                signalled = table.isSignalled(slot);
                Failpoint.CONDITION_BEFORE_LEAVE.hit();
                table.leave(slot);
                left = true;
            } finally {
                if (!left) {
                    table.leaveWithoutLock(slot);
                }
                if (interrupted && (!left || signalled || !interruptible)) {
                    Thread.currentThread().interrupt();
                }
            }
            return outcome(signalled);
        }

        private boolean outcome(boolean signalled) throws InterruptedException {
            if (!signalled && interrupted && interruptible) {
                throw new InterruptedException();
            }
            if (!signalled && handle.isDeleted()) {
                handle.requireUsable();
            }
            return signalled;
        }

        /** On return the lock is taken back; it is not if the handle was closed, which throws. */
        private void releaseAndSleep() {
            int holds = lock.releaseAll();
            Failpoint.CONDITION_WAITING.hit();
            if (!spin()) {
                sleep();
            }
            Failpoint.CONDITION_BEFORE_LOCK.hit();
            handle.requireOpen();
            long recoveries = lock.recoveries();
            lock.acquireAgain(holds, handle::requireOpen);
            if (stray) {
                stray = false;
                reclaim(recoveries);
            }
        }

        private void sleep() {
            int note = place.enter();
            try {
                while (!isOver() && !handle.isClosed() && !stray) {
                    long remainingNs = Deadline.remainingNs(deadlineNs, clock.monotonicNs());
                    Futex.await(
                            memory,
                            table.wordOffset(slot),
                            ConditionTable.WORD_WHILE_WAITING,
                            Math.max(1, Math.min(SLICE_NS, remainingNs)),
                            interruptible,
                            strategy);
                    interrupted |= Thread.interrupted();
                    stray = !isOver() && hasStray();
                }
            } finally {
                place.leave(note);
            }
        }

        private boolean isOver() {
            return table.isSignalled(slot)
                    || interruptible && interrupted
                    || Deadline.remainingNs(deadlineNs, clock.monotonicNs()) <= 0
                    || handle.isDeleted();
        }

        private boolean spin() {
            int limit = SPINNING_PAYS ? budget.next(Math.min(MAX_SPINS, strategy.maxSpins())) : 0;
            for (int i = 0; i < limit; i++) {
                if (table.isSignalled(slot)) {
                    budget.succeeded(i);
                    return true;
                }
                Thread.onSpinWait();
            }
            for (int i = 0; i < strategy.yields(); i++) {
                if (table.isSignalled(slot)) {
                    return true;
                }
                Thread.yield();
            }
            budget.failed();
            return table.isSignalled(slot);
        }
    }
}
