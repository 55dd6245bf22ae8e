package io.parley.internal.memory;

import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * One message on the heap: what a codec writes into and reads from, and what a log copies from and into.
 *
 * <p>Bytes {@code [0, length)} are the message. Writing appends behind them, reading moves a position of its own, so a
 * buffer can be written and then read without a switch in between.
 *
 * <p><b>Threading:</b> one thread at a time. <b>Allocation:</b> none once grown to the largest message seen, except the
 * text that {@link #readUtf8} returns.
 */
public final class MessageBuffer implements MessageWriter, MessageReader {
    /** The longest array every JVM can allocate. */
    public static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

    private static final int MIN_CAPACITY = 64;
    private static final int USUAL_CAPACITY = 512;
    private static final int KEEP_CAPACITY = 1 << 20;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array;
    private int length;
    private int position;

    /** Creates an empty buffer of a small capacity. */
    public MessageBuffer() {
        this(USUAL_CAPACITY);
    }

    /**
     * Creates an empty buffer.
     *
     * @param capacity how many bytes fit before it grows for the first time
     */
    public MessageBuffer(int capacity) {
        array = new byte[Math.max(MIN_CAPACITY, capacity)];
    }

    /** Forgets the message; writing starts at 0. */
    public void reset() {
        length = 0;
        position = 0;
    }

    /** For who keeps a buffer: forgets the message, and the room for it if a large one made this buffer large. */
    public void recycle() {
        if (array.length > KEEP_CAPACITY) {
            array = new byte[USUAL_CAPACITY];
        }
        reset();
    }

    /** Reading starts at 0 again. */
    public void rewind() {
        position = 0;
    }

    /** Reading goes on with that byte. */
    public void moveTo(int newPosition) {
        position = Objects.checkIndex(newPosition, length + 1);
    }

    /**
     * The bytes themselves, valid in {@code [0, length())}, until the buffer grows.
     *
     * @return the backing array
     */
    public byte[] array() {
        return array;
    }

    @Override
    public int length() {
        return length;
    }

    /**
     * Declares that the first bytes of {@link #array()} are a message; reading starts at 0.
     *
     * @param newLength how many bytes the message has
     */
    public void setLength(int newLength) {
        Objects.checkFromToIndex(0, newLength, array.length);
        length = newLength;
        position = 0;
    }

    /**
     * Makes room, keeping the message. Grows by half at least, so that many small writes copy little.
     *
     * @param capacity how many bytes must fit in total
     */
    public void ensureCapacity(int capacity) {
        if (capacity > array.length || capacity < 0) {
            grow(capacity);
        }
    }

    private void grow(int capacity) {
        // A negative capacity is a sum that overflowed.
        if (capacity < 0 || capacity > MAX_CAPACITY) {
            throw new CodecException("Message too large: more than " + MAX_CAPACITY + " bytes. Split it.");
        }
        long comfortable = Math.min(MAX_CAPACITY, array.length + (long) (array.length >> 1));
        array = Arrays.copyOf(array, (int) Math.max(capacity, comfortable));
    }

    /** Four bytes of the message, wherever reading stands. */
    public int getInt(int offset) {
        Objects.checkFromIndexSize(offset, Integer.BYTES, length);
        return (int) INT.get(array, offset);
    }

    /** Eight bytes of the message, wherever reading stands. */
    public long getLong(int offset) {
        Objects.checkFromIndexSize(offset, Long.BYTES, length);
        return (long) LONG.get(array, offset);
    }

    /** Overwrites four bytes of the message. */
    public void putInt(int offset, int value) {
        Objects.checkFromIndexSize(offset, Integer.BYTES, length);
        INT.set(array, offset, value);
    }

    /** Overwrites eight bytes of the message. */
    public void putLong(int offset, long value) {
        Objects.checkFromIndexSize(offset, Long.BYTES, length);
        LONG.set(array, offset, value);
    }

    @Override
    public void writeByte(int value) {
        ensureCapacity(length + 1);
        array[length++] = (byte) value;
    }

    @Override
    public void writeInt(int value) {
        ensureCapacity(length + Integer.BYTES);
        INT.set(array, length, value);
        length += Integer.BYTES;
    }

    @Override
    public void writeLong(long value) {
        ensureCapacity(length + Long.BYTES);
        LONG.set(array, length, value);
        length += Long.BYTES;
    }

    @Override
    public void writeDouble(double value) {
        writeLong(Double.doubleToRawLongBits(value));
    }

    @Override
    public void writeBytes(byte[] source, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, source.length);
        ensureCapacity(length + count);
        System.arraycopy(source, offset, array, length, count);
        length += count;
    }

    @Override
    public void writeBytes(ByteBuffer source) {
        int count = source.remaining();
        ensureCapacity(length + count);
        source.get(array, length, count);
        length += count;
    }

    @Override
    public void writeUtf8(CharSequence text) {
        int start = length;
        int chars = text.length();
        // Three bytes per char is the most UTF-8 needs: a surrogate pair takes four bytes for its two chars.
        long worst = start + (long) Integer.BYTES + 3L * chars;
        if (worst <= MAX_CAPACITY) {
            ensureCapacity((int) worst);
        } else {
            ensureCapacity((int) Math.min(Integer.MAX_VALUE, start + (long) Integer.BYTES + utf8Length(text)));
        }
        int end = encodeUtf8(text, chars, start + Integer.BYTES);
        INT.set(array, start, end - start - Integer.BYTES);
        length = end;
    }

    /* Not String.getBytes: that allocates, and takes no CharSequence. */
    private int encodeUtf8(CharSequence text, int chars, int at) {
        byte[] out = array;
        int to = at;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out[to++] = (byte) c;
            } else if (c < 0x800) {
                out[to++] = (byte) (0xC0 | c >> 6);
                out[to++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                out[to++] = (byte) (0xE0 | c >> 12);
                out[to++] = (byte) (0x80 | c >> 6 & 0x3F);
                out[to++] = (byte) (0x80 | c & 0x3F);
            } else if (startsPair(text, i, chars)) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                out[to++] = (byte) (0xF0 | point >> 18);
                out[to++] = (byte) (0x80 | point >> 12 & 0x3F);
                out[to++] = (byte) (0x80 | point >> 6 & 0x3F);
                out[to++] = (byte) (0x80 | point & 0x3F);
            } else {
                out[to++] = '?';
            }
        }
        return to;
    }

    private static long utf8Length(CharSequence text) {
        long bytes = 0;
        int chars = text.length();
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (startsPair(text, i, chars)) {
                bytes += 4;
                i++;
            } else {
                bytes++;
            }
        }
        return bytes;
    }

    private static boolean startsPair(CharSequence text, int i, int chars) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < chars
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    @Override
    public byte readByte() {
        return array[advance(1)];
    }

    @Override
    public int readInt() {
        return (int) INT.get(array, advance(Integer.BYTES));
    }

    @Override
    public long readLong() {
        return (long) LONG.get(array, advance(Long.BYTES));
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    @Override
    public void readBytes(byte[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        System.arraycopy(array, advance(count), target, offset, count);
    }

    @Override
    public void readBytes(ByteBuffer target) {
        int count = target.remaining();
        target.put(array, advance(count), count);
    }

    @Override
    public String readUtf8() {
        int start = position;
        int count = readInt();
        if (count < 0 || count > remaining()) {
            position = start;
            throw new CodecException("Text of " + count + " bytes does not fit the message: position=" + start
                    + " length=" + length + ". It was written by another codec or another version of it.");
        }
        return new String(array, advance(count), count, StandardCharsets.UTF_8);
    }

    @Override
    public int remaining() {
        return length - position;
    }

    private int advance(int count) {
        int from = position;
        if (count > length - from) {
            throw new CodecException("Message ends too early: " + count + " bytes wanted at position=" + from
                    + " length=" + length + ". It was written by another codec or another version of it.");
        }
        position = from + count;
        return from;
    }

    /**
     * Whether the bytes from {@code from} on are another message.
     *
     * @param from how many bytes to leave out
     * @param other the other message, all of it
     * @return whether they are the same bytes
     */
    public boolean contentEquals(int from, MessageBuffer other) {
        return Arrays.equals(array, from, length, other.array, 0, other.length);
    }

    @Override
    public String toString() {
        return "MessageBuffer{length=" + length + ", position=" + position + ", capacity=" + array.length + "}";
    }
}
