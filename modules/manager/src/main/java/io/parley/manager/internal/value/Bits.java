package io.parley.manager.internal.value;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as they are on the wire: of one 8 bytes, of many as many as they have. */
final class Bits {
    /** How many bytes of an array one request moves: more would keep a thread of the server from the others. */
    static final int PIECE = 1 << 16;

    private Bits() {}

    static long of(float value) {
        return Float.floatToRawIntBits(value);
    }

    static long of(double value) {
        return Double.doubleToRawLongBits(value);
    }

    static float toFloat(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    static double toDouble(long bits) {
        return Double.longBitsToDouble(bits);
    }

    /** Writes elements of an array of primitives. */
    static void write(Object array, int from, int count, int size, MessageWriter out) {
        ByteBuffer bytes = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
        if (array instanceof byte[] a) {
            bytes.put(a, from, count);
        } else if (array instanceof short[] a) {
            bytes.asShortBuffer().put(a, from, count);
        } else if (array instanceof int[] a) {
            bytes.asIntBuffer().put(a, from, count);
        } else if (array instanceof long[] a) {
            bytes.asLongBuffer().put(a, from, count);
        } else if (array instanceof float[] a) {
            bytes.asFloatBuffer().put(a, from, count);
        } else {
            bytes.asDoubleBuffer().put((double[]) array, from, count);
        }
        out.writeBytes(bytes.array(), 0, count * size);
    }

    /** Reads elements into an array of primitives. */
    static void read(MessageReader in, int size, Object array, int from, int count) {
        byte[] raw = new byte[count * size];
        in.readBytes(raw, 0, raw.length);
        ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        if (array instanceof byte[] a) {
            bytes.get(a, from, count);
        } else if (array instanceof short[] a) {
            bytes.asShortBuffer().get(a, from, count);
        } else if (array instanceof int[] a) {
            bytes.asIntBuffer().get(a, from, count);
        } else if (array instanceof long[] a) {
            bytes.asLongBuffer().get(a, from, count);
        } else if (array instanceof float[] a) {
            bytes.asFloatBuffer().get(a, from, count);
        } else {
            bytes.asDoubleBuffer().get((double[]) array, from, count);
        }
    }
}
