package io.parley.value;

import java.time.Duration;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * An 8-bit number as a manager gives it, here or on another host. Python's {@code Manager().Value('b', …)}.
 *
 * <p><b>Threading:</b> every method may be called by any thread. Each is one atomic step, wherever the number is;
 * functions run at the caller, and again if somebody else was faster. <b>Blocking:</b> only {@code awaitChange}, and of
 * another host every method for as long as the request takes. <b>Failure:</b> if the client dies, the number is the old
 * one or the new one. If the session with another host ends before the answer came, an
 * {@link io.parley.RemoteException} says so.
 *
 * <p><b>Differs from Python:</b> there {@code v.value += 1} loses additions of others, here {@link #getAndAdd} does
 * not; the number has its type's range and is not just any object.
 */
public interface ManagedByte extends ManagedValue {
    /**
     * Reads the number.
     *
     * @return the number
     */
    byte get();

    /**
     * Writes the number and wakes those who wait for a change.
     *
     * @param value the new number
     */
    void set(byte value);

    /**
     * Replaces the number if it is as expected.
     *
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    boolean compareAndSet(byte expected, byte value);

    /**
     * Replaces the number.
     *
     * @param value the new number
     * @return the old one
     */
    byte getAndSet(byte value);

    /**
     * Adds to the number, wrapping around.
     *
     * @param delta what to add
     * @return the old number
     */
    byte getAndAdd(int delta);

    /**
     * Adds to the number, wrapping around.
     *
     * @param delta what to add
     * @return the new number
     */
    default byte addAndGet(int delta) {
        return (byte) (getAndAdd(delta) + delta);
    }

    /**
     * Adds one.
     *
     * @return the new number
     */
    default byte incrementAndGet() {
        return addAndGet(1);
    }

    /**
     * Subtracts one.
     *
     * @return the new number
     */
    default byte decrementAndGet() {
        return addAndGet(-1);
    }

    /**
     * Adds one.
     *
     * @return the old number
     */
    default byte getAndIncrement() {
        return getAndAdd(1);
    }

    /**
     * Subtracts one.
     *
     * @return the old number
     */
    default byte getAndDecrement() {
        return getAndAdd(-1);
    }

    /**
     * Replaces the number by a function of itself; the function may run several times.
     *
     * @param function free of side effects
     * @return the old number
     */
    default byte getAndUpdate(IntUnaryOperator function) {
        while (true) {
            byte old = get();
            byte updated = (byte) function.applyAsInt(old);
            if (compareAndSet(old, updated)) {
                return old;
            }
        }
    }

    /**
     * Replaces the number by a function of itself; the function may run several times.
     *
     * @param function free of side effects
     * @return the new number
     */
    default byte updateAndGet(IntUnaryOperator function) {
        while (true) {
            byte old = get();
            byte updated = (byte) function.applyAsInt(old);
            if (compareAndSet(old, updated)) {
                return updated;
            }
        }
    }

    /**
     * Combines the number with another; the function may run several times.
     *
     * @param operand the other number
     * @param function free of side effects; gets the old number first
     * @return the new number
     */
    default byte accumulateAndGet(byte operand, IntBinaryOperator function) {
        while (true) {
            byte old = get();
            byte updated = (byte) function.applyAsInt(old, operand);
            if (compareAndSet(old, updated)) {
                return updated;
            }
        }
    }

    /**
     * Combines the number with another; the function may run several times.
     *
     * @param operand the other number
     * @param function free of side effects; gets the old number first
     * @return the old number
     */
    default byte getAndAccumulate(byte operand, IntBinaryOperator function) {
        while (true) {
            byte old = get();
            byte updated = (byte) function.applyAsInt(old, operand);
            if (compareAndSet(old, updated)) {
                return old;
            }
        }
    }

    /**
     * Waits until the number is another than {@code seen}. A change that is taken back before the waiter looks may go
     * unnoticed.
     *
     * @param seen the number the caller knows
     * @return the new number
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the number
     */
    default byte awaitChange(byte seen) throws InterruptedException {
        while (true) {
            awaitChange(seen, FOR_EVER);
            byte now = get();
            if (now != seen) {
                return now;
            }
        }
    }

    /**
     * Waits until the number is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param seen the number the caller knows
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the number
     */
    boolean awaitChange(byte seen, Duration timeout) throws InterruptedException;
}
