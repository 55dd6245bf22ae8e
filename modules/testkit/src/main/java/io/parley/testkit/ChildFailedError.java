package io.parley.testkit;

/**
 * A forked JVM did not do what the test expected of it. The message carries what is needed to find out why: the end of
 * the child's log with its standard error, its exit code or, when it still runs, its thread dump.
 */
public final class ChildFailedError extends AssertionError {
    private static final long serialVersionUID = 1L;

    ChildFailedError(String message) {
        super(message);
    }

    ChildFailedError(String message, Throwable cause) {
        super(message, cause);
    }
}
