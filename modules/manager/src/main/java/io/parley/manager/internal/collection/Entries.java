package io.parley.manager.internal.collection;

import io.parley.manager.internal.wire.RawBytes;
import java.util.Iterator;
import java.util.Map;

/** What is served as keys with values. Each method for one key is one atomic step. */
interface Entries {
    /** The value of a key, or null. */
    RawBytes get(RawBytes key);

    /** Puts a value, or removes the key if that is null, if the present one is as expected; null for none. */
    boolean exchange(RawBytes key, RawBytes expected, RawBytes value);

    /** All entries. */
    Iterator<Map.Entry<RawBytes, RawBytes>> walk();

    long size();

    boolean isOrdered();

    void clear();

    /** Puts a value. */
    default void set(RawBytes key, RawBytes value) {
        put(key, value);
    }

    /** Puts a value; the one before, or null. */
    default RawBytes put(RawBytes key, RawBytes value) {
        RawBytes before;
        do {
            before = get(key);
        } while (!exchange(key, before, value));
        return before;
    }

    /** Puts a value if there is none; the one that is there, or null. */
    default RawBytes putIfAbsent(RawBytes key, RawBytes value) {
        RawBytes present = null;
        while (present == null && !exchange(key, null, value)) {
            present = get(key);
        }
        return present;
    }

    /** Puts a value if there is one; the one before, or null. */
    default RawBytes replace(RawBytes key, RawBytes value) {
        RawBytes before;
        do {
            before = get(key);
        } while (before != null && !exchange(key, before, value));
        return before;
    }

    /** Removes a key; the value before, or null. */
    default RawBytes remove(RawBytes key) {
        RawBytes before;
        do {
            before = get(key);
        } while (before != null && !exchange(key, before, null));
        return before;
    }
}
