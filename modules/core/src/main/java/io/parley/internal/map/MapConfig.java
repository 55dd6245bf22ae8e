package io.parley.internal.map;

import io.parley.internal.memory.ObjectKind;

/**
 * What a map is to be when it is created, and must be when it exists.
 *
 * @param kind MAP, SET, LIST, NAMESPACE or REFERENCE
 * @param keyCodec id of the keys' codec, at most 200 characters
 * @param valueCodec id of the values' codec, at most 200 characters
 * @param ordered whether each value begins with a sequence number, see {@link MapStore#nextSequence}; null for whatever
 *     the map has, see {@link MapStore#isOrdered}, and no when it is created
 * @param stripes a power of two, 1 to 64: how many parts can be written at the same time; a hint once the map exists
 * @param expectedEntries how many entries to make room for at once; a hint
 */
public record MapConfig(
        ObjectKind kind, String keyCodec, String valueCodec, Boolean ordered, int stripes, long expectedEntries) {
    /** Enough for many processes. */
    public static final int MAX_STRIPES = 64;
}
