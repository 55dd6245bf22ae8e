package io.parley.perf.map;

/** Keys in an order that no cache foresees; the same order in every JVM that starts with the same seed. */
public final class RandomKeys {
    /** How many entries the measured maps have, unless they say otherwise. A power of two. */
    public static final int ENTRIES = 1 << 20;

    /** Length of the keys that are texts. */
    public static final int TEXT_BYTES = 13;

    private static final long MULTIPLIER = 6364136223846793005L;
    private static final long INCREMENT = 1442695040888963407L;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int BEST_BITS = 33;

    private final int mask;
    private long state;

    /** Of the first {@code entries} keys, which is a power of two. */
    public RandomKeys(int entries, long seed) {
        if (Integer.bitCount(entries) != 1) {
            throw new IllegalArgumentException("not a power of two: entries=" + entries);
        }
        this.mask = entries - 1;
        this.state = seed;
    }

    /** The number of the next key. */
    public int nextIndex() {
        state = state * MULTIPLIER + INCREMENT;
        return (int) (state >>> BEST_BITS) & mask;
    }

    /** The next key. */
    public long next() {
        return key(nextIndex());
    }

    /** The key with that number; keys with other numbers are others. */
    public static long key(long index) {
        return index * SPREAD;
    }

    /** As many keys that are texts of {@link #TEXT_BYTES} characters. */
    public static String[] texts(int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = String.format("user:%08d", i);
        }
        return texts;
    }
}
