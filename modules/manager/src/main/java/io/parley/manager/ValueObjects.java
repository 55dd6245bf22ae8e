package io.parley.manager;

import io.parley.value.ManagedArray;
import io.parley.value.ManagedBoolean;
import io.parley.value.ManagedByte;
import io.parley.value.ManagedByteArray;
import io.parley.value.ManagedBytes;
import io.parley.value.ManagedDouble;
import io.parley.value.ManagedDoubleArray;
import io.parley.value.ManagedFloat;
import io.parley.value.ManagedFloatArray;
import io.parley.value.ManagedInt;
import io.parley.value.ManagedIntArray;
import io.parley.value.ManagedLong;
import io.parley.value.ManagedLongArray;
import io.parley.value.ManagedShort;
import io.parley.value.ManagedShortArray;
import io.parley.value.ManagedText;
import io.parley.value.ManagedValue;

/**
 * What a {@link Manager} knows of values and arrays. An object is created if there is none of that name; if there is
 * one of another type or length, that is an {@link io.parley.ObjectMismatchException}.
 */
interface ValueObjects {
    /**
     * A 64-bit number.
     *
     * @param name its name
     * @return a handle; it is 0 if this call creates it
     */
    default ManagedLong longValue(String name) {
        return longValue(name, 0);
    }

    /**
     * A 64-bit number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    ManagedLong longValue(String name, long initial);

    /**
     * A 32-bit number.
     *
     * @param name its name
     * @return a handle; it is 0 if this call creates it
     */
    default ManagedInt intValue(String name) {
        return intValue(name, 0);
    }

    /**
     * A 32-bit number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    ManagedInt intValue(String name, int initial);

    /**
     * A floating-point number.
     *
     * @param name its name
     * @return a handle; it is 0 if this call creates it
     */
    default ManagedDouble doubleValue(String name) {
        return doubleValue(name, 0);
    }

    /**
     * A floating-point number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    ManagedDouble doubleValue(String name, double initial);

    /**
     * A 16-bit number.
     *
     * @param name its name
     * @return a handle; it is 0 if this call creates it
     */
    default ManagedShort shortValue(String name) {
        return shortValue(name, (short) 0);
    }

    /**
     * A 16-bit number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    ManagedShort shortValue(String name, short initial);

    /**
     * An 8-bit number.
     *
     * @param name its name
     * @return a handle; it is 0 if this call creates it
     */
    default ManagedByte byteValue(String name) {
        return byteValue(name, (byte) 0);
    }

    /**
     * An 8-bit number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    ManagedByte byteValue(String name, byte initial);

    /**
     * A 32-bit floating-point number.
     *
     * @param name its name
     * @return a handle; it is 0 if this call creates it
     */
    default ManagedFloat floatValue(String name) {
        return floatValue(name, 0);
    }

    /**
     * A 32-bit floating-point number.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    ManagedFloat floatValue(String name, float initial);

    /**
     * A truth value.
     *
     * @param name its name
     * @return a handle; it is false if this call creates it
     */
    default ManagedBoolean booleanValue(String name) {
        return booleanValue(name, false);
    }

    /**
     * A truth value.
     *
     * @param name its name
     * @param initial its value if this call creates it
     * @return a handle
     */
    ManagedBoolean booleanValue(String name, boolean initial);

    /**
     * A value of the type that a letter names.
     *
     * @param name its name
     * @param typeCode a letter, or what {@link io.parley.value.TypeCode#of} knows
     * @param initial its value if this call creates it; {@code null} for zero
     * @return a handle
     */
    ManagedValue value(String name, String typeCode, Object initial);

    /**
     * 64-bit numbers.
     *
     * @param name the name
     * @param length how many
     * @return a handle; all are 0 if this call creates the array
     */
    ManagedLongArray longArray(String name, int length);

    /**
     * 64-bit numbers.
     *
     * @param name the name
     * @param content the elements if this call creates the array, 1 MiB of them at most on another host; always its
     *     length
     * @return a handle
     */
    ManagedLongArray longArrayOf(String name, long... content);

    /**
     * 32-bit numbers.
     *
     * @param name the name
     * @param length how many
     * @return a handle; all are 0 if this call creates the array
     */
    ManagedIntArray intArray(String name, int length);

    /**
     * 32-bit numbers.
     *
     * @param name the name
     * @param content the elements if this call creates the array, 1 MiB of them at most on another host; always its
     *     length
     * @return a handle
     */
    ManagedIntArray intArrayOf(String name, int... content);

    /**
     * Floating-point numbers.
     *
     * @param name the name
     * @param length how many
     * @return a handle; all are 0 if this call creates the array
     */
    ManagedDoubleArray doubleArray(String name, int length);

    /**
     * Floating-point numbers.
     *
     * @param name the name
     * @param content the elements if this call creates the array, 1 MiB of them at most on another host; always its
     *     length
     * @return a handle
     */
    ManagedDoubleArray doubleArrayOf(String name, double... content);

    /**
     * 16-bit numbers.
     *
     * @param name the name
     * @param length how many
     * @return a handle; all are 0 if this call creates the array
     */
    ManagedShortArray shortArray(String name, int length);

    /**
     * 16-bit numbers.
     *
     * @param name the name
     * @param content the elements if this call creates the array, 1 MiB of them at most on another host; always its
     *     length
     * @return a handle
     */
    ManagedShortArray shortArrayOf(String name, short... content);

    /**
     * 32-bit floating-point numbers.
     *
     * @param name the name
     * @param length how many
     * @return a handle; all are 0 if this call creates the array
     */
    ManagedFloatArray floatArray(String name, int length);

    /**
     * 32-bit floating-point numbers.
     *
     * @param name the name
     * @param content the elements if this call creates the array, 1 MiB of them at most on another host; always its
     *     length
     * @return a handle
     */
    ManagedFloatArray floatArrayOf(String name, float... content);

    /**
     * Bytes as numbers.
     *
     * @param name the name
     * @param length how many
     * @return a handle; all are 0 if this call creates the array
     */
    ManagedByteArray byteArray(String name, int length);

    /**
     * Bytes as numbers.
     *
     * @param name the name
     * @param content the elements if this call creates the array, 1 MiB of them at most on another host; always its
     *     length
     * @return a handle
     */
    ManagedByteArray byteArrayOf(String name, byte... content);

    /**
     * Elements of the type that a letter names.
     *
     * @param name the name
     * @param typeCode a letter but {@code c}, or what {@link io.parley.value.TypeCode#of} knows
     * @param length how many
     * @return a handle; all are 0 if this call creates the array
     */
    ManagedArray array(String name, String typeCode, int length);

    /**
     * A text.
     *
     * @param name its name
     * @param maxUtf8Bytes how much room there is
     * @return a handle; it is empty if this call creates it
     */
    default ManagedText text(String name, int maxUtf8Bytes) {
        return text(name, maxUtf8Bytes, "");
    }

    /**
     * A text.
     *
     * @param name its name
     * @param maxUtf8Bytes how much room there is
     * @param initial the text if this call creates it
     * @return a handle
     */
    ManagedText text(String name, int maxUtf8Bytes, String initial);

    /**
     * A byte string.
     *
     * @param name its name
     * @param capacity how many bytes
     * @return a handle; all are 0 if this call creates it
     */
    ManagedBytes bytes(String name, int capacity);

    /**
     * A byte string.
     *
     * @param name its name
     * @param initial the bytes if this call creates it; always its capacity
     * @return a handle
     */
    ManagedBytes bytes(String name, byte[] initial);
}
