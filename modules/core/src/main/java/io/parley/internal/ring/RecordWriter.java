package io.parley.internal.ring;

import io.parley.CodecException;
import io.parley.MessageWriter;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Writes a record's payload where it lies, never past what was claimed.
 *
 * <p><b>Threading:</b> one thread at a time. <b>Allocation:</b> none, but for a buffer when it first writes a text.
 */
public final class RecordWriter implements MessageWriter {
    private ByteBuffer words;
    private int start;
    private int at;
    private int end;
    private MessageBuffer text;

    /** Writes from now on at {@code offset}, at most {@code length} bytes. */
    public void bind(ByteBuffer target, int offset, int length) {
        words = target;
        start = offset;
        at = offset;
        end = offset + length;
    }

    /** Nothing to write to any more. */
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
            throw new CodecException("message is longer than announced: " + (from - start) + " bytes written, " + count
                    + " more do not fit in " + (end - start) + ". Announce more, and only write within the encoder");
        }
        at = from + count;
        return from;
    }

    @Override
    public void writeByte(int value) {
        int to = advance(1);
        Words.putByte(words, to, (byte) value);
    }

    @Override
    public void writeInt(int value) {
        int to = advance(Integer.BYTES);
        Words.putInt(words, to, value);
    }

    @Override
    public void writeLong(long value) {
        int to = advance(Long.BYTES);
        Words.putLong(words, to, value);
    }

    @Override
    public void writeDouble(double value) {
        writeLong(Double.doubleToRawLongBits(value));
    }

    @Override
    public void writeBytes(byte[] source, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, source.length);
        int to = advance(count);
        words.put(to, source, offset, count);
    }

    @Override
    public void writeBytes(ByteBuffer source) {
        int count = source.remaining();
        int to = advance(count);
        words.put(to, source, source.position(), count);
        source.position(source.limit());
    }

    @Override
    public void writeUtf8(CharSequence value) {
        if (text == null) {
            text = new MessageBuffer();
        }
        text.reset();
        text.writeUtf8(value);
        writeBytes(text.array(), 0, text.length());
    }

    @Override
    public int length() {
        return at - start;
    }
}
