package io.parley;

/**
 * The root of what can go wrong only because an object is on another host: the session ended, the outcome of a request
 * is unknown, the other side refused or failed. The types are in the manager's module.
 */
public abstract non-sealed class RemoteException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * For the manager's exceptions.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    protected RemoteException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
