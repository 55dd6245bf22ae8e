package io.parley.collection;

import io.parley.Codecs;
import io.parley.collection.WordChange.Kind;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An array of 64-bit floating-point numbers in an entry of a map whose values are {@link Codecs#float64Array}; see
 * {@link ArrayCell}.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process.
 */
public final class DoubleArrayCell extends ArrayCell {
    DoubleArrayCell(EntryPlace place) {
        super(place, Double.BYTES);
    }

    /**
     * Reads an element. Takes no lock.
     *
     * @param index from 0
     * @return the element
     */
    public double get(int index) {
        return WordChange.asDouble(element(index));
    }

    /**
     * Writes an element.
     *
     * @param index from 0
     * @param value the new element
     */
    public void set(int index, double value) {
        change(index, Kind.SET, WordChange.bits(value), 0, null);
    }

    /**
     * Replaces an element.
     *
     * @param index from 0
     * @param value the new element
     * @return the old one
     */
    public double getAndSet(int index, double value) {
        return WordChange.asDouble(
                change(index, Kind.SET, WordChange.bits(value), 0, null).old());
    }

    /**
     * Replaces an element if it is as expected, bit by bit: NaN equals itself, 0.0 does not equal -0.0.
     *
     * @param index from 0
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    public boolean compareAndSet(int index, double expected, double value) {
        return change(index, Kind.COMPARE_AND_SET, WordChange.bits(value), WordChange.bits(expected), null)
                .changed();
    }

    /**
     * Adds to an element.
     *
     * @param index from 0
     * @param delta what to add
     * @return the old element
     */
    public double getAndAdd(int index, double delta) {
        return WordChange.asDouble(
                change(index, Kind.ADD_DOUBLE, WordChange.bits(delta), 0, null).old());
    }

    /**
     * Adds to an element.
     *
     * @param index from 0
     * @param delta what to add
     * @return the new element
     */
    public double addAndGet(int index, double delta) {
        return WordChange.asDouble(
                change(index, Kind.ADD_DOUBLE, WordChange.bits(delta), 0, null).updated());
    }

    /**
     * Replaces an element by a function of itself.
     *
     * @param index from 0
     * @param function of the old element
     * @return the old element
     */
    public double getAndUpdate(int index, DoubleUnaryOperator function) {
        return WordChange.asDouble(
                change(index, Kind.UPDATE_DOUBLE, 0, 0, function).old());
    }

    /**
     * Replaces an element by a function of itself.
     *
     * @param index from 0
     * @param function of the old element
     * @return the new element
     */
    public double updateAndGet(int index, DoubleUnaryOperator function) {
        return WordChange.asDouble(
                change(index, Kind.UPDATE_DOUBLE, 0, 0, function).updated());
    }

    /**
     * Combines an element with another number, for example {@code Math::max}.
     *
     * @param index from 0
     * @param operand the other number
     * @param function gets the old element first
     * @return the new element
     */
    public double accumulateAndGet(int index, double operand, DoubleBinaryOperator function) {
        return WordChange.asDouble(change(index, Kind.COMBINE_DOUBLE, WordChange.bits(operand), 0, function)
                .updated());
    }

    /**
     * Writes the same number to every element.
     *
     * @param value the number
     */
    public void fill(double value) {
        fillWith(WordChange.bits(value));
    }

    /**
     * Makes the entry an array of these elements, whatever it was.
     *
     * @param elements copied
     */
    public void setAll(double... elements) {
        MapScratch scratch = MapScratch.acquire();
        try {
            scratch.found.reset();
            Codecs.float64Array().encode(elements, scratch.found);
            place().put(scratch.found);
        } finally {
            scratch.release();
        }
    }

    /**
     * Reads all elements, as they were at one moment. Takes no lock.
     *
     * @return a new array
     */
    public double[] toArray() {
        MapScratch scratch = MapScratch.acquire();
        try {
            return Codecs.float64Array().decode(read(scratch));
        } finally {
            scratch.release();
        }
    }

    /**
     * Waits until an element is another than {@code seen}.
     *
     * @param index from 0
     * @param seen the element the caller knows
     * @return the new element
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws java.util.NoSuchElementException if somebody removes the array
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    public double awaitChange(int index, double seen) throws InterruptedException {
        while (true) {
            await(() -> element(index) != WordChange.bits(seen), Deadline.NEVER);
            long now = element(index);
            if (now != WordChange.bits(seen)) {
                return WordChange.asDouble(now);
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
     * @throws java.util.NoSuchElementException if somebody removes the array
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    public boolean awaitChange(int index, double seen, Duration timeout) throws InterruptedException {
        return await(() -> element(index) != WordChange.bits(seen), EntryPlace.toNs(timeout));
    }

    @Override
    public String toString() {
        return describe("DoubleArrayCell", () -> Arrays.toString(toArray()));
    }
}
