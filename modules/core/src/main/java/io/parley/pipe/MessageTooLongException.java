package io.parley.pipe;

import java.io.IOException;

/**
 * The next message is longer than the caller wanted. It is still there: receive it without the limit, or drop it with
 * {@link Connection#discardNext()}. Python's connection cannot receive any more after that.
 */
public final class MessageTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which connection, and what to do
     */
    public MessageTooLongException(String message) {
        super(message);
    }
}
