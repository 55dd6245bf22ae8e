package io.parley.manager;

import io.parley.RemoteException;

/**
 * The session with the server is over: it was not heard of for too long, or the server was started anew. What the
 * session held was given back. Remedy: connect again, and take again what is needed.
 */
public final class SessionExpiredException extends RemoteException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public SessionExpiredException(String message, Throwable cause) {
        super(message, cause);
    }
}
