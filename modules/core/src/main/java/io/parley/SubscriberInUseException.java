package io.parley;

/**
 * A subscriber of a queue is attached elsewhere, to a process that lives. Remedy: close it there, or subscribe by
 * another name. A dead process is no hindrance.
 */
public final class SubscriberInUseException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public SubscriberInUseException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public SubscriberInUseException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
