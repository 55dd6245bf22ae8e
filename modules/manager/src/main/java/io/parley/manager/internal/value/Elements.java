package io.parley.manager.internal.value;

import io.parley.value.SharedArray;
import io.parley.value.SharedByteArray;
import io.parley.value.SharedDoubleArray;
import io.parley.value.SharedFloatArray;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedShortArray;
import io.parley.value.TypeCode;
import java.util.function.IntToLongFunction;
import java.util.function.ObjIntConsumer;

/** The elements of an array of any type by their bits; ranges as arrays of primitives. */
record Elements(
        IntToLongFunction get,
        Change getAndSet,
        Change getAndAdd,
        CompareAndSet compareAndSet,
        ObjIntConsumer<Object> setRange) {
    @FunctionalInterface
    interface Change {
        long apply(int index, long bits);
    }

    @FunctionalInterface
    interface CompareAndSet {
        boolean compareAndSet(int index, long expected, long bits);
    }

    static Elements of(SharedArray array) {
        if (array instanceof SharedLongArray a) {
            return new Elements(
                    a::get,
                    a::getAndSet,
                    a::getAndAdd,
                    a::compareAndSet,
                    (values, from) -> a.setRange(from, (long[]) values));
        }
        if (array instanceof SharedIntArray a) {
            return new Elements(
                    a::get,
                    (i, bits) -> a.getAndSet(i, (int) bits),
                    (i, delta) -> a.getAndAdd(i, (int) delta),
                    (i, seen, bits) -> a.compareAndSet(i, (int) seen, (int) bits),
                    (values, from) -> a.setRange(from, (int[]) values));
        }
        if (array instanceof SharedShortArray a) {
            return new Elements(
                    a::get,
                    (i, bits) -> a.getAndSet(i, (short) bits),
                    (i, delta) -> a.getAndAdd(i, (int) delta),
                    (i, seen, bits) -> a.compareAndSet(i, (short) seen, (short) bits),
                    (values, from) -> a.setRange(from, (short[]) values));
        }
        if (array instanceof SharedByteArray a) {
            return new Elements(
                    a::get,
                    (i, bits) -> a.getAndSet(i, (byte) bits),
                    (i, delta) -> a.getAndAdd(i, (int) delta),
                    (i, seen, bits) -> a.compareAndSet(i, (byte) seen, (byte) bits),
                    (values, from) -> a.setRange(from, (byte[]) values));
        }
        return floating(array);
    }

    private static Elements floating(SharedArray array) {
        if (array instanceof SharedFloatArray a) {
            return new Elements(
                    i -> Bits.of(a.get(i)),
                    (i, bits) -> Bits.of(a.getAndSet(i, Bits.toFloat(bits))),
                    (i, delta) -> Bits.of(a.getAndAdd(i, Bits.toFloat(delta))),
                    (i, seen, bits) -> a.compareAndSet(i, Bits.toFloat(seen), Bits.toFloat(bits)),
                    (values, from) -> a.setRange(from, (float[]) values));
        }
        SharedDoubleArray a = (SharedDoubleArray) array;
        return new Elements(
                i -> Bits.of(a.get(i)),
                (i, bits) -> Bits.of(a.getAndSet(i, Bits.toDouble(bits))),
                (i, delta) -> Bits.of(a.getAndAdd(i, Bits.toDouble(delta))),
                (i, seen, bits) -> a.compareAndSet(i, Bits.toDouble(seen), Bits.toDouble(bits)),
                (values, from) -> a.setRange(from, (double[]) values));
    }

    /** A new array of primitives for so many elements of the type. */
    static Object newArray(TypeCode type, int count) {
        return switch (type) {
            case FLOAT -> new float[count];
            case DOUBLE -> new double[count];
            default ->
                switch (type.size()) {
                    case Byte.BYTES -> new byte[count];
                    case Short.BYTES -> new short[count];
                    case Integer.BYTES -> new int[count];
                    default -> new long[count];
                };
        };
    }
}
