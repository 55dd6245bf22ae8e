package io.parley.manager;

import io.parley.value.ManagedLong;

/** What a {@link Manager} knows of values and arrays. */
interface ValueObjects {
    /**
     * A 64-bit number.
     *
     * @param name its name
     * @return a handle; the number is 0 if this call creates it
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
}
