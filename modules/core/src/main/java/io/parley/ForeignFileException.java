package io.parley;

/**
 * The file at an object's path is not a Parley object: wrong magic, a directory, a symbolic link, or something else
 * that is not a regular file. Nothing was changed. Remedy: choose another name, or move the stranger away.
 */
public final class ForeignFileException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public ForeignFileException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public ForeignFileException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
