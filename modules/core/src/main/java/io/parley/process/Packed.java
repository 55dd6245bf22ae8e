package io.parley.process;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Items and results on their way: boxed numbers of one kind travel as their bytes, which is many times faster to write
 * and to read than as many objects.
 */
final class Packed implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private static final char OF_INTS = 'i';
    private static final char OF_LONGS = 'q';
    private static final char OF_DOUBLES = 'd';

    /** Of what. */
    private final char kind;

    /** Little-endian. */
    private final byte[] bytes;

    private Packed(char kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** A range that is packed, or null if it is not all {@code Integer}, all {@code Long} or all {@code Double}. */
    static Packed of(Object[] items, int from, int to) {
        Object first = from < to ? items[from] : null;
        byte[] bytes = null;
        char kind = 0;
        if (first instanceof Integer) {
            kind = OF_INTS;
            bytes = ints(items, from, to);
        } else if (first instanceof Long) {
            kind = OF_LONGS;
            bytes = longs(items, from, to);
        } else if (first instanceof Double) {
            kind = OF_DOUBLES;
            bytes = doubles(items, from, to);
        }
        return bytes == null ? null : new Packed(kind, bytes);
    }

    private static byte[] room(int items, int each) {
        long length = (long) items * each;
        return length <= Integer.MAX_VALUE - Long.BYTES ? new byte[(int) length] : null;
    }

    private static byte[] ints(Object[] items, int from, int to) {
        byte[] bytes = room(to - from, Integer.BYTES);
        for (int i = from; i < to && bytes != null; i++) {
            if (items[i] instanceof Integer number) {
                INT.set(bytes, (i - from) * Integer.BYTES, (int) number);
            } else {
                bytes = null;
            }
        }
        return bytes;
    }

    private static byte[] longs(Object[] items, int from, int to) {
        byte[] bytes = room(to - from, Long.BYTES);
        for (int i = from; i < to && bytes != null; i++) {
            if (items[i] instanceof Long number) {
                LONG.set(bytes, (i - from) * Long.BYTES, (long) number);
            } else {
                bytes = null;
            }
        }
        return bytes;
    }

    private static byte[] doubles(Object[] items, int from, int to) {
        byte[] bytes = room(to - from, Double.BYTES);
        for (int i = from; i < to && bytes != null; i++) {
            if (items[i] instanceof Double number) {
                DOUBLE.set(bytes, (i - from) * Double.BYTES, (double) number);
            } else {
                bytes = null;
            }
        }
        return bytes;
    }

    /** The numbers again, boxed. */
    Object[] unpack() throws InvalidObjectException {
        return switch (kind) {
            case OF_INTS -> unpackInts();
            case OF_LONGS -> unpackLongs();
            case OF_DOUBLES -> unpackDoubles();
            default -> throw new InvalidObjectException("unknown kind of packed items: " + (int) kind);
        };
    }

    private Object[] unpackInts() {
        Object[] items = new Object[bytes.length / Integer.BYTES];
        for (int i = 0; i < items.length; i++) {
            items[i] = (int) INT.get(bytes, i * Integer.BYTES);
        }
        return items;
    }

    private Object[] unpackLongs() {
        Object[] items = new Object[bytes.length / Long.BYTES];
        for (int i = 0; i < items.length; i++) {
            items[i] = (long) LONG.get(bytes, i * Long.BYTES);
        }
        return items;
    }

    private Object[] unpackDoubles() {
        Object[] items = new Object[bytes.length / Double.BYTES];
        for (int i = 0; i < items.length; i++) {
            items[i] = (double) DOUBLE.get(bytes, i * Double.BYTES);
        }
        return items;
    }
}
