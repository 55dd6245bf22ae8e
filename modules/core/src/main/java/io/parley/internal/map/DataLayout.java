package io.parley.internal.map;

/**
 * The layout of a map's data file: that of Chronicle Map, as its {@code spec} folder has it, with everything that the
 * format leaves open decided. A segment has one tier, always.
 *
 * <pre>
 *   offset  field                           bytes
 *        0  XXH64 of the bytes from 8 on    8
 *        8  length of the text, bit 31: not ready   4
 *       12  the text, see {@link DataHeader}
 *   (next multiple of 64) global state      33
 *       +0  lock, extra tiers (all zero)    21
 *      +21  where the segment headers are   4   4096
 *      +25  length of the file              8
 *     4096  segment headers, 128 bytes each
 *       +0  Chronicle's lock                8   Parley never touches it
 *       +8  entries                         4
 *      +12  no chunk below is free          4
 *      +16  next tier (zero)                8
 *   (then)  the segments, {@link SegmentSize#bytes} each
 *       +0  slots, 8 bytes each: bits 0..35 of the key's hash behind the segment's bits (all ones for zero),
 *           bits 36..63 the entry's first chunk; zero is an empty slot
 *     (then) tier counters (all zero)       64
 *     (then) a bit for each chunk, set if it is in use, filled up to a multiple of 64 bytes
 *     (then) chunks, 32 bytes each
 * </pre>
 *
 * An entry: the key's length (seven bits a byte, lowest first, bit 7: more follow), key, the value's length, value,
 * checksum (4).
 */
final class DataLayout {
    /** What the file starts with, in bytes. */
    static final int HEADER = 4096;

    /** The text starts here. */
    static final int TEXT = 12;

    static final int READY_BIT = 1 << 31;
    /** Offsets within the global state. */
    static final int STATE_HEADERS = 21;

    static final int STATE_LENGTH = 25;

    /** Bytes of a segment header, and offsets within. */
    static final int SEGMENT_HEADER = 128;

    static final int ENTRIES = 8;
    static final int LOWEST_FREE = 12;

    static final int SLOT_BITS = 3;
    static final int CHUNK = 32;
    static final int CHUNK_BITS = 5;
    static final int KEY_BITS = 36;
    static final int VALUE_BITS = 28;
    static final long KEY_MASK = (1L << KEY_BITS) - 1;
    static final int CHECKSUM = 4;

    /** Keys and values are shorter than this: a length has at most four bytes, and garbage does not look like one. */
    static final int MAX_LENGTH = 1 << 24;

    /** A segment must lie in one buffer. */
    static final long MAX_TIER = Integer.MAX_VALUE - 4096L;

    /** At most so many segments: one bit of the hash less for each doubling. */
    static final int MAX_SEGMENTS = 64;

    private static final int LINE = 64;
    private static final int TIER_COUNTERS = 64;

    private DataLayout() {}

    static long align(long length) {
        return (length + LINE - 1) & -LINE;
    }

    static long bitsLength(long chunks) {
        return align(chunks / Byte.SIZE);
    }

    /** Where the free bits are, from the segment's beginning. */
    static long bitsOffset(long slots) {
        return (slots << SLOT_BITS) + TIER_COUNTERS;
    }

    /** Where the first chunk is, from the segment's beginning. */
    static long chunksOffset(long slots, long chunks) {
        return bitsOffset(slots) + bitsLength(chunks);
    }

    static long tierLength(long slots, long chunks) {
        return chunksOffset(slots, chunks) + chunks * CHUNK;
    }

    /** Where the first segment is. */
    static long tiersOffset(int segments) {
        return HEADER + (long) segments * SEGMENT_HEADER;
    }

    static long fileLength(int segments, SegmentSize size) {
        return tiersOffset(segments) + segments * size.bytes();
    }
}
