package io.parley.manager.internal.sync;

import io.parley.internal.os.SystemClock;
import io.parley.internal.sync.ConditionCore;
import io.parley.internal.sync.WordLock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import java.util.function.BooleanSupplier;

/**
 * A wait for a signal: in the condition's table without the lock, then for the lock, then with the lock the look at
 * what the table says. The steps are those of {@link ConditionCore}; requests in lines stand where a thread sleeps
 * there.
 */
final class ConditionWait extends Parked implements WaitSource {
    private final LockPlace place;
    private final ConditionCore condition;
    private final BooleanSupplier deleted;
    private final Party party;
    private final Call call;
    private final long deadlineNs;
    private int slot;
    private int holds;
    private long recoveries;
    private Turn turn;
    private boolean over;
    private volatile boolean stray;

    private ConditionWait(
            LockPlace place,
            ConditionCore condition,
            BooleanSupplier deleted,
            Party party,
            Call call,
            long number,
            long timeoutNs) {
        super(number);
        this.place = place;
        this.condition = condition;
        this.deleted = deleted;
        this.party = party;
        this.call = call;
        this.deadlineNs = Deadline.after(SystemClock.LOCAL, timeoutNs);
    }

    static void start(
            LockPlace place,
            ConditionCore condition,
            BooleanSupplier deleted,
            Party party,
            Call call,
            long number,
            long timeoutNs) {
        ConditionWait wait = new ConditionWait(place, condition, deleted, party, call, number, timeoutNs);
        party.park(wait);
        try {
            wait.slot = condition.enterAs(party.agent());
        } catch (RuntimeException e) {
            party.unpark();
            throw e;
        }
        wait.sleep();
    }

    /** Gives the lock up and waits for the signal. */
    private void sleep() {
        Line asleep;
        synchronized (this) {
            holds = place.core().releaseAllAs(party.agent());
            party.gave(place);
            asleep = place.watcher().line(this, false);
            waitIn(asleep);
        }
        place.moved();
        call.await(asleep, remainingNs(), asked -> wake(), this::lockAgain);
    }

    private long remainingNs() {
        return Deadline.remainingNs(deadlineNs, SystemClock.LOCAL.monotonicNs());
    }

    private boolean wake() {
        boolean awake = isTrue();
        if (awake) {
            lockAgain();
        }
        return awake;
    }

    private void lockAgain() {
        Line way;
        synchronized (this) {
            if (over) {
                return;
            }
            recoveries = place.core().recoveries();
            turn = new Turn(place, party.agent());
            way = turn.line();
        }
        call.await(way, Long.MAX_VALUE, asked -> locked(), () -> {});
    }

    /** Tries to take the lock back; with it, what the table says counts. */
    private boolean locked() {
        synchronized (this) {
            if (over) {
                return true;
            }
            if (!turn.tryIt()) {
                return false;
            }
            WordLock core = place.core();
            core.restoreHoldsOf(party.agent(), holds);
            if (stray) {
                stray = false;
                condition.reclaim(recoveries);
            }
            if (isSignalled() || isInterrupted() || deleted.getAsBoolean() || remainingNs() <= 0) {
                end();
                return true;
            }
            if (!place.took(party, core.token())) {
                over = true;
                return true;
            }
        }
        sleep();
        return true;
    }

    private boolean isSignalled() {
        return condition.isSignalled(slot);
    }

    private void end() {
        int outcome = LockOps.TOO_LATE;
        if (isSignalled()) {
            outcome = LockOps.IN_TIME;
        } else if (isInterrupted()) {
            outcome = LockOps.INTERRUPTED;
        } else if (deleted.getAsBoolean()) {
            outcome = LockOps.DELETED;
        }
        over = true;
        condition.leave(slot);
        party.unpark();
        AcquireWait.granted(place, party, call, outcome);
    }

    @Override
    public Doorbell bell() {
        return condition.bell(slot);
    }

    @Override
    public boolean isTrue() {
        return isSignalled() || isInterrupted() || stray || deleted.getAsBoolean();
    }

    @Override
    public void sliceExpired() {
        stray = condition.hasStray();
    }

    /** Without the lock, which is not taken back. */
    @Override
    synchronized void sessionEnded() {
        if (!over) {
            over = true;
            condition.leaveWithoutLock(slot);
            if (turn != null) {
                turn.leave();
            }
        }
    }
}
