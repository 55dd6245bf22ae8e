package io.parley.process;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Results of {@link Pool#imap} and {@link Pool#imapUnordered}, as they are consumed. Consuming one lets the next item
 * be read; what is not consumed holds up the reading, and nothing else in the pool.
 *
 * <p><b>Threading:</b> for one thread; {@code close} may be called by any. The items are read within {@code hasNext}
 * and {@code next}, so their iterator need not be thread-safe; if it blocks, these block, also beyond a time-out.
 *
 * <p><b>Failure:</b> every item has its place. If its task failed, {@code next} throws at that place, and the iteration
 * goes on behind it. If the items' own iterator throws, or the pool takes no more tasks, all results of what was read
 * before come first, then {@code next} throws that exception as it is, and the iteration is at its end.
 *
 * <p><b>Differs from Python:</b> reading is never further ahead than {@link TaskOptions#withAhead} says, where Python
 * reads the whole input at once. {@code next} with a time-out works with every chunk size.
 *
 * @param <R> the type of results
 */
public interface ResultIterator<R> extends Iterator<R>, AutoCloseable {
    /**
     * Whether there is a place that was not consumed: a result, a failure, or an item to be read.
     *
     * <p><b>Blocking:</b> as long as the items' iterator does; it does not wait for results.
     *
     * @return false at the end and after {@link #close}
     */
    @Override
    boolean hasNext();

    /**
     * Waits for the next result.
     *
     * @return the result, which may be null
     * @throws java.util.concurrent.CompletionException if the task of this place failed; the cause says why
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays, or another
     *     thread closes this meanwhile; after an interruption the place is still to come
     * @throws java.util.NoSuchElementException if there is none
     */
    @Override
    R next();

    /**
     * Waits for the next result, at most that long.
     *
     * @param timeout zero or less looks once
     * @return the result, which may be null
     * @throws TimeoutException if it is not there in time; the place is still to come, so call again
     * @throws InterruptedException if the thread is interrupted; the place is still to come
     * @throws java.util.concurrent.CompletionException if the task of this place failed; the cause says why
     * @throws java.util.concurrent.CancellationException if another thread closes this meanwhile
     * @throws java.util.NoSuchElementException if there is none
     */
    R next(Duration timeout) throws InterruptedException, TimeoutException;

    /**
     * The remaining results as a stream. A failed place ends the stream with its exception.
     *
     * @return a sequential stream that closes this when it is closed
     */
    Stream<R> stream();

    /** Ends the iteration and cancels what was not consumed. A second call does nothing. */
    @Override
    void close();
}
