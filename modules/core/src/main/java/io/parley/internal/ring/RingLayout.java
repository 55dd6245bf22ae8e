package io.parley.internal.ring;

/**
 * A ring of records, at any offset of a file that is a multiple of 128; a file may have several. Words that producers
 * write and words that consumers write lie on line pairs of their own.
 *
 * <pre>
 *      0  tail         8   where the next record goes
 *      8  known head   8   at or behind the head; only producers use it
 *     16  producer     4   owner word of the process that may claim room; 0 = nobody
 *    128  head         8   where the next record to read is
 *    136  consumer     4   owner word of the process that may read; 0 = nobody
 *    144  taken        8   behind the last record that was read where it lies: it is gone, though its room may not be
 *    256  closed       4   1 = no more records
 *    384  records          the capacity, a power of two
 * </pre>
 *
 * Head and tail count bytes since the beginning; a record lies at its position modulo the capacity. A record starts at
 * a multiple of 8 and is never cut by the end of the ring: before it, a record of type {@link #PADDING} fills what is
 * left. It starts with one word that is written at once:
 *
 * <pre>
 *    0  length       4   of the record with this word; below zero while it is being written; 0 = nothing is here yet
 *    4  type         4   what the record is; its writer's owner word while it is being written
 *    8  payload
 * </pre>
 *
 * The word behind the last record is always 0: a producer clears it before it writes its own. So a reader needs no
 * other word to know whether there is a record, and nobody clears what was read.
 *
 * <p>Prose twin: {@code docs/spec/ring.md}.
 */
public final class RingLayout {
    /** Offset of the tail. */
    public static final int TAIL = 0;
    /** Offset of the head as producers know it. */
    public static final int KNOWN_HEAD = 8;
    /** Offset of the word that names who may claim room. */
    public static final int PRODUCER = 16;
    /** Offset of the head. */
    public static final int HEAD = 128;
    /** Offset of the word that names who may read. */
    public static final int CONSUMER = 136;
    /** Offset of the end of the last record that was read where it lies. */
    public static final int TAKEN = 144;
    /** Offset of the end mark. */
    public static final int CLOSED = 256;
    /** Offset of the records. */
    public static final int RECORDS = 384;

    /** Bytes before the payload of a record. */
    public static final int RECORD_HEADER = 8;
    /** The smallest ring. */
    public static final int MIN_CAPACITY = 1 << 10;
    /** The largest ring: two of them and their headers are in reach of an offset. */
    public static final int MAX_CAPACITY = 1 << 28;

    /** Type of a record that fills a gap; readers pass it by. */
    public static final int PADDING = -1;

    private static final int ALIGNMENT = 8;

    private RingLayout() {}

    /** Bytes that a ring takes in its file. */
    public static int fileLength(int capacity) {
        requireCapacity(capacity);
        return RECORDS + capacity;
    }

    /** Refuses what cannot be the capacity of a ring. */
    public static void requireCapacity(long capacity) {
        if (capacity < MIN_CAPACITY || capacity > MAX_CAPACITY || Long.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("no capacity of a ring: " + capacity
                    + " bytes, allowed are powers of two from " + MIN_CAPACITY + " to " + MAX_CAPACITY);
        }
    }

    /** The longest payload: a record and the padding before it fit into an empty ring. */
    public static int maxPayload(int capacity) {
        return capacity / 2 - RECORD_HEADER;
    }

    /** What a payload takes in the ring. */
    static int needed(int payload) {
        return aligned(payload + RECORD_HEADER);
    }

    static int aligned(int length) {
        return length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    static long header(int length, int type) {
        return (long) type << Integer.SIZE | length & 0xFFFF_FFFFL;
    }

    static int length(long header) {
        return (int) header;
    }

    static int type(long header) {
        return (int) (header >>> Integer.SIZE);
    }
}
