package io.parley;

/**
 * As many messages of a queue are claimed and not acknowledged as its claim table can hold. Remedy: acknowledge sooner,
 * or create the queue with more claims.
 */
public final class ClaimTableFullException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public ClaimTableFullException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public ClaimTableFullException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
