package io.parley.pipe;

import java.io.IOException;

/**
 * The two ends of a new connection did not agree: another key, no key on one side, another codec, something that is no
 * Parley, or one of them left or was too slow. The message says which, and from where.
 *
 * <p>Thrown by {@link Listener#accept()}, it is about one peer that was turned away; the listener goes on. Thrown by
 * {@link Connections#connect}, there is no connection.
 */
public final class AuthenticationException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, with whom, and what to do
     */
    public AuthenticationException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, with whom, and what to do
     * @param cause what it came from
     */
    public AuthenticationException(String message, Throwable cause) {
        super(message, cause);
    }
}
