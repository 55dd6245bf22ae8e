package io.parley.internal.map;

import io.parley.internal.memory.Words;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which chunks of a segment are in use: a bit for each, and in the segment's header a number below which none is free.
 *
 * <p>A search begins at the chunks that were freed last, if they were as many, or where the last search for as many
 * ended: so replacing entries finds room at once, and large entries do not pass by the same small gaps each time. That
 * memory is this process's; where it leads to nothing the search goes round.
 *
 * <p><b>Threading:</b> the writer under the stripe's lock. <b>Death:</b> bits may be left set that no slot needs, and
 * never the other way. <b>Allocation:</b> none.
 */
final class ChunkMap {
    private static final int WORD_BITS = 6;
    private static final int WORD = 1 << WORD_BITS;

    private final ByteBuffer head;
    private final int lowestFree;
    private final ByteBuffer words;
    private final int base;
    private final int chunks;
    /** By the number of chunks, in powers of two: where to begin. */
    private final int[] hints = new int[Integer.SIZE];

    ChunkMap(ByteBuffer head, int headOffset, ByteBuffer words, int base, int chunks) {
        this.head = head;
        this.lowestFree = headOffset + DataLayout.LOWEST_FREE;
        this.words = words;
        this.base = base;
        this.chunks = chunks;
    }

    /** Takes a run of free chunks; its first, or {@link Segment#NONE}. */
    int allocate(int count) {
        int hint = hintOf(count);
        int lowest = lowest();
        int from = Math.max(hints[hint], lowest);
        int first = search(from, chunks, count);
        if (first == Segment.NONE && from > lowest) {
            first = search(lowest, Math.min(chunks, from + count - 1), count);
        }
        if (first == Segment.NONE) {
            return first;
        }
        set(first, count);
        hints[hint] = first + count;
        if (first == lowest) {
            Words.putInt(head, lowestFree, first + count);
        }
        return first;
    }

    private int lowest() {
        int lowest = Words.getInt(head, lowestFree);
        return lowest >= 0 && lowest <= chunks ? lowest : 0;
    }

    private static int hintOf(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
    }

    private int search(int from, int to, int count) {
        int first = from;
        while (count <= to - first) {
            first = nextClear(first, to);
            if (count > to - first) {
                return Segment.NONE;
            }
            int end = nextSet(first, first + count);
            if (end == first + count) {
                return first;
            }
            first = end;
        }
        return Segment.NONE;
    }

    private long word(int chunk) {
        return Words.getLong(words, offset(chunk));
    }

    private int offset(int chunk) {
        return base + (chunk >>> WORD_BITS << 3);
    }

    private int nextClear(int from, int to) {
        return next(from, to, -1L);
    }

    private int nextSet(int from, int to) {
        return next(from, to, 0);
    }

    /** The first chunk from {@code from} on whose bit is not that of {@code same}; {@code to} if there is none. */
    private int next(int from, int to, long same) {
        int at = from;
        while (at < to) {
            long others = (word(at) ^ same) >>> at;
            if (others != 0) {
                return Math.min(to, at + Long.numberOfTrailingZeros(others));
            }
            at = (at | WORD - 1) + 1;
        }
        return to;
    }

    /** Marks chunks as used, whether they were or not. */
    void set(int first, int count) {
        for (int at = first, end = first + count; at < end; ) {
            long mask = mask(at, end);
            Words.putLong(words, offset(at), word(at) | mask);
            at = (at | WORD - 1) + 1;
        }
    }

    /** The bits of a word that belong to {@code [from, to)}. */
    private static long mask(int from, int to) {
        long upTo = to - (from & -WORD) >= WORD ? -1L : (1L << to) - 1;
        return -1L << from & upTo;
    }

    /** Gives chunks back. The bound goes first, so that it is one whoever is killed when. */
    void free(int first, int count) {
        if (first < lowest()) {
            Words.putIntRelease(head, lowestFree, first);
        }
        for (int at = first, end = first + count; at < end; ) {
            Words.putLong(words, offset(at), word(at) & ~mask(at, end));
            at = (at | WORD - 1) + 1;
        }
        for (int i = hintOf(count); i >= 0; i--) {
            hints[i] = first;
        }
    }

    /** How many are in use. Looks at all bits. */
    int used() {
        int used = 0;
        for (int at = 0; at < chunks; at += WORD) {
            used += Long.bitCount(word(at));
        }
        return used;
    }

    /** All are free. */
    void clear() {
        Words.putIntRelease(head, lowestFree, 0);
        for (int at = 0; at < chunks; at += WORD) {
            Words.putLong(words, offset(at), 0);
        }
        Arrays.fill(hints, 0);
    }

    /** The first so many are used, the others free. */
    void fill(int count) {
        clear();
        set(0, count);
        Words.putInt(head, lowestFree, count);
    }

    /** The bits of 64 chunks. */
    long word64(int index) {
        return Words.getLong(words, base + (index << 3));
    }

    /** Writes the bits of 64 chunks. */
    void putWord64(int index, long bits) {
        Words.putLong(words, base + (index << 3), bits);
    }

    /** Writes the bound: the first chunk that is free. */
    void findLowest() {
        Words.putIntRelease(head, lowestFree, nextClear(0, chunks));
        Arrays.fill(hints, 0);
    }
}
