package io.parley.process;

import java.util.concurrent.RejectedExecutionException;

/**
 * The pool gave up: its workers failed to start again and again, because the initializer throws or the JVM does not
 * start. The cause is the last failure. Remedy: repair that and make a new pool.
 */
public final class BrokenPoolException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    BrokenPoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
