package io.parley.value;

import io.parley.Parley;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * 64-bit numbers that all processes of a domain see. Python's {@code Array('q')}.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> only
 * {@link #awaitChange}. <b>Allocation:</b> none but where an array or a stream is returned.
 *
 * <p><b>Processes:</b> each access to an element is atomic; a process that dies leaves the old element or the new one.
 * Several elements together are not: hold a lock for that. <b>Ordering:</b> as
 * {@link java.util.concurrent.atomic.AtomicLongArray}, between processes as between threads.
 *
 * <p><b>Failure:</b> an index outside the array is an {@link IndexOutOfBoundsException}.
 *
 * <p><b>Differs from Python:</b> fixed 8 bytes everywhere, no lock inside; negative indexes count from the end in
 * {@link #at} only.
 */
public final class SharedLongArray extends MappedValue {
    private static final int SIZE = Long.BYTES;

    private final int length;

    private SharedLongArray(Parley parley, String name, int length) {
        super(parley, name, ValueLayout.array(ObjectKind.LONG_ARRAY, ValueLayout.TYPE_LONG, SIZE, length));
        this.length = (int) capacity();
    }

    /**
     * Opens the array, creating it full of zeros if there is none. {@link Parley#longArray} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param length how many numbers; zero is allowed
     * @return a handle
     * @throws IllegalArgumentException if the length is negative or too large to be mapped at once (2 GiB)
     * @throws io.parley.ObjectMismatchException if the array exists with another length
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedLongArray open(Parley parley, String name, int length) {
        SharedLongArray array = new SharedLongArray(parley, name, length);
        array.track();
        return array;
    }

    private int offset(int index) {
        if (index < 0 || index >= length) {
            throw outOfRange(index);
        }
        return ValueLayout.CELL + index * SIZE;
    }

    private IndexOutOfBoundsException outOfRange(int index) {
        return new IndexOutOfBoundsException("index " + index + " out of range for " + this);
    }

    /**
     * How many elements there are.
     *
     * @return the length
     */
    public int length() {
        return length;
    }

    /**
     * Reads an element (volatile).
     *
     * @param index from 0
     * @return the element
     */
    public long get(int index) {
        return memory.getLongVolatile(offset(index));
    }

    /**
     * Reads an element (volatile), counting from the end if the index is negative: {@code at(-1)} is the last.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @return the element
     */
    public long at(int index) {
        if (index < -length) {
            throw outOfRange(index);
        }
        return get(index < 0 ? index + length : index);
    }

    /**
     * Writes an element (volatile) and wakes those who wait for a change.
     *
     * @param index from 0
     * @param value the new element
     */
    public void set(int index, long value) {
        memory.putLongVolatile(offset(index), value);
        changed.ringAll();
    }

    /**
     * Reads an element without any ordering.
     *
     * @param index from 0
     * @return the element
     */
    public long getPlain(int index) {
        return memory.getLong(offset(index));
    }

    /**
     * Writes an element without any ordering. Waiters notice within 50 ms.
     *
     * @param index from 0
     * @param value the new element
     */
    public void setPlain(int index, long value) {
        memory.putLong(offset(index), value);
    }

    /**
     * Reads an element; what the writer wrote before its release is visible afterwards.
     *
     * @param index from 0
     * @return the element
     */
    public long getAcquire(int index) {
        return memory.getLongAcquire(offset(index));
    }

    /**
     * Writes an element after everything written before. Waiters notice within 50 ms.
     *
     * @param index from 0
     * @param value the new element
     */
    public void setRelease(int index, long value) {
        memory.putLongRelease(offset(index), value);
    }

    /**
     * Replaces an element if it is as expected.
     *
     * @param index from 0
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    public boolean compareAndSet(int index, long expected, long value) {
        boolean replaced = memory.compareAndSetLong(offset(index), expected, value);
        if (replaced) {
            changed.ringAll();
        }
        return replaced;
    }

    /**
     * Replaces an element.
     *
     * @param index from 0
     * @param value the new element
     * @return the old one
     */
    public long getAndSet(int index, long value) {
        long old = memory.getAndSetLong(offset(index), value);
        changed.ringAll();
        return old;
    }

    /**
     * Adds to an element, wrapping around.
     *
     * @param index from 0
     * @param delta what to add
     * @return the old element
     */
    public long getAndAdd(int index, long delta) {
        long old = memory.getAndAddLong(offset(index), delta);
        changed.ringAll();
        return old;
    }

    /**
     * Adds to an element, wrapping around.
     *
     * @param index from 0
     * @param delta what to add
     * @return the new element
     */
    public long addAndGet(int index, long delta) {
        return getAndAdd(index, delta) + delta;
    }

    /**
     * Adds one to an element.
     *
     * @param index from 0
     * @return the new element
     */
    public long incrementAndGet(int index) {
        return addAndGet(index, 1);
    }

    /**
     * Replaces an element by a function of itself; the function may run several times.
     *
     * @param index from 0
     * @param function free of side effects
     * @return the new element
     */
    public long updateAndGet(int index, LongUnaryOperator function) {
        while (true) {
            long old = get(index);
            long updated = function.applyAsLong(old);
            if (compareAndSet(index, old, updated)) {
                return updated;
            }
        }
    }

    /**
     * Copies a range out, element by element without a common moment; hold a lock for a consistent picture.
     *
     * @param from index of the first element
     * @param target where to
     * @param targetFrom index of the first element there
     * @param count how many
     */
    public void copyTo(int from, long[] target, int targetFrom, int count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(targetFrom, count, target.length);
        for (int i = 0; i < count; i++) {
            target[targetFrom + i] = memory.getLongAcquire(ValueLayout.CELL + (from + i) * SIZE);
        }
    }

    /**
     * Copies a range in, element by element, and wakes those who wait for a change.
     *
     * @param source where from
     * @param sourceFrom index of the first element there
     * @param to index of the first element here
     * @param count how many
     */
    public void copyFrom(long[] source, int sourceFrom, int to, int count) {
        Objects.checkFromIndexSize(to, count, length);
        Objects.checkFromIndexSize(sourceFrom, count, source.length);
        for (int i = 0; i < count; i++) {
            memory.putLongRelease(ValueLayout.CELL + (to + i) * SIZE, source[sourceFrom + i]);
        }
        if (count > 0) {
            memory.getAndAddLong(
                    ValueLayout.CELL + to * SIZE, 0); // a full barrier, so that the doorbell is read afterwards
        }
        changed.ringAll();
    }

    /**
     * All elements, copied without a common moment.
     *
     * @return a new array
     */
    public long[] toArray() {
        long[] copy = new long[length];
        copyTo(0, copy, 0, length);
        return copy;
    }

    /**
     * Writes the same number to every element.
     *
     * @param value the number
     */
    public void fill(long value) {
        for (int i = 0; i < length; i++) {
            set(i, value);
        }
    }

    /**
     * The elements as they are when the stream reaches them.
     *
     * @return a stream
     */
    public LongStream stream() {
        return IntStream.range(0, length).mapToLong(this::get);
    }

    /**
     * Waits until an element is another than {@code seen}.
     *
     * @param index from 0
     * @param seen the number the caller knows
     * @return the new number
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the array
     */
    public long awaitChange(int index, long seen) throws InterruptedException {
        while (true) {
            await(() -> get(index) != seen, Deadline.NEVER);
            long now = get(index);
            if (now != seen) {
                return now;
            }
        }
    }

    /**
     * Waits until an element is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param index from 0
     * @param seen the number the caller knows
     * @param timeout how long; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the array
     */
    public boolean awaitChange(int index, long seen, Duration timeout) throws InterruptedException {
        return await(() -> get(index) != seen, toNs(timeout));
    }

    /**
     * The elements in brackets, as Python prints a slice; only the first few of a long array.
     *
     * @return for example {@code [0, 1, 4]}
     */
    public String contentToString() {
        long[] first = new long[Math.min(length, 100)];
        copyTo(0, first, 0, first.length);
        String text = Arrays.toString(first);
        return first.length == length ? text : text.substring(0, text.length() - 1) + ", ...]";
    }

    @Override
    public String toString() {
        return "SharedLongArray(" + name() + ", length=" + length + ", " + path() + ")";
    }
}
