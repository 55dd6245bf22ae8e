package io.parley.pipe;

import java.io.IOException;

/**
 * A message did not fit into the caller's buffer. It counts as received, and {@link #message()} has all of it. Python's
 * {@code BufferTooShort}.
 */
public final class BufferTooShortException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The message that was received. */
    private final byte[] message;

    /**
     * Creates the exception.
     *
     * @param text what failed, on which connection, and what to do
     * @param message the message that was received; not copied
     */
    public BufferTooShortException(String text, byte[] message) {
        super(text);
        this.message = message;
    }

    /**
     * The message that was received.
     *
     * @return all of its bytes; the same array each time
     */
    public byte[] message() {
        return message;
    }
}
