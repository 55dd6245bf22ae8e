package io.parley.value;

import java.time.Duration;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * 32-bit floating-point numbers as a manager gives them, here or on another host. Python's {@code Manager().Array('f',
 * …)}.
 *
 * <p><b>Threading:</b> every method may be called by any thread. Each access to an element is one atomic step; ranges
 * are copied without a common moment, from another host in pieces. <b>Blocking:</b> only {@code awaitChange}, and of
 * another host every method for as long as the requests take. <b>Failure:</b> an index outside the array is an
 * {@link IndexOutOfBoundsException}. If the client dies in the middle of a range, some elements are new and some old.
 * If the session with another host ends before the answer came, an {@link io.parley.RemoteException} says so.
 *
 * <p><b>Differs from Python:</b> what does not fit is rounded; of values whose type is known at run time only,
 * {@link #setExact} refuses what does not fit as Python does.
 */
public interface ManagedFloatArray extends ManagedArray {
    /**
     * Reads an element.
     *
     * @param index from 0
     * @return the element
     */
    float get(int index);

    /**
     * Writes an element and wakes those who wait for a change.
     *
     * @param index from 0
     * @param value the new element
     */
    void set(int index, float value);

    /**
     * Reads an element, counting from the end if the index is negative: {@code at(-1)} is the last.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @return the element
     */
    default float at(int index) {
        return get(index < 0 ? index + length() : index);
    }

    /**
     * Writes an element as {@link #set} does, counting from the end if the index is negative.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @param value the new element
     */
    default void setAt(int index, float value) {
        set(index < 0 ? index + length() : index, value);
    }

    /**
     * Replaces an element if it is as expected, bit by bit.
     *
     * @param index from 0
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    boolean compareAndSet(int index, float expected, float value);

    /**
     * Replaces an element.
     *
     * @param index from 0
     * @param value the new element
     * @return the old one
     */
    float getAndSet(int index, float value);

    /**
     * Adds to an element.
     *
     * @param index from 0
     * @param delta what to add
     * @return the old element
     */
    float getAndAdd(int index, float delta);

    /**
     * Adds to an element.
     *
     * @param index from 0
     * @param delta what to add
     * @return the new element
     */
    default float addAndGet(int index, float delta) {
        return getAndAdd(index, delta) + delta;
    }

    /**
     * Adds one to an element.
     *
     * @param index from 0
     * @return the new element
     */
    default float incrementAndGet(int index) {
        return addAndGet(index, 1);
    }

    /**
     * Subtracts one from an element.
     *
     * @param index from 0
     * @return the new element
     */
    default float decrementAndGet(int index) {
        return addAndGet(index, -1);
    }

    /**
     * Replaces an element by a function of itself; the function may run several times.
     *
     * @param index from 0
     * @param function free of side effects
     * @return the old element
     */
    default float getAndUpdate(int index, DoubleUnaryOperator function) {
        while (true) {
            float old = get(index);
            float updated = (float) function.applyAsDouble(old);
            if (compareAndSet(index, old, updated)) {
                return old;
            }
        }
    }

    /**
     * Replaces an element by a function of itself; the function may run several times.
     *
     * @param index from 0
     * @param function free of side effects
     * @return the new element
     */
    default float updateAndGet(int index, DoubleUnaryOperator function) {
        while (true) {
            float old = get(index);
            float updated = (float) function.applyAsDouble(old);
            if (compareAndSet(index, old, updated)) {
                return updated;
            }
        }
    }

    /**
     * Combines an element with another number; the function may run several times.
     *
     * @param index from 0
     * @param operand the other number
     * @param function free of side effects; gets the old element first
     * @return the new element
     */
    default float accumulateAndGet(int index, float operand, DoubleBinaryOperator function) {
        while (true) {
            float old = get(index);
            float updated = (float) function.applyAsDouble(old, operand);
            if (compareAndSet(index, old, updated)) {
                return updated;
            }
        }
    }

    /**
     * Combines an element with another number; the function may run several times.
     *
     * @param index from 0
     * @param operand the other number
     * @param function free of side effects; gets the old element first
     * @return the old element
     */
    default float getAndAccumulate(int index, float operand, DoubleBinaryOperator function) {
        while (true) {
            float old = get(index);
            float updated = (float) function.applyAsDouble(old, operand);
            if (compareAndSet(index, old, updated)) {
                return old;
            }
        }
    }

    @Override
    float[] copyRange(int from, int to);

    /**
     * Copies a range in and wakes those who wait for a change.
     *
     * @param from index of the first element
     * @param values the new elements
     */
    void setRange(int from, float... values);

    /**
     * Python's {@code a[from:to:step]}: negative bounds count from the end, bounds outside are cut off. Where Python
     * leaves a bound out, use {@link Integer#MAX_VALUE} for one behind the end and {@link Integer#MIN_VALUE} for one
     * before the start.
     *
     * @param from the first index
     * @param to the index before which it ends
     * @param step from one index to the next; negative for backwards
     * @return a copy
     * @throws IllegalArgumentException if the step is zero
     */
    default float[] slice(int from, int to, int step) {
        Slice slice = Slice.of(from, to, step, length());
        float[] covered = copyRange(slice.lowest(), slice.end());
        float[] copy = new float[slice.count()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = covered[slice.index(i) - slice.lowest()];
        }
        return copy;
    }

    /**
     * Python's {@code a[from:to:step] = values}, bounds as in {@link #slice}; wakes those who wait for a change.
     *
     * @param from the first index
     * @param to the index before which it ends
     * @param step from one index to the next; negative for backwards
     * @param values exactly as many elements as the slice has
     * @throws IllegalArgumentException if the step is zero, or there are more or fewer; nothing was changed
     */
    default void setSlice(int from, int to, int step, float... values) {
        Slice slice = Slice.of(from, to, step, length());
        MappedArray.requireLength(slice, values.length);
        if (step == 1) {
            setRange(slice.start(), values);
            return;
        }
        for (int i = 0; i < values.length; i++) {
            set(slice.index(i), values[i]);
        }
    }

    @Override
    default float[] toArray() {
        return copyRange(0, length());
    }

    /**
     * Writes the same number to every element and wakes those who wait for a change.
     *
     * @param value the number
     */
    void fill(float value);

    /**
     * Waits until an element is another than {@code seen}.
     *
     * @param index from 0
     * @param seen the element the caller knows
     * @return the new element
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the array
     */
    default float awaitChange(int index, float seen) throws InterruptedException {
        while (true) {
            awaitChange(index, seen, ManagedValue.FOR_EVER);
            float now = get(index);
            if (MappedScalar.differ(now, seen)) {
                return now;
            }
        }
    }

    /**
     * Waits until an element is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param index from 0
     * @param seen the element the caller knows
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the array
     */
    boolean awaitChange(int index, float seen, Duration timeout) throws InterruptedException;
}
