package io.parley.perf.map;

/**
 * A map from numbers to numbers in shared memory, as {@code MapContest} uses it; every JVM of a contest opens its own.
 */
public interface LongTable extends AutoCloseable {
    /** The value of a key that is there. */
    long get(long key);

    /** Puts a value. */
    void put(long key, long value);

    /** Adds one to the value of a key that is there, in one step for all processes. */
    void increment(long key);

    /** Puts the first {@code entries} keys, each with 0. */
    default void fill(int entries) {
        for (int i = 0; i < entries; i++) {
            put(RandomKeys.key(i), 0);
        }
    }

    @Override
    void close();
}
