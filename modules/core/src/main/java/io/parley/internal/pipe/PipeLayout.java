package io.parley.internal.pipe;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.ring.RingLayout;
import io.parley.internal.sync.LockWord;
import io.parley.internal.sync.SlotTable;

/**
 * {@code <name>.pipe}, behind the object header. What different parties write lies on line pairs of its own.
 *
 * <pre>
 *    128  capacity            4   bytes of each ring
 *    132  simplex             4   1 = the first end receives only, the second sends only
 *    136  codec length        4
 *    140  codec             200   UTF-8, {@code Codec.id()}
 *    384  registry lock     128   {@link LockWord}; who opens an end has it
 *    512  version             4   +1 with every change of who has an end open
 *    516  ever                4   {1 second | 0 first}: the end was opened since the pipe was last empty and unused
 *    640  lane to first     512   {@link Lane}
 *   1152  lane to second    512
 *   1664  first end        8320   {@link SlotTable}: how often each process has it open
 *   9984  second end       8320
 *  18304  handed over       512   {@link HandOvers}: ends on their way to another process
 *  18816  ring to first           {@link RingLayout}
 *     ...  ring to second
 * </pre>
 *
 * A lane: send lock (128), receive lock (128), not-empty bell (128), not-full bell (128).
 *
 * <p>Prose twin: {@code docs/spec/pipe.md}.
 */
public final class PipeLayout {
    /** Longest codec id in UTF-8. */
    public static final int CODEC_MAX = 200;
    /** The end that {@code Pipe.first()} is. */
    public static final int FIRST = 0;
    /** The end that {@code Pipe.second()} is. */
    public static final int SECOND = 1;

    static final int ENDS = 2;
    static final int CAPACITY = ObjectHeader.LENGTH;
    static final int SIMPLEX = CAPACITY + 4;
    static final int CODEC_LENGTH = SIMPLEX + 4;
    static final int CODEC = CODEC_LENGTH + 4;

    static final int REGISTRY_LOCK = 384;
    static final int VERSION = REGISTRY_LOCK + LockWord.LENGTH;
    static final int EVER = VERSION + 4;

    static final int SEND_LOCK = 0;
    static final int RECEIVE_LOCK = SEND_LOCK + LockWord.LENGTH;
    static final int NOT_EMPTY = RECEIVE_LOCK + LockWord.LENGTH;
    static final int NOT_FULL = NOT_EMPTY + 128;

    private static final int LANES = 640;
    private static final int LANE_LENGTH = NOT_FULL + 128;
    private static final int TABLES = LANES + ENDS * LANE_LENGTH;

    static final int HANDED_OVER = TABLES + ENDS * SlotTable.LENGTH;
    static final int HAND_OVERS = 64;

    private static final int RINGS = HANDED_OVER + HAND_OVERS * Long.BYTES;

    static {
        if (CODEC + CODEC_MAX > REGISTRY_LOCK || EVER + 4 > LANES || RINGS % 128 != 0) {
            throw new AssertionError("pipe layout overlaps");
        }
    }

    private PipeLayout() {}

    /** The lane whose messages the end receives. */
    static int lane(int end) {
        return LANES + end * LANE_LENGTH;
    }

    /** Who has the end open. */
    static int table(int end) {
        return TABLES + end * SlotTable.LENGTH;
    }

    /** The ring whose messages the end receives. */
    static int ring(int end, int capacity) {
        return RINGS + end * RingLayout.fileLength(capacity);
    }

    /** Bytes of a pipe's file. */
    static long fileLength(int capacity) {
        return RINGS + ENDS * RingLayout.fileLength(capacity);
    }

    /** The end at the other side. */
    public static int peer(int end) {
        return 1 - end;
    }
}
