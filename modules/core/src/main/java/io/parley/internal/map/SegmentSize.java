package io.parley.internal.map;

/**
 * How large each segment of a data file is.
 *
 * @param slots places of its hash table; a power of two, 64 at least
 * @param chunks 32 bytes each, for entries; a multiple of 64
 */
record SegmentSize(int slots, int chunks) {
    private static final int SMALLEST = 64;

    SegmentSize {
        if (slots < SMALLEST || Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("slots=" + slots + ", expected a power of two from " + SMALLEST);
        }
        if (chunks < SMALLEST || chunks % SMALLEST != 0) {
            throw new IllegalArgumentException("chunks=" + chunks + ", expected a positive multiple of " + SMALLEST);
        }
        if (!fits(slots, chunks)) {
            throw new IllegalArgumentException("segment of " + slots + " slots and " + chunks + " chunks has "
                    + DataLayout.tierLength(slots, chunks) + " bytes, at most " + DataLayout.MAX_TIER
                    + " are possible. Use more stripes, or fewer or smaller entries");
        }
    }

    /**
     * What so many entries in so many chunks need, rounded up.
     *
     * @throws IllegalArgumentException if no segment is that large; see {@link #possible}
     */
    static SegmentSize of(long entries, long chunks) {
        if (!possible(entries, chunks)) {
            throw new IllegalArgumentException("no segment holds " + entries + " entries in " + chunks
                    + " chunks of 32 bytes. Use more stripes, or fewer or smaller entries");
        }
        return new SegmentSize((int) slotsFor(entries), (int) chunksFor(chunks));
    }

    /** Whether there can be such a segment: below 2 GiB. */
    static boolean possible(long entries, long chunks) {
        return entries >= 0
                && chunks >= 0
                && entries <= Integer.MAX_VALUE
                && chunks <= Integer.MAX_VALUE
                && fits(slotsFor(entries), chunksFor(chunks));
    }

    private static boolean fits(long slots, long chunks) {
        return DataLayout.tierLength(slots, chunks) <= DataLayout.MAX_TIER;
    }

    private static long slotsFor(long entries) {
        long slots = Math.max(SMALLEST, Long.highestOneBit(entries));
        while (entriesIn(slots) < entries) {
            slots <<= 1;
        }
        return slots;
    }

    private static long chunksFor(long chunks) {
        return Math.max(SMALLEST, (chunks + SMALLEST - 1) / SMALLEST * SMALLEST);
    }

    /** Two thirds: beyond, searches for keys that are not there grow long. Chronicle Map itself goes up to 0.8. */
    private static long entriesIn(long slots) {
        return slots * 2 / 3;
    }

    /** How many entries Parley puts into one segment. */
    int entries() {
        return (int) entriesIn(slots);
    }

    /** Bytes of one segment in the file, without its header. */
    long bytes() {
        return DataLayout.tierLength(slots, chunks);
    }
}
