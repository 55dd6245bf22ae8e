package io.parley.collection;

import io.parley.ManagedObject;
import java.time.Duration;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * One value of any type as a manager gives it, here or on another host. Python's {@code Manager().Value(…)}. Null
 * stands for nothing.
 *
 * <p><b>Threading:</b> every method may be called by any thread. <b>Atomicity:</b> each is one atomic step for
 * everybody. <b>Functions</b> run here: with a value of this host once, while others wait; with one of another host
 * again, if somebody changed the value meanwhile. <b>Equality</b> of values is {@code equals}, or the same bytes. What
 * comes out is a copy that refuses to be changed; shared objects come out live.
 *
 * <p><b>Blocking:</b> from another host, every method waits for the answer. <b>Failure:</b> the value is old or new,
 * whoever dies; what is on its way to another host then is an {@code IndeterminateException} once the session is over.
 * <b>Differs from Python:</b> {@code v.value += 1} is a read and a write; {@link #updateAndGet} is one step.
 *
 * @param <T> the type
 */
public interface ManagedRef<T> extends ManagedObject {
    /**
     * Reads the value.
     *
     * @return a copy of it, or null
     */
    T get();

    /**
     * Writes the value.
     *
     * @param value the new one, or null
     */
    void set(T value);

    /**
     * Replaces the value.
     *
     * @param value the new one, or null
     * @return the old one, or null
     */
    T getAndSet(T value);

    /**
     * Replaces the value if it is as expected.
     *
     * @param expected what it must be, or null
     * @param value what it becomes, or null
     * @return whether it was as expected
     */
    boolean compareAndSet(T expected, T value);

    /**
     * Replaces the value by a function of itself.
     *
     * @param function gets null if there is no value, and may return it
     * @return the old value, or null
     */
    T getAndUpdate(UnaryOperator<T> function);

    /**
     * Replaces the value by a function of itself.
     *
     * @param function gets null if there is no value, and may return it
     * @return the new value, or null
     */
    T updateAndGet(UnaryOperator<T> function);

    /**
     * Combines the value with another.
     *
     * @param operand the other one
     * @param function gets the old value first, or null; may return null
     * @return the old value, or null
     */
    T getAndAccumulate(T operand, BinaryOperator<T> function);

    /**
     * Combines the value with another.
     *
     * @param operand the other one
     * @param function gets the old value first, or null; may return null
     * @return the new value, or null
     */
    T accumulateAndGet(T operand, BinaryOperator<T> function);

    /**
     * Waits until the value is another than {@code seen}. A change that is taken back before the waiter looks may go
     * unnoticed.
     *
     * @param seen the value the caller knows, or null
     * @return the new value, or null
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the value
     */
    T awaitChange(T seen) throws InterruptedException;

    /**
     * Waits until the value is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param seen the value the caller knows, or null
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the value
     */
    boolean awaitChange(T seen, Duration timeout) throws InterruptedException;
}
