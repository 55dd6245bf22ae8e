package io.parley.perf.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A message that is used again and again: a fixed number of bytes, the first eight of them a number. */
public final class Payload {
    /** Fewest bytes of a message. */
    public static final int SMALLEST = Long.BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;

    /** A message of that many bytes. */
    public Payload(int length) {
        if (length < SMALLEST) {
            throw new IllegalArgumentException("message too short: bytes=" + length + ", smallest=" + SMALLEST);
        }
        this.bytes = new byte[length];
    }

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves. */
    public byte[] bytes() {
        return bytes;
    }

    /** The number it carries. */
    public long stamp() {
        return (long) LONG.get(bytes, 0);
    }

    /** Sets the number it carries. */
    public Payload stamp(long stamp) {
        LONG.set(bytes, 0, stamp);
        return this;
    }

    /** The second number it carries, if it is long enough. */
    public long second() {
        return (long) LONG.get(bytes, SMALLEST);
    }

    /** Sets the second number it carries. */
    public Payload second(long number) {
        LONG.set(bytes, SMALLEST, number);
        return this;
    }

    /** Takes the bytes of another that is as long. */
    void set(Payload other) {
        System.arraycopy(other.bytes, 0, bytes, 0, bytes.length);
    }

    Payload copy() {
        return new Payload(bytes.clone());
    }
}
