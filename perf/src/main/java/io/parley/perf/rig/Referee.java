package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Starts and stops the phases of a contest on its {@link ContestPage}, and counts what all players did. */
final class Referee implements AutoCloseable {
    private static final long LOOK_AGAIN_NS = 1_000_000;
    private static final long OVER = ContestPage.WAITS + 1;

    private final ContestPage page;
    private final int players;
    private final List<Child> children;
    private long total;

    private Referee(ContestPage page, int players, List<Child> children) {
        this.page = page;
        this.players = players;
        this.children = children;
    }

    /** A new page in {@code scratch}, and the players that {@code starter} starts, given its path. */
    static Referee start(Scratch scratch, int players, Function<Path, List<Child>> starter) {
        if (players < 1 || players > ContestPage.PLAYERS) {
            throw new IllegalArgumentException(
                    "number of processes out of range: found=" + players + ", allowed=1.." + ContestPage.PLAYERS);
        }
        Path file = scratch.directory().resolve("page");
        ContestPage page = ContestPage.create(file);
        return new Referee(page, players, starter.apply(file));
    }

    ContestPage page() {
        return page;
    }

    /** What all did in all phases so far. */
    long total() {
        return total;
    }

    /** Waits until all are ready for the first phase. */
    void awaitReady() {
        awaitAll(ContestPage.READY);
    }

    /** Lets them go for that long, and returns how long it was. */
    long phase(long phase, Duration duration) {
        long startNs = System.nanoTime();
        page.phase(phase);
        long leftNs;
        while ((leftNs = startNs + duration.toNanos() - System.nanoTime()) > 0) {
            LockSupport.parkNanos(leftNs);
        }
        page.phase(phase + 1);
        long elapsedNs = System.nanoTime() - startNs;
        awaitAll(phase);
        for (int player = 0; player < players; player++) {
            total += page.acquisitions(player);
        }
        return elapsedNs;
    }

    private void awaitAll(long phase) {
        for (int player = 0; player < players; player++) {
            while (page.reached(player) < phase) {
                if (phase < ContestPage.WAITS && !children.stream().allMatch(Child::isAlive)) {
                    throw new IllegalStateException(
                            "a player ended before its time, phase=" + phase + ". Its standard error says why");
                }
                if (Thread.interrupted()) {
                    throw new IllegalStateException("interrupted while waiting for the players, phase=" + phase);
                }
                LockSupport.parkNanos(LOOK_AGAIN_NS);
            }
        }
    }

    /** Sends everybody home. */
    @Override
    public void close() {
        page.phase(OVER);
        children.forEach(Child::close);
    }
}
