package io.parley;

/**
 * Every slot of a domain's process table belongs to a live process. Remedy: end processes that no longer need the
 * domain, or split it.
 */
public final class ProcessTableFullException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public ProcessTableFullException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public ProcessTableFullException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
