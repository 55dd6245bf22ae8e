package io.parley.queue;

/**
 * The queue was closed for writing: on {@code put}, it takes no more messages; on {@code take} and {@code claim}, every
 * message was taken and no claim is in flight that could come back.
 */
public final class QueueClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, on which queue, and what to do
     */
    public QueueClosedException(String message) {
        super(message);
    }
}
