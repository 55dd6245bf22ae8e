package io.parley.internal.map;

/** Who has which chunks of a segment, counted again from its slots, in this process's own memory. */
final class ChunkClaims {
    private final long[] bits;
    private final int chunks;

    ChunkClaims(int chunks) {
        this.bits = new long[chunks / Long.SIZE];
        this.chunks = chunks;
    }

    /** Claims the chunks of what a slot names, as far as that is known; false if some were claimed already. */
    boolean claim(long slot, long entry) {
        int first = Segment.firstChunk(slot);
        int count = entry == Segment.NO_ENTRY ? 1 : (int) (entry >>> Integer.SIZE);
        boolean free = true;
        for (int i = first; i < Math.min((long) chunks, (long) first + count); i++) {
            free &= (bits[i / Long.SIZE] & 1L << i) == 0;
            bits[i / Long.SIZE] |= 1L << i;
        }
        return free;
    }

    /** How many times 64 chunks there are. */
    int words() {
        return bits.length;
    }

    /** The bits of 64 chunks. */
    long word(int index) {
        return bits[index];
    }
}
