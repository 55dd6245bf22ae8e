package io.parley;

/**
 * A lock did not come free in time, or a semaphore had too few permits for too long. The message names the object, and
 * the holder where there is one, whether it lives, and how long it is known to have held. Nothing was changed. Remedy:
 * look at the holder; a dead one would have been taken over.
 */
public final class AcquireTimeoutException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public AcquireTimeoutException(String message) {
        super(Category.ERROR, message, null);
    }
}
