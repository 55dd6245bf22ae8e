package io.parley.process;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Results of a pool as they are consumed: what is not consumed holds up the reading of further items, and nothing else.
 *
 * @param <R> the type of results
 */
public interface ResultIterator<R> extends Iterator<R>, AutoCloseable {
    /**
     * Waits for the next result.
     *
     * @throws java.util.concurrent.CompletionException if its task failed; the iteration can go on
     * @throws java.util.NoSuchElementException if there is none
     */
    @Override
    R next();

    /** Waits for the next result, at most that long. */
    R next(Duration timeout) throws InterruptedException, TimeoutException;

    /** The remaining results as a stream, which closes this when it is closed. */
    Stream<R> stream();

    /** Cancels what was not consumed. */
    @Override
    void close();
}
