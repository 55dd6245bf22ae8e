package io.parley;

/**
 * The operating system refused access to a domain or to one of its files. Remedy: the message names path, cause and
 * required permission.
 */
public final class DomainAccessException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public DomainAccessException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public DomainAccessException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
