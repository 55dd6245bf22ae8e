package io.parley.manager.internal.sync;

import io.parley.internal.sync.WordLock;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;

/** A request for a lock, from its arrival to its answer. */
final class AcquireWait extends Parked {
    private final LockPlace place;
    private final Party party;
    private final Call call;
    private final Turn turn;
    private boolean parked;
    private boolean over;

    private AcquireWait(LockPlace place, Party party, Call call, long number) {
        super(number);
        this.place = place;
        this.party = party;
        this.call = call;
        this.turn = new Turn(place, party.agent());
    }

    static void start(LockPlace place, Party party, Call call, long number, long timeoutNs) {
        AcquireWait wait = new AcquireWait(place, party, call, number);
        party.park(wait);
        if (!wait.attempt()) {
            wait.goOn(timeoutNs);
        }
    }

    private void goOn(long timeoutNs) {
        if (timeoutNs <= 0) {
            tooLate();
            return;
        }
        Line way;
        synchronized (this) {
            if (over) {
                return;
            }
            way = turn.line();
            waitIn(way);
            parked = true;
        }
        call.await(way, timeoutNs, asked -> attempt(), this::tooLate);
    }

    private synchronized boolean attempt() {
        if (over) {
            return true;
        }
        try {
            if (parked) {
                place.core().requireThere();
            }
            boolean acquired = !isInterrupted() && turn.tryIt();
            if (acquired) {
                end();
                granted(place, party, call, LockOps.IN_TIME);
            } else if (isInterrupted()) {
                end();
                call.reply().writeByte(LockOps.INTERRUPTED);
                call.done();
            }
            return over;
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    /** Answers that the party holds the lock; nothing if its session is over, and the lock was given back. */
    static void granted(LockPlace place, Party party, Call call, int outcome) {
        WordLock core = place.core();
        long token = core.token();
        boolean recovered = core.isRecoveredFor(party.agent());
        if (place.took(party, token)) {
            call.reply().writeByte(outcome);
            call.reply().writeLong(token);
            call.reply().writeByte(recovered ? 1 : 0);
            call.done();
        }
    }

    private synchronized void tooLate() {
        if (!over) {
            end();
            call.reply().writeByte(LockOps.TOO_LATE);
            call.reply().writeUtf8(place.core().describeHolder());
            call.done();
        }
    }

    private void end() {
        over = true;
        turn.leave();
        party.unpark();
    }

    @Override
    synchronized void sessionEnded() {
        over = true;
        turn.leave();
    }
}
