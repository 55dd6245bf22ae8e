package io.parley;

import io.parley.value.SharedArray;
import io.parley.value.SharedBoolean;
import io.parley.value.SharedByte;
import io.parley.value.SharedByteArray;
import io.parley.value.SharedDouble;
import io.parley.value.SharedDoubleArray;
import io.parley.value.SharedFloat;
import io.parley.value.SharedFloatArray;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedShort;
import io.parley.value.SharedShortArray;
import io.parley.value.SharedValue;
import io.parley.value.TypeCode;
import io.parley.value.ValueOptions;

/** The part of {@link Parley} that opens values and arrays. */
abstract class ValueFactories {
    ValueFactories() {}

    abstract Parley self();

    /**
     * A 64-bit number, 0 if this call creates it.
     *
     * @param name its name
     * @return a handle
     */
    public SharedLong longValue(String name) {
        return SharedLong.open(self(), name, 0);
    }

    /**
     * A 64-bit number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    public SharedLong longValue(String name, long initial) {
        return SharedLong.open(self(), name, initial);
    }

    /**
     * A 32-bit number, 0 if this call creates it.
     *
     * @param name its name
     * @return a handle
     */
    public SharedInt intValue(String name) {
        return SharedInt.open(self(), name, 0);
    }

    /**
     * A 32-bit number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    public SharedInt intValue(String name, int initial) {
        return SharedInt.open(self(), name, initial);
    }

    /**
     * A 16-bit number, 0 if this call creates it.
     *
     * @param name its name
     * @return a handle
     */
    public SharedShort shortValue(String name) {
        return SharedShort.open(self(), name, (short) 0);
    }

    /**
     * A 16-bit number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    public SharedShort shortValue(String name, short initial) {
        return SharedShort.open(self(), name, initial);
    }

    /**
     * An 8-bit number, 0 if this call creates it.
     *
     * @param name its name
     * @return a handle
     */
    public SharedByte byteValue(String name) {
        return SharedByte.open(self(), name, (byte) 0);
    }

    /**
     * An 8-bit number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    public SharedByte byteValue(String name, byte initial) {
        return SharedByte.open(self(), name, initial);
    }

    /**
     * A 32-bit floating-point number, 0 if this call creates it.
     *
     * @param name its name
     * @return a handle
     */
    public SharedFloat floatValue(String name) {
        return SharedFloat.open(self(), name, 0);
    }

    /**
     * A 32-bit floating-point number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    public SharedFloat floatValue(String name, float initial) {
        return SharedFloat.open(self(), name, initial);
    }

    /**
     * A 64-bit floating-point number, 0 if this call creates it.
     *
     * @param name its name
     * @return a handle
     */
    public SharedDouble doubleValue(String name) {
        return SharedDouble.open(self(), name, 0);
    }

    /**
     * A 64-bit floating-point number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    public SharedDouble doubleValue(String name, double initial) {
        return SharedDouble.open(self(), name, initial);
    }

    /**
     * A truth value, false if this call creates it.
     *
     * @param name its name
     * @return a handle
     */
    public SharedBoolean booleanValue(String name) {
        return SharedBoolean.open(self(), name, false);
    }

