package io.parley.process;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Values that need no stream, since there is nothing in them but themselves: null, boxed primitives, strings, arrays of
 * bytes and numbers. One byte says which, then comes the value, big-endian.
 */
final class LeafBytes {
    private static final byte NULL = 16;
    private static final byte FALSE = 17;
    private static final byte TRUE = 18;
    private static final byte INT = 19;
    private static final byte LONG = 20;
    private static final byte DOUBLE = 21;
    /** A string of characters up to U+00FF, one byte each. */
    private static final byte LATIN = 22;
    /** Any other string, two bytes for each char: half a surrogate pair stays what it is. */
    private static final byte CHARS = 23;

    private static final byte BYTES = 24;
    private static final byte INTS = 25;
    private static final byte LONGS = 26;
    private static final byte DOUBLES = 27;

    private LeafBytes() {}

    /** The bytes of a value; null if it is none of these. */
    static byte[] write(Object value) {
        if (value == null) {
            return new byte[] {NULL};
        }
        if (value instanceof String text) {
            return write(text);
        }
        if (value instanceof Integer number) {
            return begin(INT, Integer.BYTES).putInt(number).array();
        }
        if (value instanceof Long number) {
            return begin(LONG, Long.BYTES).putLong(number).array();
        }
        if (value instanceof Double number) {
            // Not putDouble, which is free to change the bits of a NaN.
            return begin(DOUBLE, Double.BYTES)
                    .putLong(Double.doubleToRawLongBits(number))
                    .array();
        }
        if (value instanceof Boolean flag) {
            return new byte[] {flag ? TRUE : FALSE};
        }
        return value.getClass().isArray() ? writeArray(value) : null;
    }

    private static ByteBuffer begin(byte tag, int bytes) {
        return ByteBuffer.allocate(1 + bytes).put(tag);
    }

    private static byte[] write(String text) {
        byte[] latin = new byte[1 + text.length()];
        latin[0] = LATIN;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xFF) {
                return writeChars(text);
            }
            latin[1 + i] = (byte) c;
        }
        return latin;
    }

    private static byte[] writeChars(String text) {
        ByteBuffer bytes = begin(CHARS, Math.multiplyExact(text.length(), Character.BYTES));
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    private static byte[] writeArray(Object array) {
        if (array instanceof byte[] values) {
            return begin(BYTES, values.length).put(values).array();
        }
        if (array instanceof int[] values) {
            ByteBuffer bytes = begin(INTS, Math.multiplyExact(values.length, Integer.BYTES));
            bytes.asIntBuffer().put(values);
            return bytes.array();
        }
        if (array instanceof long[] values) {
            ByteBuffer bytes = begin(LONGS, Math.multiplyExact(values.length, Long.BYTES));
            bytes.asLongBuffer().put(values);
            return bytes.array();
        }
        if (array instanceof double[] values) {
            ByteBuffer bytes = begin(DOUBLES, Math.multiplyExact(values.length, Double.BYTES));
            bytes.asDoubleBuffer().put(values);
            return bytes.array();
        }
        return null;
    }

    /** The value of these bytes. */
    static Object read(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length).slice();
        byte tag = in.get();
        Object value;
        try {
            value = read(tag, in);
        } catch (BufferUnderflowException e) {
            throw ObjectStreams.damaged("a value ends early: form=" + tag + " bytes=" + length, e);
        }
        if (in.hasRemaining()) {
            throw ObjectStreams.damaged("bytes are left over: form=" + tag + " bytes=" + in.remaining(), null);
        }
        return value;
    }

    private static Object read(byte tag, ByteBuffer in) {
        return switch (tag) {
            case NULL -> null;
            case FALSE -> Boolean.FALSE;
            case TRUE -> Boolean.TRUE;
            case INT -> in.getInt();
            case LONG -> in.getLong();
            case DOUBLE -> Double.longBitsToDouble(in.getLong());
            case LATIN -> new String(rest(in), StandardCharsets.ISO_8859_1);
            case CHARS -> readChars(in);
            case BYTES -> rest(in);
            case INTS -> readInts(in);
            case LONGS -> readLongs(in);
            case DOUBLES -> readDoubles(in);
            default -> throw ObjectStreams.damaged("unknown form=" + tag, null);
        };
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }

    private static int elements(ByteBuffer in, int size) {
        if (in.remaining() % size != 0) {
            throw ObjectStreams.damaged("half an element is left over: bytes=" + in.remaining(), null);
        }
        return in.remaining() / size;
    }

    private static String readChars(ByteBuffer in) {
        char[] chars = new char[elements(in, Character.BYTES)];
        in.asCharBuffer().get(chars);
        in.position(in.limit());
        return new String(chars);
    }

    private static int[] readInts(ByteBuffer in) {
        int[] values = new int[elements(in, Integer.BYTES)];
        in.asIntBuffer().get(values);
        in.position(in.limit());
        return values;
    }

    private static long[] readLongs(ByteBuffer in) {
        long[] values = new long[elements(in, Long.BYTES)];
        in.asLongBuffer().get(values);
        in.position(in.limit());
        return values;
    }

    private static double[] readDoubles(ByteBuffer in) {
        double[] values = new double[elements(in, Double.BYTES)];
        in.asDoubleBuffer().get(values);
        in.position(in.limit());
        return values;
    }
}
