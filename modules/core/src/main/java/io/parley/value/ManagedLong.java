package io.parley.value;

import io.parley.ManagedObject;
import java.time.Duration;

/**
 * A 64-bit number as a manager gives it, here or on another host. Python's {@code Manager().Value('q', …)}.
 *
 * <p><b>Threading:</b> every method may be called by any thread. Each is one atomic step, wherever the number is.
 */
public interface ManagedLong extends ManagedObject {
    /**
     * Reads the number.
     *
     * @return the number
     */
    long get();

    /**
     * Writes the number and wakes those who wait for a change.
     *
     * @param value the new number
     */
    void set(long value);

    /**
     * Replaces the number if it is as expected.
     *
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    boolean compareAndSet(long expected, long value);

    /**
     * Adds and returns what was there before.
     *
     * @param delta what to add
     * @return the number before
     */
    long getAndAdd(long delta);

    /**
     * Waits until the number is another than the one seen.
     *
     * @param seen the number the caller has seen
     * @param timeout how long; zero or less looks once
     * @return whether it is another one
     * @throws InterruptedException if the thread is interrupted
     */
    boolean awaitChange(long seen, Duration timeout) throws InterruptedException;
}
