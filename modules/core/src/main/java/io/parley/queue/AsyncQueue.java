package io.parley.queue;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A {@link ManagedQueue} for those who have other things to do than to wait: every method returns at once, what it does
 * comes later. On another host requests are sent one after the other without waiting for answers, which is many times
 * quicker than one call after the other.
 *
 * <p><b>Threading:</b> any thread. Puts of one thread are appended in their order, takes are served in theirs. Stages
 * are completed by a thread of Parley's, which must not be held up: continue with {@code thenApplyAsync} for anything
 * that takes long, waits, or calls the queue. <b>Giving up:</b> by the forms with a time-out; a stage cannot be
 * cancelled, so nothing is taken that nobody gets.
 *
 * <p><b>If somebody dies:</b> as in {@link ManagedQueue}; the stage completes with the exception that the call would
 * have thrown. <b>Allocation:</b> some objects for each call; on this host a thread while something waits.
 *
 * @param <E> the message type
 */
public interface AsyncQueue<E> {
    /**
     * Appends a message as soon as there is room.
     *
     * @param message the message; encoded before this returns
     * @return completes when it is appended; with {@link QueueClosedException} if the queue was closed for writing
     */
    CompletionStage<Void> put(E message);

    /**
     * Appends a message unless the queue is full.
     *
     * @param message the message; encoded before this returns
     * @return completes with whether it was appended
     */
    CompletionStage<Boolean> offer(E message);

    /**
     * Appends a message if there is room within that time.
     *
     * @param message the message; encoded before this returns
     * @param timeout how long; never gives up early
     * @return completes with whether it was appended
     */
    CompletionStage<Boolean> offer(E message, Duration timeout);

    /**
     * Takes the next message as soon as there is one.
     *
     * @return completes with the message; with {@link QueueClosedException} if none will come
     */
    CompletionStage<E> take();

    /**
     * Takes the next message if there is one.
     *
     * @return completes with the message, or null
     */
    CompletionStage<E> poll();

    /**
     * Takes the next message if there is one within that time.
     *
     * @param timeout how long; never gives up early
     * @return completes with the message, or null
     */
    CompletionStage<E> poll(Duration timeout);
}
