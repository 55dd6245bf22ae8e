package io.parley;

/**
 * There is no room left on the domain's file system. Nothing was created or torn; what existed is intact. Remedy: free
 * space, or place the domain elsewhere.
 */
public final class DomainFullException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public DomainFullException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public DomainFullException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
