package io.parley;

/**
 * A release found that the object does not belong to the releaser (any more): its word names somebody else. What the
 * caller did under the lock may have been overwritten; nothing was changed by this call.
 */
public final class OwnershipLostException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public OwnershipLostException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public OwnershipLostException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
