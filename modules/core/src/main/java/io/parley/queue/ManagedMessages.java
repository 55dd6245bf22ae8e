package io.parley.queue;

import io.parley.ManagedObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/**
 * What all queues of a manager that can be put into and taken from have in common.
 *
 * @param <E> the type of messages
 */
interface ManagedMessages<E> extends BlockingQueue<E>, ManagedObject {
    /**
     * Appends messages in their order, waiting for room as often as needed. On another host that is one round trip for
     * about a MiB of them.
     *
     * @param messages what to append
     * @throws QueueClosedException if the queue was closed for writing; the first so many may have been appended
     * @throws io.parley.CodecException if one cannot be encoded
     * @throws InterruptedException if the thread is interrupted; the first so many may have been appended
     */
    void putAll(Collection<? extends E> messages) throws InterruptedException;

    /**
     * Takes several messages at once: waits for the first, and takes what there is behind it. On another host that is
     * one round trip, for about a MiB of messages at most.
     *
     * @param max how many at most
     * @return 1 to {@code max} messages, in their order
     * @throws QueueClosedException if the queue was closed for writing and is drained
     * @throws io.parley.CodecException if the first message cannot be decoded; it counts as taken. A later one ends the
     *     batch, and the next call throws
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    List<E> takeBatch(int max) throws InterruptedException;

    /**
     * The same, waiting for the first message at most that long; never gives up early.
     *
     * @param max how many at most
     * @param timeout how long; zero or less looks once
     * @return up to {@code max} messages; none if none came or none will come ({@link #isDrained()} tells)
     * @throws io.parley.CodecException if the first message cannot be decoded; it counts as taken. A later one ends the
     *     batch, and the next call throws
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    List<E> takeBatch(int max, Duration timeout) throws InterruptedException;

    /**
     * Ends the stream: nobody can put any more. Consumers take what is left; then {@code take} throws
     * {@link QueueClosedException}. A second call does nothing.
     */
    void closeForWriting();

    /**
     * Whether the queue was closed for writing.
     *
     * @return true once anybody closed it
     */
    boolean isClosedForWriting();

    /**
     * Whether nothing will come any more: closed for writing, everything taken, and no claim of somebody else that
     * could come back.
     *
     * @return true for good
     */
    boolean isDrained();
}
