package io.parley.manager;

import io.parley.RemoteException;

/** The session ended before a request was answered: it may have been done or not. Remedy: connect again and look. */
public final class IndeterminateException extends RemoteException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public IndeterminateException(String message, Throwable cause) {
        super(message, cause);
    }
}
