package io.parley.manager.internal.sync;

import io.parley.manager.internal.server.Line;

/** What one thread of a client waits for at the server. */
abstract class Parked {
    private final long number;
    private volatile boolean interrupted;
    private Line line;

    /** A wait of the number that the client gave it. */
    Parked(long number) {
        this.number = number;
    }

    final long number() {
        return number;
    }

    /** Under this monitor: the line in which the wait can be interrupted from now on. */
    final void waitIn(Line waiting) {
        line = waiting;
    }

    final boolean isInterrupted() {
        return interrupted;
    }

    /** The thread was interrupted. */
    final void interrupt() {
        interrupted = true;
        Line waiting;
        synchronized (this) {
            waiting = line;
        }
        if (waiting != null) {
            waiting.retry();
        }
    }

    /** Nobody waits any more. */
    abstract void sessionEnded();
}
