package io.parley.process;

import java.util.concurrent.TimeoutException;

/** A task ran longer than it may; its worker was ended. */
public final class TaskTimeoutException extends TimeoutException {
    private static final long serialVersionUID = 1L;

    TaskTimeoutException(String message) {
        super(message);
    }
}