    /**
     * A truth value.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    public SharedBoolean booleanValue(String name, boolean initial) {
        return SharedBoolean.open(self(), name, initial);
    }

    /**
     * An array of 64-bit numbers, all 0 if this call creates it.
     *
     * @param name its name
     * @param length how many
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedLongArray longArray(String name, int length) {
        return SharedLongArray.open(self(), name, length);
    }

    /**
     * An array of 64-bit numbers.
     *
     * @param name its name
     * @param content its elements if this call creates it, and always its length
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedLongArray longArrayOf(String name, long... content) {
        return SharedLongArray.open(self(), name, content, ValueOptions.defaults());
    }

    /**
     * An array of 32-bit numbers, all 0 if this call creates it.
     *
     * @param name its name
     * @param length how many
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedIntArray intArray(String name, int length) {
        return SharedIntArray.open(self(), name, length);
    }

    /**
     * An array of 32-bit numbers.
     *
     * @param name its name
     * @param content its elements if this call creates it, and always its length
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedIntArray intArrayOf(String name, int... content) {
        return SharedIntArray.open(self(), name, content, ValueOptions.defaults());
    }

    /**
     * An array of 16-bit numbers, all 0 if this call creates it.
     *
     * @param name its name
     * @param length how many
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedShortArray shortArray(String name, int length) {
        return SharedShortArray.open(self(), name, length);
    }

    /**
     * An array of 16-bit numbers.
     *
     * @param name its name
     * @param content its elements if this call creates it, and always its length
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedShortArray shortArrayOf(String name, short... content) {
        return SharedShortArray.open(self(), name, content, ValueOptions.defaults());
    }

    /**
     * An array of 8-bit numbers, all 0 if this call creates it.
     *
     * @param name its name
     * @param length how many
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedByteArray byteArray(String name, int length) {
        return SharedByteArray.open(self(), name, length);
    }

    /**
     * An array of 8-bit numbers.
     *
     * @param name its name
     * @param content its elements if this call creates it, and always its length
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedByteArray byteArrayOf(String name, byte... content) {
        return SharedByteArray.open(self(), name, content, ValueOptions.defaults());
    }

    /**
     * An array of 32-bit floating-point numbers, all 0 if this call creates it.
     *
     * @param name its name
     * @param length how many
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedFloatArray floatArray(String name, int length) {
        return SharedFloatArray.open(self(), name, length);
    }

    /**
     * An array of 32-bit floating-point numbers.
     *
     * @param name its name
     * @param content its elements if this call creates it, and always its length
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedFloatArray floatArrayOf(String name, float... content) {
        return SharedFloatArray.open(self(), name, content, ValueOptions.defaults());
    }

    /**
     * An array of 64-bit floating-point numbers, all 0 if this call creates it.
     *
     * @param name its name
     * @param length how many
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedDoubleArray doubleArray(String name, int length) {
        return SharedDoubleArray.open(self(), name, length);
    }

    /**
     * An array of 64-bit floating-point numbers.
     *
     * @param name its name
     * @param content its elements if this call creates it, and always its length
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length
     */
    public SharedDoubleArray doubleArrayOf(String name, double... content) {
        return SharedDoubleArray.open(self(), name, content, ValueOptions.defaults());
    }

    /**
     * A value of the type that Python's letter names, as the class for that type: {@code SharedInt n =
     * parley.value("n", "i", 1)}.
     *
     * @param <V> {@link SharedByte} for b, B and c, {@link SharedShort} for h and H, {@link SharedInt} for i, I and u,
     *     {@link SharedLong} for l, L, q and Q, {@link SharedFloat} for f, {@link SharedDouble} for d,
     *     {@link SharedBoolean} for ?
     * @param name its name
     * @param typeCode a letter, or what {@link TypeCode#of} knows
     * @param initial its value if this call creates it; {@code null} for zero
     * @return a handle
     * @throws IllegalArgumentException if there is no such type, or it cannot hold the value
     * @throws UnsupportedOperationException for pointers and {@code long double}; the message says what to use
     * @throws ObjectMismatchException if it exists with another type of the same width
     * @throws ClassCastException if the caller assigns it to another class
     */
    public <V extends SharedValue> V value(String name, String typeCode, Object initial) {
        return SharedValue.open(self(), name, typeCode, initial, ValueOptions.defaults());
    }

    /**
     * An array of the type that Python's letter names, as the class for that type: {@code SharedDoubleArray a =
     * parley.array("a", "d", 100)}.
     *
     * @param <A> as for {@link #value}, with {@code Array} behind; {@link io.parley.value.SharedBytes} for c
     * @param name its name
     * @param typeCode a letter, or what {@link TypeCode#of} knows
     * @param lengthOrContent a whole number for so many zeros; or an array of primitives, an array or a list of boxes,
     *     a text for u
     * @return a handle
     * @throws IllegalArgumentException if there is no such type, or it cannot hold the content
     * @throws UnsupportedOperationException for pointers and {@code long double}; the message says what to use
     * @throws ObjectMismatchException if it exists with another length, or another type of the same width
     * @throws ClassCastException if the caller assigns it to another class
     */
    public <A extends SharedArray> A array(String name, String typeCode, Object lengthOrContent) {
        return SharedArray.open(self(), name, typeCode, lengthOrContent, ValueOptions.defaults());
    }
}
