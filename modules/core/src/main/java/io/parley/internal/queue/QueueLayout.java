package io.parley.internal.queue;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.LockWord;

/**
 * {@code state.parley} of a queue, behind the object header. Words written by producers, by consumers and by waiters
 * lie on line pairs of their own.
 *
 * <pre>
 *    128  capacity            8   messages; 0 = unbounded
 *    136  claim slots         4
 *    140  block size          4   bytes, of the Chronicle Queue
 *    144  latency             4   1 = a histogram lies beside this file
 *    148  roll cycle length   4
 *    152  roll cycle         32   ASCII, Chronicle's name of it
 *    184  codec length        4
 *    188  codec             200   UTF-8, {@code Codec.id()}
 *    392  capacity in bytes   8   payload; 0 = unbounded
 *    400  roll bytes          8   a cycle file ends when it is that long; 0 = by time only
 *    408  keep ns             8   retention by age; 0 = none
 *    416  keep bytes          8   retention by size; 0 = none
 *    424  keep until read     4   1 = what was read may go at once; 2 = consumers do not count as readers; 3 = both
 *    428  max deliveries      4   then a claimed message is a dead letter; 0 = never
 *    432  joinable            4   1 = what is taken is claimed until it is done
 *    512  append lock       128   {@link LockWord}
 *    640  appended            8   messages committed and counted; also the next sequence
 *    648  boot id             8   hash of the boot in which the counters were last known good
 *    664  appended bytes      8   payload of all appended messages
 *    672  room waits          8   how often a producer found the queue full and waited, ever
 *    768  cursor              8   {sequence of the next message (50) | claim slot that moved it (14)}
 *    776  index hint          8   log index of a message near the cursor; a hint only
 *    784  returned            8   claims given back alive, ever
 *    792  claim high water    4   highest claim slot ever used
 *    800  taken bytes         8   payload of all messages up to some one below the cursor; never goes back; 0 if
 *                             the queue has no bound in bytes
 *    808  redelivered         8   claims handed out again, ever
 *    896  not-empty bell      4
 *    900  closed              4   1 = no more messages will come
 *    904  news bell           4   of subscribers
 *   1024  not-full bell       4
 *   1152  join bell           4
 *   1408  claim slot 1       64   {@link ClaimTable}
 * </pre>
 *
 * Prose twin: {@code docs/spec/queue.md}.
 */
public final class QueueLayout {
    /** The state file's name in the queue's directory. */
    public static final String STATE_FILE = "state.parley";
    /** The Chronicle Queue's directory in the queue's directory. */
    public static final String LOG_DIRECTORY = "log";
    /** The histogram's name in the queue's directory. */
    public static final String LATENCY_FILE = "latency.hist";
    /** Most claims at a time: the cursor has 14 bits for a slot, 0 is none. */
    public static final int MAX_CLAIMS = (1 << 14) - 1;
    /** Longest codec id in UTF-8. */
    public static final int CODEC_MAX = 200;

    /** Offset of the capacity. */
    public static final int CAPACITY = ObjectHeader.LENGTH;
    /** Offset of the number of claim slots. */
    public static final int CLAIM_SLOTS = CAPACITY + 8;

    static final int BLOCK_SIZE = CLAIM_SLOTS + 4;
    static final int LATENCY = BLOCK_SIZE + 4;
    /** Offset of the length of the roll cycle's name. */
    public static final int ROLL_CYCLE_LENGTH = LATENCY + 4;
    /** Offset of the roll cycle's name. */
    public static final int ROLL_CYCLE = ROLL_CYCLE_LENGTH + 4;
    /** Longest name of a roll cycle. */
    public static final int ROLL_CYCLE_MAX = 32;

    static final int CODEC_LENGTH = ROLL_CYCLE + ROLL_CYCLE_MAX;
    static final int CODEC = CODEC_LENGTH + 4;
    static final int CAPACITY_BYTES = 392;
    static final int ROLL_BYTES = CAPACITY_BYTES + 8;
    static final int KEEP_NS = ROLL_BYTES + 8;
    static final int KEEP_BYTES = KEEP_NS + 8;
    static final int KEEP_UNTIL_READ = KEEP_BYTES + 8;
    static final int MAX_DELIVERIES = KEEP_UNTIL_READ + 4;
    static final int JOINABLE = MAX_DELIVERIES + 4;
    /** Of the queue that this one mirrors. */
    static final int MIRROR_BASE = 440;

    static final int MIRROR_SOURCE = MIRROR_BASE + 8;
    /** Offset of the append lock. */
    public static final int APPEND_LOCK = 512;
    /** Offset of the count of messages. */
    public static final int APPENDED = APPEND_LOCK + LockWord.LENGTH;

    static final int BOOT_ID = APPENDED + 8;
    /** Offset of the payload bytes that were appended. */
    public static final int APPENDED_BYTES = BOOT_ID + 16;
    /** In the producers' line, and written where one waits anyway. */
    static final int ROOM_WAITS = APPENDED_BYTES + 8;
    /** Offset of the shared cursor. */
    public static final int CURSOR = 768;

    static final int INDEX_HINT = CURSOR + 8;
    static final int RETURNED = INDEX_HINT + 8;
    /** Offset of the highest claim slot ever used. */
    public static final int CLAIM_HIGH_WATER = RETURNED + 8;

    /** Offset of the payload bytes that were taken. */
    public static final int TAKEN_BYTES = 800;

    static final int REDELIVERED = TAKEN_BYTES + 8;
    static final int NOT_EMPTY = 896;
    /** Offset of the end mark; not beside the counters, which change while consumers look at this. */
    public static final int CLOSED = NOT_EMPTY + 4;

    /** Beside the other words that producers look at after each message. */
    static final int NEWS = CLOSED + 4;

    static final int NOT_FULL = 1024;
    static final int JOIN_BELL = 1152;
    /** Offset of the first claim slot. */
    public static final int CLAIMS = 1408;

    private static final int CURSOR_SLOT_BITS = 14;
    private static final int CURSOR_SLOT_MASK = (1 << CURSOR_SLOT_BITS) - 1;

    static {
        if (CODEC + CODEC_MAX > CAPACITY_BYTES
                || JOINABLE + 4 > MIRROR_BASE
                || MIRROR_SOURCE + 8 > APPEND_LOCK
                || ROOM_WAITS + 8 > CURSOR
                || CLAIM_HIGH_WATER + 4 > TAKEN_BYTES
                || REDELIVERED + 8 > NOT_EMPTY
                || NEWS + 4 > NOT_FULL) {
            throw new AssertionError("queue layout overlaps");
        }
    }

    private QueueLayout() {}

    /** Bytes of a state file with this many claim slots. */
    static int fileLength(int claimSlots) {
        return CLAIMS + claimSlots * ClaimTable.SLOT_LENGTH;
    }

    static long cursor(long sequence, int slot) {
        return sequence << CURSOR_SLOT_BITS | slot;
    }

    /** The sequence in a cursor. */
    public static long sequence(long cursor) {
        return cursor >>> CURSOR_SLOT_BITS;
    }

    /** The claim slot in a cursor. */
    public static int slot(long cursor) {
        return (int) cursor & CURSOR_SLOT_MASK;
    }
}
