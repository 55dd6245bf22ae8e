package io.parley.cli;

import io.parley.queue.Damage;
import io.parley.queue.QueueEntry;
import io.parley.queue.Replay;
import io.parley.queue.ReplaySession;
import picocli.CommandLine.Model.CommandSpec;

/** A replay, run to its end, or until somebody has had enough of it. */
final class ReplayRun {
    private final CommandSpec command;
    private final Taker taker;
    private ReplaySession<byte[]> session;
    private ReplayScreen screen;
    private volatile long done;
    private long next;
    private long damages;
    private boolean left;

    /** What messages are handed to. */
    interface Taker {
        /** Takes one; false if it was not taken, and no more are wanted. */
        boolean take(QueueEntry<byte[]> entry, ReplayScreen screen);
    }

    ReplayRun(CommandSpec command, Taker taker) {
        this.command = command;
        this.taker = taker;
    }

    /**
     * Runs it.
     *
     * @param progress null for a replay without a screen
     */
    void run(Replay<byte[]> replay, ReplayProgress progress) throws InterruptedException {
        try (ReplaySession<byte[]> opened = replay.skipDamage(this::damaged).open((entry, clock) -> hand(entry));
                ReplayScreen shown = new ReplayScreen(command.commandLine().getErr(), opened, progress, () -> done)) {
            session = opened;
            screen = shown;
            session.run();
            left |= screen.isEnded();
        }
    }

    private void hand(QueueEntry<byte[]> entry) {
        next = entry.sequence();
        if (taker.take(entry, screen)) {
            done++;
            next++;
        } else {
            left = true;
            session.close();
        }
    }

    private void damaged(Damage damage) {
        damages++;
        screen.around(() -> Queues.report(damage, command));
    }

    /** How many messages were taken. */
    long done() {
        return done;
    }

    /** The number of the first message that was not. */
    long next() {
        return next;
    }

    /** Whether it was left before its end. */
    boolean isLeft() {
        return left;
    }

    /** What scripts learn of it. */
    int exitCode() {
        return damages == 0 ? ExitCode.OK : ExitCode.UNHEALTHY;
    }
}
