package io.parley.internal.chronicle;

import io.parley.CodecException;
import io.parley.MessageWriter;
import io.parley.internal.memory.MessageBuffer;
import java.nio.ByteBuffer;
import java.util.Objects;
import net.openhft.chronicle.core.UnsafeMemory;

/** Writes a message where it will be read, never beyond what was announced. Closed when its time is over. */
final class DocumentWriter implements MessageWriter {
    private static final int KEPT_BYTES = 64 << 10;

    private MessageBuffer text = new MessageBuffer(256);
    private long start;
    private long at;
    private long end;

    void open(long address, int maxLength) {
        start = address;
        at = address;
        end = address + maxLength;
    }

    /** Ends it; how many bytes were written. */
    int close() {
        int written = length();
        end = at;
        return written;
    }

    private long advance(int count) {
        long from = at;
        if (count > end - from) {
            throw new CodecException("Message longer than announced: " + count + " bytes more at length=" + length()
                    + ", announced=" + (end - start) + ". Announce more, or the encoder is over.");
        }
        at = from + count;
        return from;
    }

    @Override
    public void writeByte(int value) {
        UnsafeMemory.unsafePutByte(advance(Byte.BYTES), (byte) value);
    }

    @Override
    public void writeInt(int value) {
        UnsafeMemory.unsafePutInt(advance(Integer.BYTES), value);
    }

    @Override
    public void writeLong(long value) {
        UnsafeMemory.unsafePutLong(advance(Long.BYTES), value);
    }

    @Override
    public void writeDouble(double value) {
        writeLong(Double.doubleToRawLongBits(value));
    }

    @Override
    public void writeBytes(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        Copy.fromHeap(source, offset, advance(length), length);
    }

    @Override
    public void writeBytes(ByteBuffer source) {
        if (source.hasArray()) {
            writeBytes(source.array(), source.arrayOffset() + source.position(), source.remaining());
            source.position(source.limit());
            return;
        }
        long to = advance(source.remaining());
        while (source.hasRemaining()) {
            UnsafeMemory.unsafePutByte(to++, source.get());
        }
    }

    @Override
    public void writeUtf8(CharSequence value) {
        text.reset();
        text.writeUtf8(value);
        writeBytes(text.array(), 0, text.length());
        if (text.array().length > KEPT_BYTES) {
            text = new MessageBuffer(256);
        }
    }

    @Override
    public int length() {
        return (int) (at - start);
    }

    @Override
    public String toString() {
        return "DocumentWriter{length=" + length() + ", left=" + (end - at) + "}";
    }
}
