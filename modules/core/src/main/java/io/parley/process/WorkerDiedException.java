package io.parley.process;

import java.util.List;

/** The worker that ran a task died; the pool goes on with a new one. */
public final class WorkerDiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which process. */
    private final long pid;

    /** How it ended. */
    private final transient ExitStatus exitStatus;

    /** What it last printed on standard error. */
    private final transient List<String> lastLines;

    WorkerDiedException(String message, long pid, ExitStatus exitStatus, List<String> lastLines) {
        super(message);
        this.pid = pid;
        this.exitStatus = exitStatus;
        this.lastLines = List.copyOf(lastLines);
    }

    /** Which process. */
    public long pid() {
        return pid;
    }

    /** How it ended. */
    public ExitStatus exitStatus() {
        return exitStatus;
    }

    /** What it last printed on standard error. */
    public List<String> lastLines() {
        return lastLines;
    }
}
