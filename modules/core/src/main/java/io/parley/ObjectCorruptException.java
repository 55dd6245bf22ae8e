package io.parley;

/**
 * A Parley object's file is damaged: shorter than its header says, or its header does not match its checksum. Nothing
 * was changed. Remedy: restore the file from a copy, or delete it and let it be created again.
 */
public final class ObjectCorruptException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public ObjectCorruptException(String message) {
        super(Category.FATAL, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public ObjectCorruptException(String message, Throwable cause) {
        super(Category.FATAL, message, cause);
    }
}
