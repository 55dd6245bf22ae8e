package io.parley.internal.chronicle;

import io.parley.CodecException;
import io.parley.MessageReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import net.openhft.chronicle.core.UnsafeMemory;

/** Reads a message where it lies in the log. Closed when its time is over; then it has nothing left. */
final class DocumentReader implements MessageReader {
    private final byte[] few = new byte[256];
    private long at;
    private long end;

    void open(long address, int length) {
        at = address;
        end = address + length;
    }

    void close() {
        end = at;
    }

    private long advance(int count) {
        long from = at;
        if (count > end - from) {
            throw new CodecException("Message ends too early: " + count + " bytes wanted, left=" + (end - from)
                    + ". It was written by another codec or another version of it, or the handler is over.");
        }
        at = from + count;
        return from;
    }

    @Override
    public byte readByte() {
        return UnsafeMemory.unsafeGetByte(advance(Byte.BYTES));
    }

    @Override
    public int readInt() {
        return UnsafeMemory.unsafeGetInt(advance(Integer.BYTES));
    }

    @Override
    public long readLong() {
        return UnsafeMemory.unsafeGetLong(advance(Long.BYTES));
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    @Override
    public void readBytes(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        Copy.toHeap(advance(length), target, offset, length);
    }

    @Override
    public void readBytes(ByteBuffer target) {
        if (target.hasArray()) {
            int length = target.remaining();
            readBytes(target.array(), target.arrayOffset() + target.position(), length);
            target.position(target.limit());
            return;
        }
        long from = advance(target.remaining());
        while (target.hasRemaining()) {
            int length = Math.min(few.length, target.remaining());
            Copy.toHeap(from, few, 0, length);
            target.put(few, 0, length);
            from += length;
        }
    }

    @Override
    public String readUtf8() {
        long start = at;
        int count = readInt();
        if (count < 0 || count > remaining()) {
            at = start;
            throw new CodecException("Text of " + count + " bytes does not fit the message: left=" + (end - start)
                    + ". It was written by another codec or another version of it.");
        }
        byte[] bytes = count <= few.length ? few : new byte[count];
        Copy.toHeap(advance(count), bytes, 0, count);
        return new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    @Override
    public int remaining() {
        return (int) (end - at);
    }

    @Override
    public String toString() {
        return "DocumentReader{remaining=" + remaining() + "}";
    }
}
