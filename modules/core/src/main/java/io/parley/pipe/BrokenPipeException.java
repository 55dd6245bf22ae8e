package io.parley.pipe;

import java.io.IOException;

/**
 * A message cannot be sent, since nobody has the other end open any more: it was closed, or its process ended or was
 * killed. Nothing was sent. Python's {@code BrokenPipeError}.
 */
public final class BrokenPipeException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which pipe, and what to do
     */
    public BrokenPipeException(String message) {
        super(message);
    }
}
