package io.parley.value;

import java.time.Duration;

/**
 * A truth value as a manager gives it, here or on another host. Python's {@code Manager().Value('?', …)}.
 *
 * <p><b>Threading:</b> every method may be called by any thread. Each is one atomic step, wherever the value is.
 * <b>Blocking, failure:</b> as of {@link ManagedLong}.
 *
 * <p><b>Differs from Python:</b> there it can be any object; here it can be waited for.
 */
public interface ManagedBoolean extends ManagedValue {
    /**
     * Reads the value.
     *
     * @return the value
     */
    boolean get();

    /**
     * Writes the value and wakes those who wait for a change.
     *
     * @param value the new value
     */
    void set(boolean value);

    /**
     * Replaces the value if it is as expected.
     *
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    boolean compareAndSet(boolean expected, boolean value);

    /**
     * Replaces the value.
     *
     * @param value the new value
     * @return the old one
     */
    boolean getAndSet(boolean value);

    /**
     * Replaces the value by the other one.
     *
     * @return the old one
     */
    boolean getAndFlip();

    /**
     * Waits until the value is another than {@code seen}. A change that is taken back before the waiter looks may go
     * unnoticed.
     *
     * @param seen the value the caller knows
     * @return the new value
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the value
     */
    default boolean awaitChange(boolean seen) throws InterruptedException {
        while (true) {
            awaitChange(seen, FOR_EVER);
            if (get() != seen) {
                return !seen;
            }
        }
    }

    /**
     * Waits until the value is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param seen the value the caller knows
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the value
     */
    boolean awaitChange(boolean seen, Duration timeout) throws InterruptedException;
}
