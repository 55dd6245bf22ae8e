package io.parley;

import io.parley.value.SharedBytes;
import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;
import io.parley.value.SharedStruct;
import io.parley.value.SharedStructArray;
import io.parley.value.SharedText;

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
     * A record or interface of fields, always read as a whole; all zero if this call creates it.
     *
     * @param <T> the type
     * @param name its name
     * @param type a record or an interface; see {@link SharedStruct} for what may be in it
     * @return a handle
     * @throws ObjectMismatchException if it exists with other fields
     */
    public <T> SharedStruct<T> struct(String name, Class<T> type) {
        return SharedStruct.open(self(), name, type, null);
    }

    /**
     * A record or interface of fields, always read as a whole.
     *
     * @param <T> the type
     * @param name its name
     * @param type a record or an interface; see {@link SharedStruct} for what may be in it
     * @param initial its value if this call creates it
     * @return a handle
     * @throws ObjectMismatchException if it exists with other fields
     */
    public <T> SharedStruct<T> struct(String name, Class<T> type, T initial) {
        return SharedStruct.open(self(), name, type, initial);
    }

    /**
     * Records or interfaces of fields, each always read as a whole; all zero if this call creates them.
     *
     * @param <T> the type
     * @param name its name
     * @param type a record or an interface; see {@link SharedStruct} for what may be in it
     * @param length how many
     * @return a handle
     * @throws ObjectMismatchException if it exists with another length or other fields
     */
    public <T> SharedStructArray<T> structArray(String name, Class<T> type, int length) {
        return SharedStructArray.open(self(), name, type, length);
    }

    /**
     * A text, empty if this call creates it.
     *
     * @param name its name
     * @param maxUtf8Bytes how many bytes of UTF-8 there is room for
     * @return a handle
     * @throws ObjectMismatchException if it exists with other room
     */
    public SharedText text(String name, int maxUtf8Bytes) {
        return SharedText.open(self(), name, maxUtf8Bytes, "");
    }

    /**
     * A text.
     *
     * @param name its name
     * @param maxUtf8Bytes how many bytes of UTF-8 there is room for
     * @param initial its value if this call creates it
     * @return a handle
     * @throws ObjectMismatchException if it exists with other room
     */
    public SharedText text(String name, int maxUtf8Bytes, String initial) {
        return SharedText.open(self(), name, maxUtf8Bytes, initial);
    }

    /**
     * A byte string with Python's value and raw, all zero if this call creates it.
     *
     * @param name its name
     * @param capacity how many bytes
     * @return a handle
     * @throws ObjectMismatchException if it exists with another capacity
     */
    public SharedBytes bytes(String name, int capacity) {
        return SharedBytes.open(self(), name, capacity);
    }

    /**
     * A byte string with Python's value and raw, as long as its initial bytes.
     *
     * @param name its name
     * @param initial its bytes if this call creates it; their number is the capacity
     * @return a handle
     * @throws ObjectMismatchException if it exists with another capacity
     */
    public SharedBytes bytes(String name, byte[] initial) {
        return SharedBytes.open(self(), name, initial.length, initial);
    }
}
