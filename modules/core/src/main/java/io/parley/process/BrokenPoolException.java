package io.parley.process;

import java.util.concurrent.RejectedExecutionException;

/** The pool gave up: its initializer failed again and again. */
public final class BrokenPoolException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    BrokenPoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
