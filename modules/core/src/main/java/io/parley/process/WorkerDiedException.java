package io.parley.process;

import java.util.List;

/**
 * The process that ran a task died under it: it was killed, it called {@code System.exit}, or the JVM crashed. The pool
 * goes on with a new worker. Whether the task had an effect is not known; one that may run twice is run again by
 * itself, see {@link TaskOptions#idempotent()}.
 */
public final class WorkerDiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which process. */
    private final long pid;

    /** What the operating system said of its end. */
    private final int exitValue;

    /** The signal that ended it; 0 if none did. */
    private final int signal;

    /** The exception that ended it, as text. */
    private final String failure;

    /** What it last printed on standard error. */
    private final String[] lastLines;

    WorkerDiedException(String message, long pid, ExitStatus status, List<String> lastLines) {
        super(message);
        this.pid = pid;
        this.exitValue = status.value();
        this.signal = status.signal();
        this.failure = status.failure();
        this.lastLines = lastLines.toArray(new String[0]);
    }

    /**
     * Which process.
     *
     * @return its process id
     */
    public long pid() {
        return pid;
    }

    /**
     * How it ended.
     *
     * @return exit code or signal
     */
    public ExitStatus exitStatus() {
        return new ExitStatus(exitValue, signal, failure);
    }

    /**
     * What it last printed on standard error, 20 lines at most.
     *
     * @return the lines, oldest first; none if standard error goes into a file
     */
    public List<String> lastLines() {
        return List.of(lastLines);
    }
}
