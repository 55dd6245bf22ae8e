package io.parley;

import io.parley.value.SharedInt;
import io.parley.value.SharedIntArray;
import io.parley.value.SharedLong;
import io.parley.value.SharedLongArray;

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
}
