package io.parley.collection;

/** What {@link SharedLongMap#forEach} calls for each entry. */
@FunctionalInterface
public interface LongLongConsumer {
    /**
     * Looks at an entry.
     *
     * @param key the key
     * @param value the value
     */
    void accept(long key, long value);
}
