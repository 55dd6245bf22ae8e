package io.parley.internal.queue;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.ring.RingLayout;

/**
 * The file of a transient queue, behind the object header.
 *
 * <pre>
 *    128  capacity         4   bytes for records
 *    132  one producer     4   1 = one thread at a time may put
 *    136  one consumer     4   1 = one thread at a time may take
 *    184  codec length     4
 *    188  codec          200   UTF-8, {@code Codec.id()}
 *    512  not-empty bell   4
 *    640  not-full bell    4
 *    768  ring                 {@link RingLayout}
 * </pre>
 *
 * Prose twin: {@code docs/spec/ring.md}.
 */
public final class TransientLayout {
    /** Offset of the capacity. */
    public static final int CAPACITY = ObjectHeader.LENGTH;
    /** Offset of the word that says whether there is one producer only. */
    public static final int ONE_PRODUCER = CAPACITY + 4;
    /** Offset of the word that says whether there is one consumer only. */
    public static final int ONE_CONSUMER = ONE_PRODUCER + 4;

    static final int CODEC_LENGTH = 184;
    static final int CODEC = CODEC_LENGTH + 4;
    static final int CODEC_MAX = 200;
    static final int NOT_EMPTY = 512;
    static final int NOT_FULL = 640;
    /** Offset of the ring. */
    public static final int RING = 768;

    static {
        if (CODEC + CODEC_MAX > NOT_EMPTY) {
            throw new AssertionError("layout of a transient queue overlaps");
        }
    }

    private TransientLayout() {}

    /** Bytes of a file for records of that many bytes. */
    public static int fileLength(int capacity) {
        return RING + RingLayout.fileLength(capacity);
    }
}
