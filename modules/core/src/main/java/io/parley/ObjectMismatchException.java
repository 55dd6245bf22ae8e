package io.parley;

/**
 * An object exists, but as something else than the caller asked for: another kind, type, length, capacity or codec.
 * Nothing was changed. Remedy: open it with the values in the message, or choose another name.
 */
public final class ObjectMismatchException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public ObjectMismatchException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public ObjectMismatchException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
