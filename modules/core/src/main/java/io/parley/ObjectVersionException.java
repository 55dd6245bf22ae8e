package io.parley;

/**
 * An object was written in a file layout this version of Parley does not know. Nothing was changed. Remedy: use the
 * version of Parley named in the message, or a newer one.
 */
public final class ObjectVersionException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public ObjectVersionException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public ObjectVersionException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
