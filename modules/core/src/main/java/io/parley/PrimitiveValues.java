package io.parley;

import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;

/** The eight primitive types, little-endian in as many bytes as they have, and their wrappers. */
final class PrimitiveValues {
    private static final Map<Class<?>, ValueType> TYPES = types();

    private PrimitiveValues() {}

    /** The type of a primitive or wrapper class, null for any other. */
    static ValueType of(Class<?> type) {
        return TYPES.get(type);
    }

    private static Map<Class<?>, ValueType> types() {
        Map<Class<?>, ValueType> types = new HashMap<>();
        Class<?>[] primitives = {
            boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class
        };
        for (Class<?> primitive : primitives) {
            ValueType plain = ValueType.leaf(PrimitiveValues.class, primitive);
            Class<?> wrapper = MethodType.methodType(primitive).wrap().returnType();
            types.put(primitive, plain);
            types.put(wrapper, plain.as(wrapper).named(wrapper.getName()).nullable());
        }
        return Map.copyOf(types);
    }

    static void write(boolean value, MessageWriter out) {
        out.writeByte(value ? 1 : 0);
    }

    static boolean readBoolean(MessageReader in) {
        return DamagedMessages.readFlag(in);
    }

    static void write(byte value, MessageWriter out) {
        out.writeByte(value);
    }

    static byte readByte(MessageReader in) {
        return in.readByte();
    }

    static void write(short value, MessageWriter out) {
        out.writeByte(value);
        out.writeByte(value >> Byte.SIZE);
    }

    static short readShort(MessageReader in) {
        int low = in.readByte() & 0xFF;
        return (short) (low | in.readByte() << Byte.SIZE);
    }

    static void write(char value, MessageWriter out) {
        write((short) value, out);
    }

    static char readChar(MessageReader in) {
        return (char) readShort(in);
    }

    static void write(int value, MessageWriter out) {
        out.writeInt(value);
    }

    static int readInt(MessageReader in) {
        return in.readInt();
    }

    static void write(long value, MessageWriter out) {
        out.writeLong(value);
    }

    static long readLong(MessageReader in) {
        return in.readLong();
    }

    static void write(float value, MessageWriter out) {
        out.writeInt(Float.floatToRawIntBits(value));
    }

    static float readFloat(MessageReader in) {
        return Float.intBitsToFloat(in.readInt());
    }

    static void write(double value, MessageWriter out) {
        out.writeDouble(value);
    }

    static double readDouble(MessageReader in) {
        return in.readDouble();
    }
}
