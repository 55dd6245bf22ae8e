package io.parley;

/**
 * The object behind a handle was deleted, by this or another process. Remedy: open it again by name; that creates a new
 * object.
 */
public final class ObjectDeletedException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public ObjectDeletedException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public ObjectDeletedException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
