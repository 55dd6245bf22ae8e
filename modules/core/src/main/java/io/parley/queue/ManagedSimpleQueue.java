package io.parley.queue;

import io.parley.ManagedObject;

/**
 * The smallest queue as a manager gives it, here or on another host: put, take, and whether it is empty; a
 * {@link SimpleQueue} is one. Python's {@code SimpleQueue}, which its managers do not have.
 *
 * <p><b>Threading, order, what holds if somebody dies:</b> as in {@link ManagedQueue}, which it is underneath.
 * <b>Blocking:</b> {@code take} while it is empty.
 *
 * @param <E> the message type
 */
public interface ManagedSimpleQueue<E> extends ManagedObject {
    /**
     * Appends a message.
     *
     * @param message the message, not null
     * @throws QueueClosedException if somebody closed the queue for writing
     */
    void put(E message);

    /**
     * Takes the next message, waiting for one.
     *
     * @return the message
     * @throws QueueClosedException if somebody closed the queue for writing and it is drained
     * @throws io.parley.CodecException if the message cannot be decoded; it counts as taken
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    E take() throws InterruptedException;

    /**
     * Whether there is nothing to take.
     *
     * @return a snapshot
     */
    boolean isEmpty();
}
