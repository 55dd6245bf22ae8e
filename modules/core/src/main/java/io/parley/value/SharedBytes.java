package io.parley.value;

import io.parley.Parley;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.VersionedCellLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A byte string of fixed capacity that all processes of a domain see, always as a whole. Python's {@code Array('c', n)}
 * with its two faces: {@link #value()} ends before the first zero, {@link #raw()} has every byte.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process.
 *
 * <p><b>Processes:</b> writers take turns by {@link #lock()}; readers take nothing and never wait. Each write, also of
 * one byte, replaces the whole string in one step: a process that dies anywhere in it leaves the old string or the new
 * one, and the next writer goes on within milliseconds.
 *
 * <p><b>Ordering:</b> what a process did before a write is visible to whoever reads what was written.
 *
 * <p><b>Blocking:</b> writes wait for other writers and for whoever holds {@link #lock()}, interruption kept for later;
 * reads never; {@link #awaitChange} does. <b>Allocation:</b> the arrays that are returned.
 *
 * <p><b>Cost:</b> a write copies the capacity twice, whatever it changes. For large memory that is changed byte by byte
 * use an array of bytes, which is live and can be seen half-changed.
 *
 * <p><b>Failure:</b> bytes that do not fit are an {@link IllegalArgumentException}, an index or a range outside the
 * capacity an {@link IndexOutOfBoundsException}; the old string stays.
 *
 * <p><b>Differs from Python:</b> there single bytes are written in place, and slices by {@code [a:b]}; negative indexes
 * count from the end in {@link #at} only.
 */
public final class SharedBytes extends VersionedValue implements SharedArray, ManagedBytes {
    private final int capacity;
    /** What is about to be published; used under the lock, from the first write on. */
    private Memory pending;

    private SharedBytes(Parley parley, String name, int capacity, ObjectFile.Spec spec, VersionedCellLayout layout) {
        super(parley, name, spec, layout);
        this.capacity = capacity;
    }

    @Override
    List<String> details() {
        return List.of(Integer.toString(capacity));
    }

    /**
     * Opens the byte string, creating it full of zeros if there is none. {@link Parley#bytes(String, int)} is the short
     * way.
     *
     * @param parley the domain
     * @param name its name
     * @param capacity how many bytes; zero is allowed
     * @return a handle
     * @throws IllegalArgumentException if the capacity is negative or over 256 MiB
     * @throws io.parley.ObjectMismatchException if it exists with another capacity
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedBytes open(Parley parley, String name, int capacity) {
        return open(parley, name, capacity, new byte[0]);
    }

    /**
     * Opens the byte string, creating it first if there is none.
     *
     * @param parley the domain
     * @param name its name
     * @param capacity how many bytes; zero is allowed
     * @param initial its first bytes if this call creates it; the rest is zero
     * @return a handle
     * @throws IllegalArgumentException if the capacity is negative or over 256 MiB, or the initial bytes do not fit
     * @throws io.parley.ObjectMismatchException if it exists with another capacity
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedBytes open(Parley parley, String name, int capacity, byte[] initial) {
        VersionedCellLayout layout = VersionedLayout.chars(VersionedLayout.requireSize("capacity", capacity));
        requireFits(initial, capacity, name);
        Memory value = Memory.allocate(initial.length, name);
        value.putBytes(0, initial, 0, initial.length);
        ObjectFile.Spec spec =
                VersionedLayout.spec(ObjectKind.BYTE_STRING, VersionedLayout.TYPE_CHARS, layout, capacity, value);
        SharedBytes bytes = new SharedBytes(parley, name, capacity, spec, layout);
        bytes.track();
        return bytes;
    }

    private static void requireFits(byte[] bytes, int capacity, String what) {
        if (bytes.length > capacity) {
            throw new IllegalArgumentException("byte string is too long: " + what + " bytes=" + bytes.length
                    + ", capacity=" + capacity + ". The old one was kept; shorten it or make more room");
        }
    }

    /**
     * What a byte means.
     *
     * @return {@link TypeCode#CHAR}
     */
    @Override
    public TypeCode typeCode() {
        return TypeCode.CHAR;
    }

    @Override
    public Object value(int index) {
        return TypeCode.CHAR.box(at(index));
    }

    @Override
    public void setValue(int index, Object value) {
        byte bits = (byte) TypeCode.CHAR.toLong(value);
        if (index < -capacity) {
            throw outOfRange(index);
        }
        set(index < 0 ? index + capacity : index, bits);
    }

    /**
     * How many bytes there are.
     *
     * @return the capacity
     */
    @Override
    public int length() {
        return capacity;
    }

    /**
     * Reads the bytes before the first zero; all of them if there is none.
     *
     * @return a copy
     */
    @Override
    public byte[] value() {
        byte[] raw = raw();
        int end = 0;
        while (end < raw.length && raw[end] != 0) {
            end++;
        }
        return end == raw.length ? raw : Arrays.copyOf(raw, end);
    }

    /**
     * Reads every byte.
     *
     * @return a copy, as long as the capacity
     */
    @Override
    public byte[] raw() {
        return slice(0, capacity);
    }

    /**
     * Reads every byte, as {@link #raw()} does.
     *
     * @return a copy
     */
    @Override
    public byte[] toArray() {
        return raw();
    }

    /**
     * Reads a range, as {@link #slice} does.
     *
     * @param from the first index
     * @param to the index after the last
     * @return a copy
     */
    @Override
    public byte[] copyRange(int from, int to) {
        return slice(from, to);
    }

    /**
     * Reads a range.
     *
     * @param from the first index
     * @param to the index after the last
     * @return a copy
     */
    public byte[] slice(int from, int to) {
        Objects.checkFromToIndex(from, to, capacity);
        return readBy(0, (memory, offset) -> {
            byte[] bytes = new byte[to - from];
            memory.getBytes(offset + from, bytes, 0, bytes.length);
            return bytes;
        });
    }

    /**
     * Reads a byte.
     *
     * @param index from 0
     * @return the byte
     */
    @Override
    public byte get(int index) {
        if (index < 0 || index >= capacity) {
            throw outOfRange(index);
        }
        while (true) {
            long version = cells.version(0);
            byte read = memory.getByte(cells.offset(0, version) + index);
            if (cells.isCurrent(0, version)) {
                return read;
            }
        }
    }

    private IndexOutOfBoundsException outOfRange(int index) {
        return new IndexOutOfBoundsException(
                "index " + index + " out of range for " + memory.name() + " capacity=" + capacity);
    }

    /**
     * Reads a byte, counting from the end if the index is negative: {@code at(-1)} is the last.
     *
     * @param index from {@code -length()} to {@code length() - 1}
     * @return the byte
     */
    public byte at(int index) {
        if (index < -capacity) {
            throw outOfRange(index);
        }
        return get(index < 0 ? index + capacity : index);
    }

    /** A private copy of the string, to be changed and published under the lock. */
    private Memory present() {
        if (pending == null) {
            pending = Memory.allocate(cells.copyBytes(), memory.name());
        }
        readInto(0, pending);
        return pending;
    }

    /**
     * Writes a byte and wakes those who wait for a change.
     *
     * @param index from 0
     * @param value the new byte
     */
    @Override
    public void set(int index, byte value) {
        if (index < 0 || index >= capacity) {
            throw outOfRange(index);
        }
        beginWrite();
        try {
            Memory next = present();
            next.putByte(index, value);
            cells.publish(0, next, capacity);
        } finally {
            endWrite();
        }
        changed.ringAll();
    }

    /**
     * Writes bytes to the beginning and, if there is room, a zero behind them; the rest stays. Wakes those who wait for
     * a change.
     *
     * @param value the new bytes; with a zero inside, {@link #value()} ends there
     */
    @Override
    public void setValue(byte[] value) {
        requireFits(value, capacity, memory.name());
        write(value, 0, 0, value.length, true);
    }

    /**
     * Writes bytes to the beginning; the rest stays. Wakes those who wait for a change.
     *
     * @param bytes the new bytes
     */
    @Override
    public void setRaw(byte[] bytes) {
        requireFits(bytes, capacity, memory.name());
        write(bytes, 0, 0, bytes.length, false);
    }

    /**
     * Copies a range out.
     *
     * @param from the first index
     * @param target where to
     * @param targetFrom the first index there
     * @param length how many
     */
    public void copyTo(int from, byte[] target, int targetFrom, int length) {
        Objects.checkFromIndexSize(from, length, capacity);
        Objects.checkFromIndexSize(targetFrom, length, target.length);
        System.arraycopy(slice(from, from + length), 0, target, targetFrom, length);
    }

    /**
     * Writes a range, and wakes those who wait for a change.
     *
     * @param source where from
     * @param sourceFrom the first index there
     * @param to the first index here
     * @param length how many
     */
    public void copyFrom(byte[] source, int sourceFrom, int to, int length) {
        Objects.checkFromIndexSize(sourceFrom, length, source.length);
        Objects.checkFromIndexSize(to, length, capacity);
        write(source, sourceFrom, to, length, false);
    }

    private void write(byte[] source, int from, int to, int length, boolean terminated) {
        beginWrite();
        try {
            Memory next = present();
            next.putBytes(to, source, from, length);
            if (terminated && length < capacity) {
                next.putByte(length, (byte) 0);
            }
            cells.publish(0, next, capacity);
        } finally {
            endWrite();
        }
        changed.ringAll();
    }

    /**
     * Replaces the value by a function of itself, by the rules of {@link #setValue}.
     *
     * @param function gets what {@link #value()} returns; runs once, under {@link #lock()}
     * @return the new value
     */
    @Override
    public byte[] updateValue(UnaryOperator<byte[]> function) {
        byte[] updated;
        beginWrite();
        try {
            updated = function.apply(value());
            setValue(updated);
        } finally {
            endWrite();
        }
        return updated;
    }

    /**
     * How often the string was written. Ask before reading, then wait for more by {@link #awaitChange}.
     *
     * @return the number of writes since it was created
     */
    @Override
    public long version() {
        return cells.version(0);
    }

    /**
     * Waits until the string was written since {@code seenVersion}, also if with the same bytes.
     *
     * @param seenVersion the version the caller knows
     * @return the present version
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the string
     */
    @Override
    public long awaitChange(long seenVersion) throws InterruptedException {
        return awaitVersion(0, seenVersion);
    }

    /**
     * Waits until the string was written since {@code seenVersion}, or the time is up; never gives up early.
     *
     * @param seenVersion the version the caller knows
     * @param timeout how long; zero or less looks once
     * @return whether it was written
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the string
     */
    @Override
    public boolean awaitChange(long seenVersion, Duration timeout) throws InterruptedException {
        return awaitVersion(0, seenVersion, toNs(timeout));
    }

    @Override
    public String toString() {
        return "SharedBytes(" + name() + ", capacity=" + capacity + ", " + path() + ")";
    }
}
