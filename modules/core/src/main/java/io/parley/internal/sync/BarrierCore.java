package io.parley.internal.sync;

import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;
import io.parley.internal.sync.BarrierWord.Outcome;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parties that wait for each other, phase after phase. All changes are made under a guard; a waiter looks at the state
 * word only. If the guard's holder dies, whoever takes the guard over breaks the barrier: that is consistent, whatever
 * the dead one was doing. Who arrived is written down, so that the waiters notice when one of them dies: they break the
 * barrier as well. The action runs outside of the guard, while everybody counts as arrived.
 */
public final class BarrierCore {
    /** What {@link #await} returns when the wait makes no sense any more. */
    public static final int OVER = -1;

    private static final Logger LOG = LoggerFactory.getLogger("io.parley.barrier");
    private static final long SLICE_NS = 10_000_000;

    private final Memory memory;
    private final LockCore guard;
    private final Liveness liveness;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final Doorbell bell;
    private final int parties;

    /** Why a barrier broke. */
    public enum Cause {
        /** It did not. */
        NONE("nothing"),
        /** A party's time was up. */
        TIMED_OUT("a party's time was up"),
        /** A party was interrupted. */
        INTERRUPTED("a party was interrupted"),
        /** Somebody called abort. */
        ABORTED("it was aborted"),
        /** A party died. */
        DIED("a party died"),
        /** The action threw an exception. */
        ACTION_FAILED("the action failed"),
        /** Somebody called reset. */
        RESET("it was reset"),
        /** A party's handle was closed while it waited. */
        LEFT("a party's handle was closed");

        private static final Cause[] ALL = values();
        private final String text;

        Cause(String text) {
            this.text = text;
        }

        /** What a number in a barrier's file means, in words. */
        public static String words(int number) {
            return ALL[Math.floorMod(number, ALL.length)].text;
        }
    }

    /** The barrier in a file; the guard is this process's only one for it. */
    public BarrierCore(Memory memory, LockCore guard, Liveness liveness, Clock clock, WaitStrategy strategy) {
        this.memory = memory;
        this.guard = guard;
        this.liveness = liveness;
        this.clock = clock;
        this.strategy = strategy;
        this.bell = new Doorbell(memory, BarrierWord.DOORBELL, clock);
        this.parties = BarrierWord.parties(memory);
    }

    private long state() {
        return memory.getLongVolatile(BarrierWord.STATE);
    }

    private Outcome outcome(int phase) {
        return BarrierWord.outcome(state(), phase);
    }

    /** How many parties wait, or are about to be released. */
    public int arrived() {
        return memory.getIntVolatile(BarrierWord.ARRIVED);
    }

    /** Whether the barrier is broken. */
    public boolean isBroken() {
        return BarrierWord.isBroken(state());
    }

    /** Whether somebody may sleep. */
    public boolean hasWaiters() {
        return bell.hasWaiters();
    }

    /** Wakes everybody, to look whether waiting still makes sense. */
    public void wakeAll() {
        bell.ringAll();
    }

