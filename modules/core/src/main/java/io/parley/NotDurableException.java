package io.parley;

/**
 * The disk refused to write what was appended to a queue. The messages are in the queue and every process gets them,
 * but it is not known whether they would survive a crash of the machine, now or later: the kernel reports such a
 * failure once and may then drop what it could not write. Remedy: look at the disk; then close the queue, open it
 * again, and put again what must not be lost. Until then this handle appends nothing with a
 * {@link io.parley.queue.Durability} other than none.
 */
public final class NotDurableException extends ParleyException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     */
    public NotDurableException(String message) {
        super(Category.ERROR, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, on which object, with which values, and what to do
     * @param cause what it came from, or null
     */
    public NotDurableException(String message, Throwable cause) {
        super(Category.ERROR, message, cause);
    }
}
