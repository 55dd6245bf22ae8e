package io.parley.internal.ring;

import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Reads a record's payload where it lies.
 *
 * <p><b>Threading:</b> one thread at a time. <b>Allocation:</b> none, but the text that {@link #readUtf8} returns.
 */
public final class RecordReader implements MessageReader {
    private ByteBuffer words;
    private int start;
    private int at;
    private int end;

    /** Reads from now on at {@code offset}, at most {@code length} bytes. */
    public void bind(ByteBuffer source, int offset, int length) {
        words = source;
        start = offset;
        at = offset;
        end = offset + length;
    }

    /** Nothing to read any more. */
    public void unbind() {
        words = null;
        end = at;
    }

    /** Whether it is bound. */
    public boolean isBound() {
        return words != null;
    }

    private int advance(int count) {
        int from = at;
        if (count > end - from) {
            throw new CodecException("message ends too early: " + count + " bytes wanted at position=" + (from - start)
                    + " length=" + (end - start) + ". Was it written otherwise, or is it read after its handler?");
        }
        at = from + count;
        return from;
    }

    @Override
    public byte readByte() {
        int from = advance(1);
        return Words.getByte(words, from);
    }

    @Override
    public int readInt() {
        int from = advance(Integer.BYTES);
        return Words.getInt(words, from);
    }

    @Override
    public long readLong() {
        int from = advance(Long.BYTES);
        return Words.getLong(words, from);
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    @Override
    public void readBytes(byte[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        int from = advance(count);
        words.get(from, target, offset, count);
    }

    @Override
    public void readBytes(ByteBuffer target) {
        int count = target.remaining();
        int from = advance(count);
        target.put(target.position(), words, from, count);
        target.position(target.limit());
    }

    @Override
    public String readUtf8() {
        int before = at;
        int count = readInt();
        if (count < 0 || count > remaining()) {
            at = before;
            throw new CodecException("text of " + count + " bytes does not fit the message: position="
                    + (before - start) + " length=" + (end - start) + ". Was it written otherwise?");
        }
        byte[] bytes = new byte[count];
        readBytes(bytes, 0, count);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int remaining() {
        return end - at;
    }
}
