package io.parley.internal.struct;

import io.parley.ObjectCorruptException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Utf8;

/** One field of each type at {@code base + offset}; found by name: {@code get} or {@code put} and the type. */
final class FieldAccess {
    private FieldAccess() {}

    static boolean getBoolean(Memory memory, int base, int offset) {
        return memory.getByte(base + offset) != 0;
    }

    static void putBoolean(Memory memory, int base, boolean value, int offset) {
        memory.putByte(base + offset, (byte) (value ? 1 : 0));
    }

    static byte getByte(Memory memory, int base, int offset) {
        return memory.getByte(base + offset);
    }

    static void putByte(Memory memory, int base, byte value, int offset) {
        memory.putByte(base + offset, value);
    }

    static short getShort(Memory memory, int base, int offset) {
        return memory.getShort(base + offset);
    }

    static void putShort(Memory memory, int base, short value, int offset) {
        memory.putShort(base + offset, value);
    }

    static char getChar(Memory memory, int base, int offset) {
        return (char) memory.getShort(base + offset);
    }

    static void putChar(Memory memory, int base, char value, int offset) {
        memory.putShort(base + offset, (short) value);
    }

    static int getInt(Memory memory, int base, int offset) {
        return memory.getInt(base + offset);
    }

    static void putInt(Memory memory, int base, int value, int offset) {
        memory.putInt(base + offset, value);
    }

    static float getFloat(Memory memory, int base, int offset) {
        return Float.intBitsToFloat(memory.getInt(base + offset));
    }

    static void putFloat(Memory memory, int base, float value, int offset) {
        memory.putInt(base + offset, Float.floatToRawIntBits(value));
    }

    static long getLong(Memory memory, int base, int offset) {
        return memory.getLong(base + offset);
    }

    static void putLong(Memory memory, int base, long value, int offset) {
        memory.putLong(base + offset, value);
    }

    static double getDouble(Memory memory, int base, int offset) {
        return Double.longBitsToDouble(memory.getLong(base + offset));
    }

    static void putDouble(Memory memory, int base, double value, int offset) {
        memory.putLong(base + offset, Double.doubleToRawLongBits(value));
    }

    static Object getEnum(Memory memory, int base, int offset, Object[] constants) {
        return constant(memory, memory.getShort(base + offset), constants);
    }

    static Object constant(Memory memory, short stored, Object[] constants) {
        int ordinal = Short.toUnsignedInt(stored);
        if (ordinal >= constants.length) {
            throw new ObjectCorruptException(
                    "struct has an unknown constant: " + memory.name() + " ordinal=" + ordinal + ", constants="
                            + constants.length + ". Something else wrote into the file; write the struct anew");
        }
        return constants[ordinal];
    }

    static void putEnum(Memory memory, int base, Object value, int offset, String what) {
        memory.putShort(base + offset, (short) ((Enum<?>) requireValue(value, what)).ordinal());
    }

    /** The length is kept within bounds, because a half-written one may be seen. */
    static String getText(Memory memory, int base, int offset, int max) {
        int length = Math.max(0, Math.min(max, memory.getInt(base + offset)));
        return Utf8.get(memory, base + offset + Integer.BYTES, length);
    }

    /** Clears the rest, so that equal texts are equal bytes. */
    static void putText(Memory memory, int base, String value, int offset, int max, String what) {
        requireValue(value, what);
        int length = Utf8.requireFits(value, max, what);
        int text = base + offset + Integer.BYTES;
        memory.putInt(base + offset, length);
        Utf8.put(memory, text, value);
        for (int i = length; i < max; i++) {
            memory.putByte(text + i, (byte) 0);
        }
    }

    static Object requireValue(Object value, String what) {
        if (value == null) {
            throw new NullPointerException("struct has no room for null: " + what
                    + ". Use a constant, a text or a record" + " that stands for nothing");
        }
        return value;
    }
}
