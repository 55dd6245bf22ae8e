package io.parley;

import java.nio.ByteBuffer;

/**
 * From where a {@link Codec} reads one message, in the order in which it was written.
 *
 * <p><b>Threading:</b> used by one thread for the length of one {@link Codec#decode} call; never kept.
 *
 * <p><b>Failure:</b> reading beyond the message throws {@link CodecException}: the message was written by another
 * codec, or by another version of this one.
 */
public interface MessageReader {
    /**
     * Reads one byte.
     *
     * @return the byte, sign-extended
     */
    byte readByte();

    /**
     * Reads four bytes.
     *
     * @return the number
     */
    int readInt();

    /**
     * Reads eight bytes.
     *
     * @return the number
     */
    long readLong();

    /**
     * Reads eight bytes in IEEE 754 form.
     *
     * @return the number
     */
    double readDouble();

    /**
     * Copies the next bytes into an array.
     *
     * @param target the array
     * @param offset where the first byte goes
     * @param length how many bytes
     * @throws IndexOutOfBoundsException if the range is outside the array
     */
    void readBytes(byte[] target, int offset, int length);

    /**
     * Fills a buffer up to its limit.
     *
     * @param target the buffer
     */
    void readBytes(ByteBuffer target);

    /**
     * Reads a text that {@link MessageWriter#writeUtf8} wrote.
     *
     * @return the text
     */
    String readUtf8();

    /**
     * How many bytes of the message are left.
     *
     * @return bytes left
     */
    int remaining();
}
