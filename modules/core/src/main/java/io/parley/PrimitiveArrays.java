package io.parley;

/** Arrays of primitives: the number of elements (four bytes), then each as {@link PrimitiveValues} writes it. */
final class PrimitiveArrays {
    private PrimitiveArrays() {}

    private static int readCount(MessageReader in, int elementBytes, String what) {
        int count = in.readInt();
        if (count < 0 || count > in.remaining() / elementBytes) {
            throw new CodecException(what + "[] of " + count + " elements does not fit the message: remaining="
                    + in.remaining() + ". It was written by another codec or another version of it, or is damaged.");
        }
        return count;
    }

    static void write(boolean[] values, MessageWriter out) {
        out.writeInt(values.length);
        for (boolean value : values) {
            PrimitiveValues.write(value, out);
        }
    }

    static boolean[] readBooleans(MessageReader in) {
        boolean[] values = new boolean[readCount(in, 1, "boolean")];
        for (int i = 0; i < values.length; i++) {
            values[i] = PrimitiveValues.readBoolean(in);
        }
        return values;
    }

    static void write(short[] values, MessageWriter out) {
        out.writeInt(values.length);
        for (short value : values) {
            PrimitiveValues.write(value, out);
        }
    }

    static short[] readShorts(MessageReader in) {
        short[] values = new short[readCount(in, Short.BYTES, "short")];
        for (int i = 0; i < values.length; i++) {
            values[i] = PrimitiveValues.readShort(in);
        }
        return values;
    }

    static void write(char[] values, MessageWriter out) {
        out.writeInt(values.length);
        for (char value : values) {
            PrimitiveValues.write(value, out);
        }
    }

    static char[] readChars(MessageReader in) {
        char[] values = new char[readCount(in, Character.BYTES, "char")];
        for (int i = 0; i < values.length; i++) {
            values[i] = PrimitiveValues.readChar(in);
        }
        return values;
    }

    static void write(int[] values, MessageWriter out) {
        out.writeInt(values.length);
        for (int value : values) {
            PrimitiveValues.write(value, out);
        }
    }

    static int[] readInts(MessageReader in) {
        int[] values = new int[readCount(in, Integer.BYTES, "int")];
        for (int i = 0; i < values.length; i++) {
            values[i] = PrimitiveValues.readInt(in);
        }
        return values;
    }

    static void write(long[] values, MessageWriter out) {
        out.writeInt(values.length);
        for (long value : values) {
            PrimitiveValues.write(value, out);
        }
    }

    static long[] readLongs(MessageReader in) {
        long[] values = new long[readCount(in, Long.BYTES, "long")];
        for (int i = 0; i < values.length; i++) {
            values[i] = PrimitiveValues.readLong(in);
        }
        return values;
    }

    static void write(float[] values, MessageWriter out) {
        out.writeInt(values.length);
        for (float value : values) {
            PrimitiveValues.write(value, out);
        }
    }

    static float[] readFloats(MessageReader in) {
        float[] values = new float[readCount(in, Float.BYTES, "float")];
        for (int i = 0; i < values.length; i++) {
            values[i] = PrimitiveValues.readFloat(in);
        }
        return values;
    }

    static void write(double[] values, MessageWriter out) {
        out.writeInt(values.length);
        for (double value : values) {
            PrimitiveValues.write(value, out);
        }
    }

    static double[] readDoubles(MessageReader in) {
        double[] values = new double[readCount(in, Double.BYTES, "double")];
        for (int i = 0; i < values.length; i++) {
            values[i] = PrimitiveValues.readDouble(in);
        }
        return values;
    }
}
