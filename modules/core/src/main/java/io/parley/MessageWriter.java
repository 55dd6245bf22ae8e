package io.parley;

import java.nio.ByteBuffer;

/**
 * Where a {@link Codec} writes one message.
 *
 * <p>Numbers are little-endian. The writer grows as needed up to the queue's largest message.
 *
 * <p><b>Threading:</b> used by one thread for the length of one {@link Codec#encode} call; never kept.
 *
 * <p><b>Allocation:</b> none once the underlying buffer has grown to the largest message seen.
 */
public interface MessageWriter {
    /**
     * Appends one byte.
     *
     * @param value the byte; the low eight bits are written
     */
    void writeByte(int value);

    /**
     * Appends four bytes.
     *
     * @param value the number
     */
    void writeInt(int value);

    /**
     * Appends eight bytes.
     *
     * @param value the number
     */
    void writeLong(long value);

    /**
     * Appends eight bytes in IEEE 754 form.
     *
     * @param value the number; NaN bits are kept as they are
     */
    void writeDouble(double value);

    /**
     * Appends raw bytes without a length.
     *
     * @param source the array
     * @param offset the first byte
     * @param length how many bytes
     * @throws IndexOutOfBoundsException if the range is outside the array
     */
    void writeBytes(byte[] source, int offset, int length);

    /**
     * Appends the remaining bytes of a buffer without a length; the buffer's position moves to its limit.
     *
     * @param source the buffer
     */
    void writeBytes(ByteBuffer source);

    /**
     * Appends a length (four bytes) and the text in UTF-8.
     *
     * @param text the text; unpaired surrogates are written as {@code ?}
     */
    void writeUtf8(CharSequence text);

    /**
     * How many bytes were written so far.
     *
     * @return bytes written
     */
    int length();
}
