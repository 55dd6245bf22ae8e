package io.parley.process;

import java.util.concurrent.TimeoutException;

/**
 * An external program ran longer than {@link CommandSpec#withTimeout} allowed; it and every process that it started
 * were killed. Remedy: see what it printed until then, or allow more time. Python's {@code TimeoutExpired}.
 */
public final class CommandTimeoutException extends TimeoutException {
    private static final long serialVersionUID = 1L;

    /** What was captured until then. */
    private final transient CompletedCommand partial;

    CommandTimeoutException(CommandSpec spec, CompletedCommand partial) {
        super("command timed out: " + String.join(" ", spec.args()) + ": still running after " + spec.timeout()
                + ", killed with every process that it started"
                + (partial.lastLines().isEmpty()
                        ? ". Allow more time, or find out what it waits for"
                        : ". The last that it said:\n" + partial.lastLines()));
        this.partial = partial;
    }

    /**
     * What was captured until the end.
     *
     * @return the command, with the exit code of being killed; null in a copy that came from another process
     */
    public CompletedCommand partial() {
        return partial;
    }
}
