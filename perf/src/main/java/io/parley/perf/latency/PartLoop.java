package io.parley.perf.latency;

import io.parley.perf.latency.Board.State;
import io.parley.perf.rig.Pacer;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps one part to the schedule of its run and measures. Event n belongs at start + n ÷ rate, whatever became of those
 * before; parts that keep to the schedule share its events out among each other.
 */
final class PartLoop {
    private static final long LOOK_AGAIN_NS = 500_000;
    /** So much longer than it should take, or as long again, and no more events begin. */
    private static final long PATIENCE_NS = 2_000_000_000;

    private final Setup setup;
    private final Board board;
    private final int number;
    private final boolean allPaced;
    private final Recording recording = new Recording();
    private Pacer pacer;
    private long countFromNs;
    private long giveUpNs;

    PartLoop(Setup setup, Board board, int number, boolean allPaced) {
        this.setup = setup;
        this.board = board;
        this.number = number;
        this.allPaced = allPaced;
    }

    Recording recording() {
        return recording;
    }

    /** What the board says of a part before the start. */
    static State stateOf(Part part) {
        return part instanceof Part.Receiver || part instanceof Part.Server ? State.ENDLESS : State.PACED;
    }

    /** Waits for the start, then plays until the schedule is over, or this thread is interrupted. */
    void run(Part part) throws Exception {
        awaitStart();
        if (part instanceof Part.Sender sender) {
            send(sender);
        } else if (part instanceof Part.Call call) {
            call(call);
        } else if (part instanceof Part.Contender contender) {
            contend(contender);
        } else if (part instanceof Part.Receiver receiver) {
            receive(receiver);
        } else if (part instanceof Part.Server server) {
            serve(server);
        }
    }

    private void awaitStart() throws InterruptedException {
        long startNs;
        while ((startNs = board.startNs()) == 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
            requireNotInterrupted();
        }
        pacer = new Pacer(startNs, setup.rate());
        countFromNs = pacer.intendedNs(setup.firstCounted());
        long durationNs = setup.duration().toNanos();
        giveUpNs = startNs + setup.warmUp().toNanos() + durationNs + Math.max(durationNs, PATIENCE_NS);
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private int firstEvent() {
        return allPaced ? number : number - setup.consumers();
    }

    private int step() {
        return allPaced ? setup.parts() : setup.producers();
    }

    /**
     * The event itself. Those that are still to come when the time of the warm-up is over are left out: what is
     * measured begins on schedule, however slow cold code was.
     */
    private long due(long event, int step) {
        long behind = setup.firstCounted() - event;
        if (behind <= 0 || System.nanoTime() - countFromNs < 0) {
            return event;
        }
        return event + (behind + step - 1) / step * step;
    }

    private boolean isPast(long event) {
        return event >= setup.firstCounted() + setup.planned() || System.nanoTime() - giveUpNs > 0;
    }

    private void send(Part.Sender sender) throws Exception {
        long sent = 0;
        for (long event = due(firstEvent(), step()); !isPast(event); event = due(event + step(), step())) {
            long intendedNs = pacer.await(event);
            requireNotInterrupted();
            long sentNs = System.nanoTime();
            sender.send(intendedNs, sentNs);
            if (intendedNs >= countFromNs) {
                recording.begin();
            }
            board.progress(number, ++sent, 0);
        }
    }

    private void call(Part.Call call) throws Exception {
        long called = 0;
        for (long event = due(firstEvent(), step()); !isPast(event); event = due(event + step(), step())) {
            long intendedNs = pacer.await(event);
            requireNotInterrupted();
            boolean counts = intendedNs >= countFromNs;
            if (counts) {
                recording.begin();
            }
            long sentNs = System.nanoTime();
            call.call();
            long endedNs = System.nanoTime();
            if (counts) {
                recording.end(intendedNs, sentNs, endedNs);
            }
            called++;
            board.progress(number, called, called);
        }
    }

    private void receive(Part.Receiver receiver) throws Exception {
        Arrival arrival = new Arrival();
        long received = 0;
        while (true) {
            receiver.receive(arrival);
            long nowNs = System.nanoTime();
            if (arrival.intendedNs() >= countFromNs) {
                recording.end(arrival.intendedNs(), arrival.sentNs(), nowNs);
            }
            board.progress(number, 0, ++received);
        }
    }

    private void serve(Part.Server server) throws Exception {
        while (true) {
            server.serve();
        }
    }

    /** Has the lock until the next event is due, gives it to another, and wants it again when another has it. */
    private void contend(Part.Contender contender) throws Exception {
        long begun = 0;
        long taken = 0;
        while (true) {
            contender.lock();
            long nowNs = System.nanoTime();
            long given = board.event();
            if (given > board.seen()) { // unless its last holder died before it gave it away
                if (board.intendedNs() >= countFromNs) {
                    recording.end(board.intendedNs(), board.sentNs(), nowNs);
                }
                taken++;
            }
            board.seen(given);
            board.progress(number, begun, taken);
            long event = due(given, 1);
            if (board.isOver() || isPast(event)) {
                board.over();
                contender.unlock();
                return;
            }
            long intendedNs = pacer.await(event);
            requireNotInterrupted();
            if (intendedNs >= countFromNs) {
                recording.begin();
            }
            board.progress(number, ++begun, taken);
            board.event(event + 1, intendedNs, System.nanoTime());
            contender.unlock();
            awaitTaking(event + 1);
        }
    }

    private void awaitTaking(long event) throws InterruptedException {
        while (board.seen() < event && !board.isOver()) {
            requireNotInterrupted();
            Thread.yield();
        }
    }
}
