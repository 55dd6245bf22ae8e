package io.parley;

/**
 * A message could not be turned into bytes or back. On {@code put} nothing was appended. On {@code take} the message
 * counts as taken; the exception names its index, under which it can still be read.
 */
public final class CodecException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public CodecException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public CodecException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