    /**
     * Arrives, and waits until all parties have. The last one runs the action, if there is one, before any of the
     * others goes on.
     *
     * @return how many had arrived before; {@link #OVER} if {@code over} ended the wait
     */
    public int await(long timeoutNs, Runnable action, BooleanSupplier over)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        long deadlineNs = Deadline.after(clock, timeoutNs);
        while (true) {
            Arrival mine = arrive(action == null);
            if (mine.index == parties) {
                // Everybody is there and the last one is at its action: this is one for the next phase.
                if (!awaitEnd(mine.phase, deadlineNs, over)) {
                    return OVER;
                }
            } else if (mine.index == parties - 1) {
                if (action == null) {
                    bell.ringAll();
                } else {
                    runAction(mine.phase, action);
                }
                return mine.index;
            } else {
                Failpoint.BARRIER_BEFORE_WAIT.hit();
                return awaitEnd(mine.phase, deadlineNs, over) ? mine.index : OVER;
            }
        }
    }

    /**
     * Arrives for who does not wait here but asks how it ended. Counts as a party of this process from now on: it must
     * {@linkplain Party#leave leave} when it is not after the end any more. If it is the last one there is no action.
     */
    public Party arrive() throws InterruptedException, BrokenBarrierException {
        Arrival mine = arrive(true);
        if (mine.index == parties - 1) {
            bell.ringAll();
        }
        return new Party(mine);
    }

    /** A party that asks. */
    public final class Party {
        private final Arrival arrival;

        private Party(Arrival arrival) {
            this.arrival = arrival;
        }

        /** The phase it is about. */
        public int phase() {
            return arrival.phase;
        }

        /** How many had arrived before. */
        public int index() {
            return arrival.index;
        }

        /** Whether it arrived; otherwise everybody is there, and it can arrive when this phase is over. */
        public boolean isIn() {
            return arrival.index < parties;
        }

        /**
         * Whether all parties have arrived, and so may go on.
         *
         * @throws BrokenBarrierException if the phase ended in another way
         */
        public boolean hasTripped() throws BrokenBarrierException {
            Outcome outcome = outcome(arrival.phase);
            if (outcome == Outcome.BROKEN) {
                throw broken();
            }
            return outcome == Outcome.TRIPPED;
        }

        /** Breaks the barrier unless the phase is over; says whether it did. */
        public boolean leave(Cause cause) {
            return breakUp(arrival.phase, cause);
        }
    }

    /** True when a phase is over or waiting makes no sense any more; watches over those who arrived. */
    public WaitSource phaseEnd(int phase, BooleanSupplier over) {
        return new PhaseEnd(phase, over);
    }

    /** As which of the parties of which phase a thread arrived; index = parties: not at all. */
    private record Arrival(int phase, int index) {}

    private Arrival arrive(boolean tripIfLast) throws InterruptedException, BrokenBarrierException {
        boolean interrupted = false;
        boolean partyDied = false;
        enter();
        try {
            if (isBroken()) {
                throw broken();
            }
            interrupted = Thread.interrupted();
            if (interrupted) {
                markBroken(Cause.INTERRUPTED);
                throw new InterruptedException();
            }
            int phase = BarrierWord.phase(state());
            int index = arrived();
            if (index == parties - 1 && findDead() != Owner.NONE) {
                // It died since anybody looked. The last to arrive must not go on with one who does not.
                partyDied = true;
                markBroken(Cause.DIED);
                throw broken();
            }
            if (index < parties) {
                memory.putIntVolatile(BarrierWord.LIST + index * Integer.BYTES, liveness.self());
                Failpoint.BARRIER_NAMED_BEFORE_COUNT.hit();
                memory.putIntVolatile(BarrierWord.ARRIVED, index + 1);
                Failpoint.BARRIER_ARRIVED.hit();
                if (index == parties - 1 && tripIfLast) {
                    trip();
                }
            }
            return new Arrival(phase, index);
        } finally {
            guard.release();
            if (interrupted || partyDied) {
                bell.ringAll();
            }
        }
    }

    /** Waits until the phase is over; false if {@code over} came first. */
    private boolean awaitEnd(int phase, long deadlineNs, BooleanSupplier over)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        try {
            if (!bell.await(new PhaseEnd(phase, over), deadlineNs, SLICE_NS, strategy)
                    && breakUp(phase, Cause.TIMED_OUT)) {
                throw new TimeoutException("barrier not reached by all in time: " + memory.name() + " parties="
                        + parties + ". Look for who is missing; reset() makes it usable again");
            }
        } catch (InterruptedException e) {
            if (breakUp(phase, Cause.INTERRUPTED)) {
                throw e;
            }
            Thread.currentThread().interrupt(); // it came after the end
        }
        Outcome outcome = outcome(phase);
        if (outcome != Outcome.TRIPPED && over.getAsBoolean()) {
            breakUp(phase, Cause.LEFT);
            return false;
        }
        if (outcome == Outcome.BROKEN) {
            throw broken();
        }
        return true;
    }

    private final class PhaseEnd implements WaitSource {
        private final int phase;
        private final BooleanSupplier over;

        PhaseEnd(int phase, BooleanSupplier over) {
            this.phase = phase;
            this.over = over;
        }

        @Override
        public Doorbell bell() {
            return bell;
        }

        @Override
        public boolean isTrue() {
            return outcome(phase) != Outcome.RUNNING || over.getAsBoolean();
        }

        @Override
        public void sliceExpired() {
            breakIfSomebodyDied(phase);
        }
    }

    private void runAction(int phase, Runnable action) throws BrokenBarrierException {
        boolean done = false;
        try {
            Failpoint.BARRIER_BEFORE_ACTION.hit();
            action.run();
            Failpoint.BARRIER_AFTER_ACTION.hit();
            done = true;
        } finally {
            if (!done) {
                breakUp(phase, Cause.ACTION_FAILED);
            }
        }
        boolean tripped;
        enter();
        try {
            tripped = outcome(phase) == Outcome.RUNNING;
            if (tripped) {
                trip();
            }
        } finally {
            guard.release();
        }
        if (!tripped) {
            throw broken();
        }
        bell.ringAll();
    }

    /** Begins the next phase; under the guard. Ring afterwards. */
    private void trip() {
        memory.putIntVolatile(BarrierWord.ARRIVED, 0);
        Failpoint.BARRIER_EMPTIED_BEFORE_PHASE.hit();
        memory.putLongVolatile(BarrierWord.STATE, BarrierWord.next(state()));
        Failpoint.BARRIER_TRIPPED_BEFORE_WAKE.hit();
    }

    /** Breaks the barrier, if the phase still goes on; says whether it did. */
    private boolean breakUp(int phase, Cause cause) {
        enter();
        try {
            if (outcome(phase) != Outcome.RUNNING) {
                return false;
            }
            markBroken(cause);
        } finally {
            guard.release();
        }
        bell.ringAll();
        return true;
    }

    /** Breaks the barrier for those who wait and those who come; nothing if it is broken. */
    public void breakUp(Cause cause) {
        breakUp(BarrierWord.phase(state()), cause);
    }

    /** Breaks the barrier for those who wait, and makes it usable again for those who come. */
    public void reset() {
        enter();
        try {
            if (!isBroken() && arrived() > 0) {
                markBroken(Cause.RESET);
            }
            if (isBroken()) {
                memory.putLongVolatile(BarrierWord.STATE, BarrierWord.next(state()));
            }
        } finally {
            guard.release();
        }
        bell.ringAll();
    }

    /** Under the guard. Ring afterwards. */
    private void markBroken(Cause cause) {
        memory.putInt(BarrierWord.CAUSE, cause.ordinal());
        memory.putInt(BarrierWord.CULPRIT, cause == Cause.DIED ? findDead() : liveness.self());
        memory.putLongVolatile(BarrierWord.STATE, BarrierWord.broken(state()));
        Failpoint.BARRIER_BROKEN_BEFORE_EMPTIED.hit();
        memory.putIntVolatile(BarrierWord.ARRIVED, 0);
        Failpoint.BARRIER_BROKEN_BEFORE_WAKE.hit();
    }

    /** Takes the guard; if its holder died the barrier is broken, whatever it was about to do. */
    private void enter() {
        guard.acquire();
        if (guard.isRecovered()) {
            try {
                markBroken(Cause.DIED);
                guard.markConsistent();
                bell.ringAll();
            } catch (RuntimeException | Error e) {
                guard.release();
                throw e;
            }
            warn("the guard's holder");
        }
    }

    private void breakIfSomebodyDied(int phase) {
        if (!guard.isAbandoned() && findDead() == Owner.NONE) {
            return;
        }
        boolean found = false;
        enter();
        try {
            found = outcome(phase) == Outcome.RUNNING && findDead() != Owner.NONE;
            if (found) {
                markBroken(Cause.DIED);
            }
        } finally {
            guard.release();
        }
        if (found) {
            bell.ringAll();
            warn(liveness.describe(memory.getInt(BarrierWord.CULPRIT)));
        }
    }

    private void warn(String party) {
        LOG.warn("PLY-0020 barrier broken because a party died: {} party={}", memory.name(), party);
    }

    /** Somebody who arrived and is dead by now. Also without the guard, to see whether it is worth taking. */
    private int findDead() {
        int last = liveness.self();
        for (int i = 0; i < Math.min(parties, arrived()); i++) {
            int owner = memory.getIntVolatile(BarrierWord.LIST + i * Integer.BYTES);
            if (owner != last && !liveness.isAlive(owner)) {
                return owner;
            }
            last = owner;
        }
        return Owner.NONE;
    }

    private BrokenBarrierException broken() {
        int cause = memory.getInt(BarrierWord.CAUSE);
        int culprit = memory.getInt(BarrierWord.CULPRIT);
        return new BrokenBarrierException("barrier is broken: " + memory.name() + " parties=" + parties + ", cause="
                + Cause.words(cause) + ", by="
                + (culprit == Owner.NONE ? "a process that is gone" : liveness.describe(culprit))
                + ". reset() makes it usable again");
    }
}
