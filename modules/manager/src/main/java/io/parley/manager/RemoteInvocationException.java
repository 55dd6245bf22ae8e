package io.parley.manager;

import io.parley.RemoteException;

/** The other side failed in a way that cannot be thrown here as it is. The message has the class and its message. */
public final class RemoteInvocationException extends RemoteException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public RemoteInvocationException(String message, Throwable cause) {
        super(message, cause);
    }
}
