package io.parley.queue;

import java.time.Duration;

/**
 * A {@link ManagedQueue} that knows when all work is done, here or on another host; a {@link JoinableQueue} is one.
 * Python's {@code Manager().JoinableQueue()}.
 *
 * <p>A message is unfinished from {@code put} until {@link #taskDone()} after {@code take}, or
 * {@link ManagedClaim#ack()} after {@code claim}.
 *
 * <p><b>If somebody dies:</b> what a client of another host took and is not done with belongs to its session, and goes
 * to another consumer when that ends. So {@link #join()} ends as long as one consumer lives; work may be done twice.
 * <b>Threading:</b> {@link #taskDone()} finishes the message that the calling thread took first of those it is not done
 * with; if it has none, that some other thread of this manager took first. <b>Blocking:</b> {@code join}, without a
 * thread of the server. <b>Differs from Python:</b> {@code join} has a form with a time-out, and a consumer's death
 * does not block it.
 *
 * @param <E> the message type
 */
public interface ManagedJoinableQueue<E> extends ManagedQueue<E> {
    /**
     * Done with a message that was taken: the one this thread took first, or else any thread.
     *
     * @throws IllegalStateException if nothing was taken that is not done
     */
    void taskDone();

    /**
     * How many messages were appended and are not done with.
     *
     * @return a snapshot
     */
    long unfinished();

    /**
     * Waits until every message is done with. Messages put while it waits count as well.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the queue was deleted
     */
    void join() throws InterruptedException;

    /**
     * Waits until every message is done with, at most that long; never gives up early.
     *
     * @param timeout how long; zero or less looks once
     * @return whether at some moment nothing was unfinished
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the queue was deleted
     */
    boolean join(Duration timeout) throws InterruptedException;
}
