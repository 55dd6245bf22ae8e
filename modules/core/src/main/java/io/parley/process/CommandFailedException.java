package io.parley.process;

import java.io.IOException;

/**
 * An external program ended with another exit code than 0 although {@link CommandSpec#withCheck()} was asked for. The
 * message has what it was, how it ended, and the last lines of its standard error if that was captured. Remedy: read
 * those lines. Python's {@code CalledProcessError}.
 */
public final class CommandFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What it was, and how it ended. */
    private final transient CompletedCommand completed;

    CommandFailedException(CompletedCommand completed) {
        super("command failed: " + String.join(" ", completed.args()) + ": " + completed.ending()
                + (completed.lastLines().isEmpty()
                        ? ". Capture its output (withCapture()) to see why"
                        : ". The last that it said:\n" + completed.lastLines()));
        this.completed = completed;
    }

    /**
     * How it ended, and what was captured.
     *
     * @return the command; null in a copy that came from another process
     */
    public CompletedCommand completed() {
        return completed;
    }
}
