package io.parley.process;

import java.util.concurrent.TimeoutException;

/**
 * A task ran longer than {@link TaskOptions#timeout()} allows. Its worker was ended and replaced, since nothing else
 * stops a task that does not want to be stopped. The message says where the task was. Remedy: more time, or less work.
 */
public final class TaskTimeoutException extends TimeoutException {
    private static final long serialVersionUID = 1L;

    TaskTimeoutException(String message) {
        super(message);
    }
}
