package io.parley.cli.demo;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The murder of a consumer in the middle of its work, seen from the parent. */
final class Killing {
    /** Starts another consumer. */
    interface Replacement {
        ChildJvm start() throws DemoException;
    }

    private static final double NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Board board;
    private final ChildJvms children;
    private final Replacement replacement;
    private ChildJvm victim;
    private long killedNs;

    Killing(Board board, ChildJvms children, Replacement replacement) {
        this.board = board;
        this.children = children;
        this.replacement = replacement;
    }

    /** Kills the consumer that stopped for it, once; returns whether it did. */
    boolean step() throws DemoException, InterruptedException {
        long pid = board.victim.get();
        if (pid == 0 || victim != null) {
            return false;
        }
        victim = children.find(pid);
        killedNs = System.nanoTime();
        victim.kill();
        replacement.start();
        return true;
    }

    boolean isDone() {
        return victim != null;
    }

    /** The consumer that was killed. */
    ChildJvm victim() {
        return victim;
    }

    /** From the signal to the moment when another consumer had the lock. */
    OptionalDouble takenOverAfterMs() {
        return sinceKillMs(board.takenOverNs.get());
    }

    /** From the signal to the moment when another consumer had the message. */
    OptionalDouble redeliveredAfterMs() {
        return sinceKillMs(board.redeliveredNs.get());
    }

    private OptionalDouble sinceKillMs(long ns) {
        return ns == 0 || victim == null ? OptionalDouble.empty() : OptionalDouble.of((ns - killedNs) / NS_PER_MS);
    }
}
