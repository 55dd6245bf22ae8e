package io.parley.value;

import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.Words;
import io.parley.internal.struct.ValueLayout;
import io.parley.internal.wait.Deadline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * 8-bit numbers that all processes of a domain see. Python's {@code Array} of type code {@code b} ({@code B} by
 * {@link ValueOptions#type}).
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. <b>Blocking:</b> only
 * {@link #awaitChange} and {@link #snapshot()}. <b>Allocation:</b> none but where an array, list or stream is returned.
 *
 * <p><b>Processes:</b> each access to an element is atomic; a process that dies leaves the old element or the new one.
 * Several elements together are not: hold {@link #lock()} for that. <b>Ordering:</b> as
 * {@link java.util.concurrent.atomic.AtomicLongArray}, between processes as between threads. Ranges are copied without
 * an order among their elements; what was written before a range is visible to those who read from the range.
 *
 * <p><b>Failure:</b> an index outside the array is an {@link IndexOutOfBoundsException}.
 *
 * <p><b>Differs from Python:</b> the same size everywhere; reading and writing take no lock; negative indexes count
 * from the end in {@link #at}, {@link #setAt} and slices only.
 */
public final class SharedByteArray extends MappedArray implements SharedArray, ManagedByteArray {
    private static final int SIZE = Byte.BYTES;
    private static final List<TypeCode> TYPES = List.of(TypeCode.BYTE, TypeCode.UNSIGNED_BYTE);

    private ByteBuffer[] views;

    private SharedByteArray(Parley parley, String name, int length, ValueOptions options, byte[] content) {
        super(parley, name, ObjectKind.BYTE_ARRAY, TYPES, length, options, memory -> write(memory, content));
        this.views = Arrays.stream(memory.chunks()).map(Words::byteView).toArray(ByteBuffer[]::new);
    }

    /**
     * Opens the array, creating it full of zeros if there is none. {@link Parley#byteArray(String, int)} is the short
     * way.
     *
     * @param parley the domain
     * @param name its name
     * @param length how many numbers; zero is allowed
     * @return a handle
     * @throws IllegalArgumentException if the length is negative
     * @throws io.parley.ObjectMismatchException if the array exists with another length
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedByteArray open(Parley parley, String name, int length) {
        return open(parley, name, length, ValueOptions.defaults());
    }

    /**
     * Opens the array, creating it full of zeros if there is none.
     *
     * @param parley the domain
     * @param name its name
     * @param length how many numbers; zero is allowed
     * @param options which lock, which type, sparse or not
     * @return a handle
     * @throws IllegalArgumentException if the length is negative
     * @throws io.parley.ObjectMismatchException if the array exists with another length, type or lock
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedByteArray open(Parley parley, String name, int length, ValueOptions options) {
        SharedByteArray array = new SharedByteArray(parley, name, length, options, new byte[0]);
        array.track();
        return array;
    }

    /**
     * Opens the array, creating it with a content if there is none: nobody sees it without.
     *
     * @param parley the domain
     * @param name its name
     * @param content its elements if this call creates it; always its length
     * @param options which lock, which type, sparse or not
     * @return a handle
     * @throws io.parley.ObjectMismatchException if the array exists with another length, type or lock
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedByteArray open(Parley parley, String name, byte[] content, ValueOptions options) {
        SharedByteArray array = new SharedByteArray(parley, name, content.length, options, content);
        array.track();
        return array;
    }

    private static void write(Memory memory, byte[] content) {
        ByteBuffer[] chunks = memory.chunks();
        for (int i = 0; i < content.length; i++) {
            Words.putByte(chunks[chunkOf(i, SIZE)], offset(i), content[i]);
        }
    }

    @Override
    void forget() {
        super.forget();
        views = null;
    }

    private ByteBuffer[] views() {
        ByteBuffer[] mapped = views;
        if (mapped == null) {
            throw memory.closed();
        }
        return mapped;
    }

    /** Where an element lies in its chunk; what overflows is cut off by the mask. */
    private static int offset(int index) {
        return ValueLayout.CELL + index * SIZE & CHUNK_MASK;
    }

    /**
     * Reads an element (volatile).
     *
     * @param index from 0
     * @return the element
     */
    @Override
    public byte get(int index) {
        return Words.getByteVolatile(chunk(index), offset(index));
    }

    /**
     * Reads an element (volatile), counting from the end if the index is negative: {@code at(-1)} is the last.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @return the element
     */
    @Override
    public byte at(int index) {
        return get(resolve(index));
    }

    /**
     * Reads an element (volatile) as a number without a sign.
     *
     * @param index from 0
     * @return the same bits
     */
    public int getUnsigned(int index) {
        return TypeCode.unsigned(get(index));
    }

    /**
     * Writes an element (volatile) and wakes those who wait for a change.
     *
     * @param index from 0
     * @param value the new element
     */
    @Override
    public void set(int index, byte value) {
        Words.putByteVolatile(chunk(index), offset(index), value);
        ring(words());
    }

    /**
     * Writes an element as {@link #set} does, counting from the end if the index is negative.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @param value the new element
     */
    @Override
    public void setAt(int index, byte value) {
        set(resolve(index), value);
    }

    /**
     * Reads an element without any ordering.
     *
     * @param index from 0
     * @return the element
     */
    public byte getPlain(int index) {
        return Words.getByte(chunk(index), offset(index));
    }

    /**
     * Writes an element without any ordering. Waiters notice within 50 ms.
     *
     * @param index from 0
     * @param value the new element
     */
    public void setPlain(int index, byte value) {
        Words.putByte(chunk(index), offset(index), value);
    }

    /**
     * Reads an element; what the writer wrote before its release is visible afterwards.
     *
     * @param index from 0
     * @return the element
     */
    public byte getAcquire(int index) {
        return Words.getByteAcquire(chunk(index), offset(index));
    }

    /**
     * Writes an element after everything written before. Waiters notice within 50 ms.
     *
     * @param index from 0
     * @param value the new element
     */
    public void setRelease(int index, byte value) {
        Words.putByteRelease(chunk(index), offset(index), value);
    }

    /**
     * Replaces an element if it is as expected.
     *
     * @param index from 0
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    @Override
    public boolean compareAndSet(int index, byte expected, byte value) {
        boolean replaced = Words.compareAndSetByte(chunk(index), offset(index), expected, value);
        if (replaced) {
            ring(words());
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
    @Override
    public byte getAndSet(int index, byte value) {
        byte old = Words.getAndSetByte(chunk(index), offset(index), value);
        ring(words());
        return old;
    }

    /**
     * Adds to an element, wrapping around.
     *
     * @param index from 0
     * @param delta what to add
     * @return the old element
     */
    @Override
    public byte getAndAdd(int index, int delta) {
        byte old = Words.getAndAddByte(chunk(index), offset(index), delta);
        ring(words());
        return old;
    }

    /**
     * Adds to an element, wrapping around.
     *
     * @param index from 0
     * @param delta what to add
     * @return the new element
     */
    @Override
    public byte addAndGet(int index, int delta) {
        return (byte) (getAndAdd(index, delta) + delta);
    }

    /**
     * Adds one to an element.
     *
     * @param index from 0
     * @return the new element
     */
    @Override
    public byte incrementAndGet(int index) {
        return addAndGet(index, 1);
    }

    /**
     * Subtracts one from an element.
     *
     * @param index from 0
     * @return the new element
     */
    @Override
    public byte decrementAndGet(int index) {
        return addAndGet(index, -1);
    }

    /**
     * Copies a range out at once, each element whole, without a common moment; hold {@link #lock()} for a consistent
     * picture.
     *
     * @param from index of the first element
     * @param target where to
     * @param targetFrom index of the first element there
     * @param count how many
     */
    public void copyTo(int from, byte[] target, int targetFrom, int count) {
        Objects.checkFromIndexSize(from, count, length);
        Objects.checkFromIndexSize(targetFrom, count, target.length);
        ByteBuffer[] mapped = views();
        for (int done = 0; done < count; ) {
            int at = from + done;
            int piece = piece(at, count - done);
            Words.copyOut(mapped[chunkOf(at)], offset(at) / SIZE, target, targetFrom + done, piece);
            done += piece;
        }
        Words.acquireFence();
    }

    /**
     * Copies a range in at once, each element whole, and wakes those who wait for a change.
     *
     * @param source where from
     * @param sourceFrom index of the first element there
     * @param to index of the first element here
     * @param count how many
     */
    public void copyFrom(byte[] source, int sourceFrom, int to, int count) {
        Objects.checkFromIndexSize(to, count, length);
        Objects.checkFromIndexSize(sourceFrom, count, source.length);
        ByteBuffer[] mapped = views();
        Words.releaseFence();
        for (int done = 0; done < count; ) {
            int at = to + done;
            int piece = piece(at, count - done);
            Words.copyIn(mapped[chunkOf(at)], offset(at) / SIZE, source, sourceFrom + done, piece);
            done += piece;
        }
        publish();
    }

    /**
     * Copies a range out, as {@link #copyTo} does.
     *
     * @param from index of the first element
     * @param to index behind the last one
     * @return a new array
     */
    @Override
    public byte[] copyRange(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        byte[] copy = new byte[to - from];
        copyTo(from, copy, 0, copy.length);
        return copy;
    }

    /**
     * Copies a range in, as {@link #copyFrom} does.
     *
     * @param from index of the first element
     * @param values the new elements
     */
    @Override
    public void setRange(int from, byte... values) {
        copyFrom(values, 0, from, values.length);
    }

    /**
     * Python's {@code a[from:to:step]}: negative bounds count from the end, bounds outside are cut off. Where Python
     * leaves a bound out, use {@link Integer#MAX_VALUE} for one behind the end and {@link Integer#MIN_VALUE} for one
     * before the start: {@code slice(MAX_VALUE, MIN_VALUE, -1)} is {@code a[::-1]}.
     *
     * @param from the first index
     * @param to the index before which it ends
     * @param step from one index to the next; negative for backwards
     * @return a copy
     * @throws IllegalArgumentException if the step is zero
     */
    @Override
    public byte[] slice(int from, int to, int step) {
        Slice slice = Slice.of(from, to, step, length);
        byte[] copy = new byte[slice.count()];
        if (step == 1) {
            copyTo(slice.start(), copy, 0, copy.length);
            return copy;
        }
        for (int i = 0; i < copy.length; i++) {
            copy[i] = getAcquire(slice.index(i));
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
    @Override
    public void setSlice(int from, int to, int step, byte... values) {
        Slice slice = Slice.of(from, to, step, length);
        requireLength(slice, values.length);
        Words.releaseFence();
        for (int i = 0; i < values.length; i++) {
            setPlain(slice.index(i), values[i]);
            Failpoint.ARRAY_HALF_WRITTEN.hit();
        }
        publish();
    }

    /**
     * All elements, copied without a common moment.
     *
     * @return a new array
     */
    @Override
    public byte[] toArray() {
        return copyRange(0, length);
    }

    /**
     * All elements, copied while holding {@link #lock()}: consistent with everybody who changes them under the lock.
     *
     * @return a new array
     * @throws UnsupportedOperationException if the array was created without a lock
     */
    public byte[] snapshot() {
        return locked(this::toArray);
    }

    /**
     * Writes the same number to every element and wakes those who wait for a change.
     *
     * @param value the number
     */
    @Override
    public void fill(byte value) {
        words(); // a closed handle is refused even if there are no elements
        Words.releaseFence();
        for (int i = 0; i < length; i++) {
            setPlain(i, value);
            Failpoint.ARRAY_HALF_WRITTEN.hit();
        }
        publish();
    }

    /**
     * The elements as they are when the stream reaches them.
     *
     * @return a stream
     */
    public IntStream stream() {
        return IntStream.range(0, length).map(this::get);
    }

    /**
     * Calls {@code action} with each element in turn, as it is then.
     *
     * @param action what to do
     */
    public void forEach(IntConsumer action) {
        for (int i = 0; i < length; i++) {
            action.accept(get(i));
        }
    }

    /**
     * A live view: reads and writes the elements themselves, and cannot grow or shrink.
     *
     * @return a list with random access
     */
    public List<Byte> asList() {
        return new ElementList<Byte>(this, this::get, this::getAndSet);
    }

    @Override
    public Object value(int index) {
        return typeCode().box(at(index));
    }

    @Override
    public void setValue(int index, Object value) {
        setAt(index, (byte) typeCode().toLong(value));
    }

    /**
     * Waits until an element is another than {@code seen}.
     *
     * @param index from 0
     * @param seen the element the caller knows
     * @return the new element
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the array
     */
    @Override
    public byte awaitChange(int index, byte seen) throws InterruptedException {
        while (true) {
            await(() -> get(index) != seen, Deadline.NEVER);
            byte now = get(index);
            if (now != seen) {
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
    @Override
    public boolean awaitChange(int index, byte seen, Duration timeout) throws InterruptedException {
        return await(() -> get(index) != seen, toNs(timeout));
    }

    /**
     * The elements in brackets, as Python prints a slice; only the first few of a large array.
     *
     * @return for example {@code [0, 1, 4]}
     */
    public String contentToString() {
        byte[] first = copyRange(0, Math.min(length, 100));
        String text = Arrays.toString(first);
        return first.length == length ? text : text.substring(0, text.length() - 1) + ", ...]";
    }

    @Override
    public String toString() {
        return "SharedByteArray(" + name() + ", length=" + length + ", " + path() + ")";
    }
}
