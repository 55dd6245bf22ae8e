package io.parley.collection;

import io.parley.Codecs;
import io.parley.collection.WordChange.Kind;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * An array of 32-bit numbers in an entry of a map whose values are {@link Codecs#int32Array}; see {@link ArrayCell}.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process.
 */
public final class IntArrayCell extends ArrayCell {
    IntArrayCell(EntryPlace place) {
        super(place, Integer.BYTES);
    }

    /**
     * Reads an element. Takes no lock.
     *
     * @param index from 0
     * @return the element
     */
    public int get(int index) {
        return (int) element(index);
    }

    /**
     * Writes an element.
     *
     * @param index from 0
     * @param value the new element
     */
    public void set(int index, int value) {
        change(index, Kind.SET, value, 0, null);
    }

    /**
     * Replaces an element.
     *
     * @param index from 0
     * @param value the new element
     * @return the old one
     */
    public int getAndSet(int index, int value) {
        return (int) change(index, Kind.SET, value, 0, null).old();
    }

    /**
     * Replaces an element if it is as expected.
     *
     * @param index from 0
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    public boolean compareAndSet(int index, int expected, int value) {
        return change(index, Kind.COMPARE_AND_SET, value, expected, null).changed();
    }

    /**
     * Adds to an element, wrapping around.
     *
     * @param index from 0
     * @param delta what to add
     * @return the old element
     */
    public int getAndAdd(int index, int delta) {
        return (int) change(index, Kind.ADD, delta, 0, null).old();
    }

    /**
     * Adds to an element, wrapping around.
     *
     * @param index from 0
     * @param delta what to add
     * @return the new element
     */
    public int addAndGet(int index, int delta) {
        return (int) change(index, Kind.ADD, delta, 0, null).updated();
    }

    /**
     * Replaces an element by a function of itself.
     *
     * @param index from 0
     * @param function of the old element
     * @return the old element
     */
    public int getAndUpdate(int index, IntUnaryOperator function) {
        return (int) change(index, Kind.UPDATE_INT, 0, 0, function).old();
    }

    /**
     * Replaces an element by a function of itself.
     *
     * @param index from 0
     * @param function of the old element
     * @return the new element
     */
    public int updateAndGet(int index, IntUnaryOperator function) {
        return (int) change(index, Kind.UPDATE_INT, 0, 0, function).updated();
    }

    /**
     * Combines an element with another number, for example {@code Math::max}.
     *
     * @param index from 0
     * @param operand the other number
     * @param function gets the old element first
     * @return the new element
     */
    public int accumulateAndGet(int index, int operand, IntBinaryOperator function) {
        return (int) change(index, Kind.COMBINE_INT, operand, 0, function).updated();
    }

    /**
     * Writes the same number to every element.
     *
     * @param value the number
     */
    public void fill(int value) {
        fillWith(value);
    }

    /**
     * Makes the entry an array of these elements, whatever it was.
     *
     * @param elements copied
     */
    public void setAll(int... elements) {
        MapScratch scratch = MapScratch.acquire();
        try {
            scratch.found.reset();
            Codecs.int32Array().encode(elements, scratch.found);
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
    public int[] toArray() {
        MapScratch scratch = MapScratch.acquire();
        try {
            return Codecs.int32Array().decode(read(scratch));
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
    public int awaitChange(int index, int seen) throws InterruptedException {
        while (true) {
            await(() -> element(index) != seen, Deadline.NEVER);
            long now = element(index);
            if (now != seen) {
                return (int) now;
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
    public boolean awaitChange(int index, int seen, Duration timeout) throws InterruptedException {
        return await(() -> element(index) != seen, EntryPlace.toNs(timeout));
    }

    @Override
    public String toString() {
        return describe("IntArrayCell", () -> Arrays.toString(toArray()));
    }
}
