package io.parley.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * The one gate to shared words. The memory order is in every method's name; every access is bounds-checked; nothing
 * allocates; no JVM flag is needed. Static, on the mapping itself, so that a handle that keeps its mapping in a field
 * is one load away from its words, as a hand-written {@code VarHandle} on a mapped buffer would be.
 *
 * <p>Words are naturally aligned, in the machine's byte order (all supported machines are little-endian). Mappings come
 * from {@link Memory} and go back to this class only.
 *
 * <p>The JDK has no atomic operations on 8 and 16 bits in a buffer. Here they are compare-and-set loops on the 32-bit
 * word around: neighbours in it may make the loop turn again, and are never changed. So the file's length must be a
 * multiple of 4.
 */
public final class Words {
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle DOUBLE = view(double[].class);
    private static final int SHORT_MASK = 0xFFFF;
    private static final int BYTE_MASK = 0xFF;

    private Words() {}

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteBufferViewVarHandle(array, ByteOrder.nativeOrder());
    }

    /** Everything before happens before everything after, in the eyes of every process. */
    public static void fullFence() {
        VarHandle.fullFence();
    }

    /** Reads before stay before all accesses after. */
    public static void acquireFence() {
        VarHandle.acquireFence();
    }

    /** Accesses before stay before all writes after. */
    public static void releaseFence() {
        VarHandle.releaseFence();
    }

    /** Reads a long without ordering. */
    public static long getLong(ByteBuffer words, int offset) {
        return (long) LONG.get(words, offset);
    }

    /** Reads a long; later accesses stay later. */
    public static long getLongAcquire(ByteBuffer words, int offset) {
        return (long) LONG.getAcquire(words, offset);
    }

    /** Reads a long in the total order of volatile accesses. */
    public static long getLongVolatile(ByteBuffer words, int offset) {
        return (long) LONG.getVolatile(words, offset);
    }

    /** Writes a long without ordering. */
    public static void putLong(ByteBuffer words, int offset, long value) {
        LONG.set(words, offset, value);
    }

    /** Writes a long; earlier accesses stay earlier. */
    public static void putLongRelease(ByteBuffer words, int offset, long value) {
        LONG.setRelease(words, offset, value);
    }

    /** Writes a long in the total order of volatile accesses. */
    public static void putLongVolatile(ByteBuffer words, int offset, long value) {
        LONG.setVolatile(words, offset, value);
    }

    /** Replaces a long if it has the expected value; a full barrier. */
    public static boolean compareAndSetLong(ByteBuffer words, int offset, long expected, long value) {
        return LONG.compareAndSet(words, offset, expected, value);
    }

    /** Replaces a long and returns the old value; a full barrier. */
    public static long getAndSetLong(ByteBuffer words, int offset, long value) {
        return (long) LONG.getAndSet(words, offset, value);
    }

    /** Adds to a long and returns the old value; a full barrier. */
    public static long getAndAddLong(ByteBuffer words, int offset, long delta) {
        return (long) LONG.getAndAdd(words, offset, delta);
    }

    /** Reads an int without ordering. */
    public static int getInt(ByteBuffer words, int offset) {
        return (int) INT.get(words, offset);
    }

    /** Reads an int that others may be writing, without ordering; never from a register. */
    public static int getIntOpaque(ByteBuffer words, int offset) {
        return (int) INT.getOpaque(words, offset);
    }

    /** Reads an int; later accesses stay later. */
    public static int getIntAcquire(ByteBuffer words, int offset) {
        return (int) INT.getAcquire(words, offset);
    }

    /** Reads an int in the total order of volatile accesses. */
    public static int getIntVolatile(ByteBuffer words, int offset) {
        return (int) INT.getVolatile(words, offset);
    }

    /** Writes an int without ordering. */
    public static void putInt(ByteBuffer words, int offset, int value) {
        INT.set(words, offset, value);
    }

    /** Writes an int; earlier accesses stay earlier. */
    public static void putIntRelease(ByteBuffer words, int offset, int value) {
        INT.setRelease(words, offset, value);
    }

    /** Writes an int in the total order of volatile accesses. */
    public static void putIntVolatile(ByteBuffer words, int offset, int value) {
        INT.setVolatile(words, offset, value);
    }

    /** Replaces an int if it has the expected value; a full barrier. */
    public static boolean compareAndSetInt(ByteBuffer words, int offset, int expected, int value) {
        return INT.compareAndSet(words, offset, expected, value);
    }

    /** Replaces an int and returns the old value; a full barrier. */
    public static int getAndSetInt(ByteBuffer words, int offset, int value) {
        return (int) INT.getAndSet(words, offset, value);
    }

    /** Adds to an int and returns the old value; a full barrier. */
    public static int getAndAddInt(ByteBuffer words, int offset, int delta) {
        return (int) INT.getAndAdd(words, offset, delta);
    }

    /** Reads a short without ordering. */
    public static short getShort(ByteBuffer words, int offset) {
        return (short) SHORT.get(words, offset);
    }

    /** Reads a short; later accesses stay later. */
    public static short getShortAcquire(ByteBuffer words, int offset) {
        return (short) SHORT.getAcquire(words, offset);
    }

    /** Reads a short in the total order of volatile accesses. */
    public static short getShortVolatile(ByteBuffer words, int offset) {
        return (short) SHORT.getVolatile(words, offset);
    }

    /** Writes a short without ordering. */
    public static void putShort(ByteBuffer words, int offset, short value) {
        SHORT.set(words, offset, value);
    }

    /** Writes a short; earlier accesses stay earlier. */
    public static void putShortRelease(ByteBuffer words, int offset, short value) {
        SHORT.setRelease(words, offset, value);
    }

    /** Writes a short in the total order of volatile accesses. */
    public static void putShortVolatile(ByteBuffer words, int offset, short value) {
        SHORT.setVolatile(words, offset, value);
    }

    /** Reads a float without ordering. */
    public static float getFloat(ByteBuffer words, int offset) {
        return (float) FLOAT.get(words, offset);
    }

    /** Reads a float; later accesses stay later. */
    public static float getFloatAcquire(ByteBuffer words, int offset) {
        return (float) FLOAT.getAcquire(words, offset);
    }

    /** Reads a float in the total order of volatile accesses. */
    public static float getFloatVolatile(ByteBuffer words, int offset) {
        return (float) FLOAT.getVolatile(words, offset);
    }

    /** Writes a float without ordering. */
    public static void putFloat(ByteBuffer words, int offset, float value) {
        FLOAT.set(words, offset, value);
    }

    /** Writes a float; earlier accesses stay earlier. */
    public static void putFloatRelease(ByteBuffer words, int offset, float value) {
        FLOAT.setRelease(words, offset, value);
    }

    /** Writes a float in the total order of volatile accesses. */
    public static void putFloatVolatile(ByteBuffer words, int offset, float value) {
        FLOAT.setVolatile(words, offset, value);
    }

    /** Replaces a float if it has the expected bits; a full barrier. */
    public static boolean compareAndSetFloat(ByteBuffer words, int offset, float expected, float value) {
        return FLOAT.compareAndSet(words, offset, expected, value);
    }

    /** Replaces a float and returns the old value; a full barrier. */
    public static float getAndSetFloat(ByteBuffer words, int offset, float value) {
        return (float) FLOAT.getAndSet(words, offset, value);
    }

    /** Adds to a float and returns the old value; a full barrier. */
    public static float getAndAddFloat(ByteBuffer words, int offset, float delta) {
        while (true) {
            float old = (float) FLOAT.getVolatile(words, offset);
            if (FLOAT.compareAndSet(words, offset, old, old + delta)) {
                return old;
            }
        }
    }

    /** Reads a double without ordering. */
    public static double getDouble(ByteBuffer words, int offset) {
        return (double) DOUBLE.get(words, offset);
    }

    /** Reads a double; later accesses stay later. */
    public static double getDoubleAcquire(ByteBuffer words, int offset) {
        return (double) DOUBLE.getAcquire(words, offset);
    }

    /** Reads a double in the total order of volatile accesses. */
    public static double getDoubleVolatile(ByteBuffer words, int offset) {
        return (double) DOUBLE.getVolatile(words, offset);
    }

    /** Writes a double without ordering. */
    public static void putDouble(ByteBuffer words, int offset, double value) {
        DOUBLE.set(words, offset, value);
    }

    /** Writes a double; earlier accesses stay earlier. */
    public static void putDoubleRelease(ByteBuffer words, int offset, double value) {
        DOUBLE.setRelease(words, offset, value);
    }

    /** Writes a double in the total order of volatile accesses. */
    public static void putDoubleVolatile(ByteBuffer words, int offset, double value) {
        DOUBLE.setVolatile(words, offset, value);
    }

    /** Replaces a double if it has the expected bits; a full barrier. */
    public static boolean compareAndSetDouble(ByteBuffer words, int offset, double expected, double value) {
        return DOUBLE.compareAndSet(words, offset, expected, value);
    }

    /** Replaces a double and returns the old value; a full barrier. */
    public static double getAndSetDouble(ByteBuffer words, int offset, double value) {
        return (double) DOUBLE.getAndSet(words, offset, value);
    }

    /** Adds to a double and returns the old value; a full barrier. */
    public static double getAndAddDouble(ByteBuffer words, int offset, double delta) {
        while (true) {
            double old = (double) DOUBLE.getVolatile(words, offset);
            if (DOUBLE.compareAndSet(words, offset, old, old + delta)) {
                return old;
            }
        }
    }

    /** Reads a byte without ordering. */
    public static byte getByte(ByteBuffer words, int offset) {
        return words.get(offset);
    }

    /** Reads a byte; later accesses stay later. */
    public static byte getByteAcquire(ByteBuffer words, int offset) {
        byte value = words.get(offset);
        VarHandle.acquireFence();
        return value;
    }

    /** Reads a byte in the total order of volatile accesses: whose writes end with a full fence. */
    public static byte getByteVolatile(ByteBuffer words, int offset) {
        return getByteAcquire(words, offset);
    }

    /** Writes a byte without ordering. */
    public static void putByte(ByteBuffer words, int offset, byte value) {
        words.put(offset, value);
    }

    /** Writes a byte; earlier accesses stay earlier. */
    public static void putByteRelease(ByteBuffer words, int offset, byte value) {
        VarHandle.releaseFence();
        words.put(offset, value);
    }

    /** Writes a byte in the total order of volatile accesses. */
    public static void putByteVolatile(ByteBuffer words, int offset, byte value) {
        putByteRelease(words, offset, value);
        VarHandle.fullFence();
    }

    /** Replaces a short if it has the expected value; a full barrier. */
    public static boolean compareAndSetShort(ByteBuffer words, int offset, short expected, short value) {
        int shift = shiftOf(offset);
        while (true) {
            int word = getIntVolatile(words, wordOf(offset));
            if ((short) (word >>> shift) != expected) {
                return false;
            }
            if (replace(words, offset, word, SHORT_MASK, value)) {
                return true;
            }
        }
    }

    /** Replaces a short and returns the old value; a full barrier. */
    public static short getAndSetShort(ByteBuffer words, int offset, short value) {
        int shift = shiftOf(offset);
        while (true) {
            int word = getIntVolatile(words, wordOf(offset));
            if (replace(words, offset, word, SHORT_MASK, value)) {
                return (short) (word >>> shift);
            }
        }
    }

    /** Adds to a short and returns the old value; a full barrier. */
    public static short getAndAddShort(ByteBuffer words, int offset, int delta) {
        int shift = shiftOf(offset);
        while (true) {
            int word = getIntVolatile(words, wordOf(offset));
            if (replace(words, offset, word, SHORT_MASK, (word >>> shift) + delta)) {
                return (short) (word >>> shift);
            }
        }
    }

    /** Replaces a byte if it has the expected value; a full barrier. */
    public static boolean compareAndSetByte(ByteBuffer words, int offset, byte expected, byte value) {
        int shift = shiftOf(offset);
        while (true) {
            int word = getIntVolatile(words, wordOf(offset));
            if ((byte) (word >>> shift) != expected) {
                return false;
            }
            if (replace(words, offset, word, BYTE_MASK, value)) {
                return true;
            }
        }
    }

    /** Replaces a byte and returns the old value; a full barrier. */
    public static byte getAndSetByte(ByteBuffer words, int offset, byte value) {
        int shift = shiftOf(offset);
        while (true) {
            int word = getIntVolatile(words, wordOf(offset));
            if (replace(words, offset, word, BYTE_MASK, value)) {
                return (byte) (word >>> shift);
            }
        }
    }

    /** Adds to a byte and returns the old value; a full barrier. */
    public static byte getAndAddByte(ByteBuffer words, int offset, int delta) {
        int shift = shiftOf(offset);
        while (true) {
            int word = getIntVolatile(words, wordOf(offset));
            if (replace(words, offset, word, BYTE_MASK, (word >>> shift) + delta)) {
                return (byte) (word >>> shift);
            }
        }
    }

    private static int wordOf(int offset) {
        return offset & ~3;
    }

    private static int shiftOf(int offset) {
        return (offset & 3) << 3;
    }

    /** Replaces the part of the word around {@code offset} that {@code mask} covers, if the whole word is unchanged. */
    private static boolean replace(ByteBuffer words, int offset, int word, int mask, int value) {
        int shift = shiftOf(offset);
        int replaced = word & ~(mask << shift) | (value & mask) << shift;
        return INT.compareAndSet(words, wordOf(offset), word, replaced);
    }

    /** The mapping as longs, for the bulk copies below. */
    public static LongBuffer longView(ByteBuffer words) {
        return words.duplicate().clear().order(ByteOrder.nativeOrder()).asLongBuffer();
    }

    /** Copies longs out, each of them whole, without ordering. */
    public static void copyOut(LongBuffer view, int index, long[] target, int from, int count) {
        view.get(index, target, from, count);
    }

    /** Copies longs in, each of them whole, without ordering. */
    public static void copyIn(LongBuffer view, int index, long[] source, int from, int count) {
        view.put(index, source, from, count);
    }

    /** The mapping as ints, for the bulk copies below. */
    public static IntBuffer intView(ByteBuffer words) {
        return words.duplicate().clear().order(ByteOrder.nativeOrder()).asIntBuffer();
    }

    /** Copies ints out, each of them whole, without ordering. */
    public static void copyOut(IntBuffer view, int index, int[] target, int from, int count) {
        view.get(index, target, from, count);
    }

    /** Copies ints in, each of them whole, without ordering. */
    public static void copyIn(IntBuffer view, int index, int[] source, int from, int count) {
        view.put(index, source, from, count);
    }

    /** The mapping as shorts, for the bulk copies below. */
    public static ShortBuffer shortView(ByteBuffer words) {
        return words.duplicate().clear().order(ByteOrder.nativeOrder()).asShortBuffer();
    }

    /** Copies shorts out, each of them whole, without ordering. */
    public static void copyOut(ShortBuffer view, int index, short[] target, int from, int count) {
        view.get(index, target, from, count);
    }

    /** Copies shorts in, each of them whole, without ordering. */
    public static void copyIn(ShortBuffer view, int index, short[] source, int from, int count) {
        view.put(index, source, from, count);
    }

    /** The mapping as floats, for the bulk copies below. */
    public static FloatBuffer floatView(ByteBuffer words) {
        return words.duplicate().clear().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** Copies floats out, each of them whole, without ordering. */
    public static void copyOut(FloatBuffer view, int index, float[] target, int from, int count) {
        view.get(index, target, from, count);
    }

    /** Copies floats in, each of them whole, without ordering. */
    public static void copyIn(FloatBuffer view, int index, float[] source, int from, int count) {
        view.put(index, source, from, count);
    }

    /** The mapping as doubles, for the bulk copies below. */
    public static DoubleBuffer doubleView(ByteBuffer words) {
        return words.duplicate().clear().order(ByteOrder.nativeOrder()).asDoubleBuffer();
    }

    /** Copies doubles out, each of them whole, without ordering. */
    public static void copyOut(DoubleBuffer view, int index, double[] target, int from, int count) {
        view.get(index, target, from, count);
    }

    /** Copies doubles in, each of them whole, without ordering. */
    public static void copyIn(DoubleBuffer view, int index, double[] source, int from, int count) {
        view.put(index, source, from, count);
    }

    /** The mapping as bytes, for the bulk copies below. */
    public static ByteBuffer byteView(ByteBuffer words) {
        return words.duplicate().clear().order(ByteOrder.nativeOrder());
    }

    /** Copies bytes out, each of them whole, without ordering. */
    public static void copyOut(ByteBuffer view, int index, byte[] target, int from, int count) {
        view.get(index, target, from, count);
    }

    /** Copies bytes in, each of them whole, without ordering. */
    public static void copyIn(ByteBuffer view, int index, byte[] source, int from, int count) {
        view.put(index, source, from, count);
    }
}
