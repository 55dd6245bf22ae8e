package io.parley.manager;

import io.parley.RemoteException;

/**
 * The other side failed in a way that cannot be thrown here as it is: {@link #className()} is not known or not allowed
 * here. The message has the class and its message; frames, causes and suppressed exceptions are those of the original.
 * Remedy: look at those; or let both sides know the class, by declaring it in the interface of the registered class or
 * naming it with {@link Carries}.
 */
public final class RemoteInvocationException extends RemoteException {
    private static final long serialVersionUID = 1L;

    /** What was thrown there; null if the message says it. */
    private final String className;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public RemoteInvocationException(String message, Throwable cause) {
        super(message, cause);
        this.className = null;
    }

    /**
     * Stands for an exception of another class.
     *
     * @param className the class
     * @param message its message, or null
     * @param cause its cause, or null
     */
    public RemoteInvocationException(String className, String message, Throwable cause) {
        super(message == null ? className : className + ": " + message, cause);
        this.className = className;
    }

    /**
     * The class of what was thrown on the other side.
     *
     * @return its name, as by {@link Class#getName()}; null if that is not known
     */
    public String className() {
        return className;
    }
}
