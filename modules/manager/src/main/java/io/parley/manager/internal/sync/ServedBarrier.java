package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.os.SystemClock;
import io.parley.internal.sync.BarrierCore;
import io.parley.internal.sync.BarrierCore.Cause;
import io.parley.internal.sync.BarrierCore.Party;
import io.parley.internal.sync.BarrierWord;
import io.parley.internal.wait.Deadline;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.ServerContext;
import io.parley.sync.SharedBarrier;
import java.util.concurrent.BrokenBarrierException;

/**
 * A barrier, served. A request is a party of this process, so that the others notice when this process dies; if the
 * request is given up or its session ends, it leaves as any party does, which breaks the barrier. The requests of a
 * phase wait in one line, which moves when the phase is over.
 */
final class ServedBarrier extends ServedSync {
    private final ServerContext server;
    private final SharedBarrier barrier;
    private final BarrierCore core;
    private volatile Phase current;

    private record Phase(int phase, Line line) {}

    private ServedBarrier(ServerContext server, SharedBarrier barrier) {
        super(barrier);
        this.server = server;
        this.barrier = barrier;
        Address address = Addresses.of(barrier);
        Domain domain = address.domain();
        this.core = new BarrierCore(
                address.file().memory(),
                domain.lockCore(address.file(), BarrierWord.GUARD),
                domain.liveness(),
                domain.clock(),
                domain.strategy());
        this.current = newPhase(0);
    }

    static ServedBarrier open(ServerContext server, String name, MessageReader details) {
        return new ServedBarrier(server, server.parley().barrier(name, details.readInt()));
    }

    private Phase newPhase(int phase) {
        return new Phase(phase, server.watcher().line(core.phaseEnd(phase, barrier::isDeleted), false));
    }

    private Line lineOf(int phase) {
        Phase now = current;
        if (now.phase != phase) {
            now = newPhase(phase);
            current = now;
        }
        return now.line;
    }

    @Override
    protected void runOwn(Call call) throws InterruptedException {
        switch (call.op()) {
            case BarrierOps.ARRIVE ->
                arrive(call, Deadline.after(SystemClock.LOCAL, call.args().readLong()));
            case BarrierOps.ABORT -> {
                barrier.abort();
                call.done();
                current.line.retry();
            }
            case BarrierOps.RESET -> {
                barrier.reset();
                call.done();
                current.line.retry();
            }
            case BarrierOps.IS_BROKEN -> call.done(barrier.isBroken());
            case BarrierOps.WAITING -> call.done(barrier.waiting());
            default -> throw unknown(call);
        }
    }

    private void arrive(Call call, long deadlineNs) throws InterruptedException {
        requireNotDeleted();
        Party party;
        try {
            party = core.arrive();
        } catch (BrokenBarrierException e) {
            broken(call, e);
            return;
        }
        Line line = lineOf(party.phase());
        if (party.isIn()) {
            awaitEnd(call, party, line, deadlineNs);
        } else {
            awaitTurn(call, party, line, deadlineNs);
        }
    }

    private void awaitEnd(Call call, Party party, Line line, long deadlineNs) {
        call.await(
                line,
                remainingNs(deadlineNs),
                asked -> isAnswered(asked, party),
                () -> {
                    if (party.leave(Cause.TIMED_OUT)) {
                        timedOut(call);
                    } else {
                        answerEnd(call, party);
                    }
                },
                () -> {
                    boolean left = party.leave(why(call));
                    if (!left) {
                        answerEnd(call, party);
                    }
                    return left;
                });
        line.retry();
    }

    /** Everybody is there, and the last one is at its action: this one is for the next phase. */
    private void awaitTurn(Call call, Party early, Line line, long deadlineNs) {
        call.await(
                line,
                remainingNs(deadlineNs),
                asked -> {
                    requireNotDeleted();
                    boolean over = isOver(early);
                    if (over) {
                        arrive(asked, deadlineNs);
                    }
                    return over;
                },
                () -> {
                    early.leave(Cause.TIMED_OUT);
                    timedOut(call);
                },
                () -> {
                    early.leave(why(call));
                    return true;
                });
    }

    private static Cause why(Call call) {
        return call.session().isEnded() ? Cause.LEFT : Cause.INTERRUPTED;
    }

    private static boolean isOver(Party party) {
        try {
            return party.hasTripped();
        } catch (BrokenBarrierException e) {
            return true;
        }
    }

    private boolean isAnswered(Call call, Party party) {
        if (barrier.isDeleted()) {
            party.leave(Cause.LEFT);
            requireNotDeleted();
        }
        boolean over = isOver(party);
        if (over) {
            answerEnd(call, party);
        }
        return over;
    }

    private static void answerEnd(Call call, Party party) {
        try {
            party.hasTripped();
            call.reply().writeByte(BarrierOps.TRIPPED);
            call.reply().writeInt(party.index());
            call.done();
        } catch (BrokenBarrierException e) {
            broken(call, e);
        }
    }

    private static void broken(Call call, BrokenBarrierException e) {
        call.reply().writeByte(BarrierOps.BROKEN);
        call.reply().writeUtf8(e.getMessage());
        call.done();
    }

    private void timedOut(Call call) {
        call.reply().writeByte(BarrierOps.TIMED_OUT);
        call.reply()
                .writeUtf8("barrier not reached by all in time: " + barrier.path() + " parties=" + barrier.parties()
                        + ". Look for who is missing; reset() makes it usable again");
        call.done();
    }

    private static long remainingNs(long deadlineNs) {
        return Deadline.remainingNs(deadlineNs, SystemClock.LOCAL.monotonicNs());
    }

    @Override
    protected void deleted() {
        current.line.retry();
    }
}
