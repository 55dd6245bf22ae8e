package io.parley.internal.memory;

import io.parley.internal.os.Libc;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * A whole file, mapped; its words are read and written through {@link Words}. Offsets reach into the first chunk, which
 * is the whole file unless that is longer than {@link #CHUNK}.
 *
 * <p>Words are naturally aligned, in the machine's byte order (all supported machines are little-endian). The mapping
 * is released by the garbage collector, never by hand, so that a late access through a closed handle is an exception
 * and never a crash, and the address of a word stays valid as long as its {@code Memory} is reachable.
 */
public final class Memory {
    /** Files up to here are mapped at once; longer ones in chunks of this length. */
    public static final long CHUNK = 1L << 30;

    private final String name;
    private final long length;
    private ByteBuffer buffer;
    private ByteBuffer[] chunks;
    private long address;

    private Memory(String name, long length, ByteBuffer[] chunks) {
        this.name = name;
        this.length = length;
        this.buffer = chunks[0];
        this.chunks = chunks;
    }

    /** Maps the first {@code length} bytes of a file whose blocks are allocated already. */
    public static Memory map(FileChannel channel, long length, String name) throws IOException {
        return map(channel, FileChannel.MapMode.READ_WRITE, length, name);
    }

    /**
     * Maps the first {@code length} bytes of a file, which has so many, for looking only: every method that writes
     * throws {@link java.nio.ReadOnlyBufferException}.
     */
    public static Memory mapReadOnly(FileChannel channel, long length, String name) throws IOException {
        return map(channel, FileChannel.MapMode.READ_ONLY, length, name);
    }

    private static Memory map(FileChannel channel, FileChannel.MapMode mode, long length, String name)
            throws IOException {
        ByteBuffer[] chunks = new ByteBuffer[Math.toIntExact(Math.max(1, (length + CHUNK - 1) / CHUNK))];
        for (int i = 0; i < chunks.length; i++) {
            long at = i * CHUNK;
            ByteBuffer mapped = channel.map(mode, at, Math.min(CHUNK, length - at));
            chunks[i] = mapped.order(ByteOrder.nativeOrder());
        }
        return new Memory(name, length, chunks);
    }

    /** Private memory of this process, all zero; for copies of what is shared. */
    public static Memory allocate(int length, String name) {
        ByteBuffer words = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        return new Memory(name, length, new ByteBuffer[] {words});
    }

    /**
     * Private memory of this process, all zero, outside the heap: its words have an address, so that threads can sleep
     * on them.
     */
    public static Memory allocateDirect(int length, String name) {
        ByteBuffer words = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
        return new Memory(name, length, new ByteBuffer[] {words});
    }

    /** The same words behind a gate of its own, which closing this one leaves open. */
    public Memory share() {
        return new Memory(name, length(), chunks());
    }

    /** What is mapped, for messages. */
    public String name() {
        return name;
    }

    /** How many bytes are mapped. */
    public long length() {
        open();
        return length;
    }

    /** The first chunk, for {@link Words}: what the methods of this class work on. */
    public ByteBuffer words() {
        return open();
    }

    /** Every chunk, for {@link Words}. */
    public ByteBuffer[] chunks() {
        open();
        return chunks.clone();
    }

    /** Makes every later access fail; the mapping itself goes with the last reference. */
    public void close() {
        buffer = null;
        chunks = null;
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return buffer == null;
    }

    private ByteBuffer open() {
        ByteBuffer mapped = buffer;
        if (mapped == null) {
            throw closed();
        }
        return mapped;
    }

    /** What to throw when somebody uses a closed handle. */
    public IllegalStateException closed() {
        return new IllegalStateException("handle is closed: " + name + ". Open the object again");
    }

    /** Reads a long without ordering. */
    public long getLong(int offset) {
        return Words.getLong(open(), offset);
    }

    /** Reads a long; later accesses stay later. */
    public long getLongAcquire(int offset) {
        return Words.getLongAcquire(open(), offset);
    }

    /** Reads a long in the total order of volatile accesses. */
    public long getLongVolatile(int offset) {
        return Words.getLongVolatile(open(), offset);
    }

    /** Writes a long without ordering. */
    public void putLong(int offset, long value) {
        Words.putLong(open(), offset, value);
    }

    /** Writes a long; earlier accesses stay earlier. */
    public void putLongRelease(int offset, long value) {
        Words.putLongRelease(open(), offset, value);
    }

    /** Writes a long in the total order of volatile accesses. */
    public void putLongVolatile(int offset, long value) {
        Words.putLongVolatile(open(), offset, value);
    }

    /** Replaces a long if it has the expected value; a full barrier. */
    public boolean compareAndSetLong(int offset, long expected, long value) {
        return Words.compareAndSetLong(open(), offset, expected, value);
    }

    /** Replaces a long and returns the old value; a full barrier. */
    public long getAndSetLong(int offset, long value) {
        return Words.getAndSetLong(open(), offset, value);
    }

    /** Adds to a long and returns the old value; a full barrier. */
    public long getAndAddLong(int offset, long delta) {
        return Words.getAndAddLong(open(), offset, delta);
    }

    /** Reads an int without ordering. */
    public int getInt(int offset) {
        return Words.getInt(open(), offset);
    }

    /** Reads an int; later accesses stay later. */
    public int getIntAcquire(int offset) {
        return Words.getIntAcquire(open(), offset);
    }

    /** Reads an int in the total order of volatile accesses. */
    public int getIntVolatile(int offset) {
        return Words.getIntVolatile(open(), offset);
    }

    /** Writes an int without ordering. */
    public void putInt(int offset, int value) {
        Words.putInt(open(), offset, value);
    }

    /** Writes an int; earlier accesses stay earlier. */
    public void putIntRelease(int offset, int value) {
        Words.putIntRelease(open(), offset, value);
    }

    /** Writes an int in the total order of volatile accesses. */
    public void putIntVolatile(int offset, int value) {
        Words.putIntVolatile(open(), offset, value);
    }

    /** Replaces an int if it has the expected value; a full barrier. */
    public boolean compareAndSetInt(int offset, int expected, int value) {
        return Words.compareAndSetInt(open(), offset, expected, value);
    }

    /** Replaces an int and returns the old value; a full barrier. */
    public int getAndSetInt(int offset, int value) {
        return Words.getAndSetInt(open(), offset, value);
    }

    /** Adds to an int and returns the old value; a full barrier. */
    public int getAndAddInt(int offset, int delta) {
        return Words.getAndAddInt(open(), offset, delta);
    }

    /** Reads a short without ordering. */
    public short getShort(int offset) {
        return Words.getShort(open(), offset);
    }

    /** Writes a short without ordering. */
    public void putShort(int offset, short value) {
        Words.putShort(open(), offset, value);
    }

    /** Reads a byte without ordering. */
    public byte getByte(int offset) {
        return Words.getByte(open(), offset);
    }

    /** Writes a byte without ordering. */
    public void putByte(int offset, byte value) {
        Words.putByte(open(), offset, value);
    }

    /** Copies bytes to another memory, without ordering. At once: word by word costs twice as much from 64 bytes on. */
    public void copyTo(int offset, Memory target, int targetOffset, int length) {
        target.open().put(targetOffset, open(), offset, length);
    }

    /** Whether another memory has the same bytes; not for words that others may be writing. */
    public boolean contentEquals(Memory other) {
        return open().equals(other.open());
    }

    /** Copies bytes out, without ordering. */
    public void getBytes(int offset, byte[] target, int from, int length) {
        open().get(offset, target, from, length);
    }

    /** Copies bytes in, without ordering. */
    public void putBytes(int offset, byte[] source, int from, int length) {
        open().put(offset, source, from, length);
    }

    /** Sleeps in the kernel while the int at {@code offset} equals {@code expected}; see {@link Libc#futexWait}. */
    public int futexWait(int offset, int expected, long timespecAddress) {
        ByteBuffer mapped = open();
        try {
            return Libc.futexWait(addressOf(mapped) + offset, expected, timespecAddress);
        } finally {
            Reference.reachabilityFence(mapped);
        }
    }

    /** Wakes at most {@code count} sleepers of the int at {@code offset} and returns how many there were. */
    public int futexWake(int offset, int count) {
        ByteBuffer mapped = buffer;
        if (mapped == null) {
            return 0;
        }
        try {
            return Libc.futexWake(addressOf(mapped) + offset, count);
        } finally {
            Reference.reachabilityFence(mapped);
        }
    }

    /**
     * Sleeps in the kernel while two ints, this one and one of {@code other}, hold what is expected of them; see
     * {@link Libc#futexWaitMany}. {@code arguments}, at {@code argumentsAddress}, has room for the two waiters and the
     * deadline behind them, which is there already.
     */
    public int futexWaitBoth(
            int offset,
            int expected,
            Memory other,
            int otherOffset,
            int otherExpected,
            ByteBuffer arguments,
            long argumentsAddress) {
        ByteBuffer mapped = open();
        ByteBuffer otherMapped = other.open();
        try {
            Libc.putFutexWaiter(arguments, 0, addressOf(mapped) + offset, expected);
            Libc.putFutexWaiter(
                    arguments, Libc.FUTEX_WAITER_LENGTH, other.addressOf(otherMapped) + otherOffset, otherExpected);
            return Libc.futexWaitMany(argumentsAddress, 2, argumentsAddress + 2 * Libc.FUTEX_WAITER_LENGTH);
        } finally {
            Reference.reachabilityFence(mapped);
            Reference.reachabilityFence(otherMapped);
        }
    }

    /** The address of a byte, for the kernel; valid as long as this is reachable and open. */
    public long addressOf(int offset) {
        return addressOf(open()) + offset;
    }

    /** As {@link #addressOf(int)}; 0 once this is closed. */
    public long addressIfOpen(int offset) {
        ByteBuffer mapped = buffer;
        return mapped == null ? 0 : addressOf(mapped) + offset;
    }

    private long addressOf(ByteBuffer mapped) {
        long known = address;
        if (known == 0) {
            known = Libc.addressOf(mapped);
            address = known;
        }
        return known;
    }
}
