package io.parley.internal.map;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.LockWord;

/**
 * {@code state.parley} of a map, behind the object header. The entries are in {@code data.<generation>}, a file in the
 * format of Chronicle Map. Each stripe has two line pairs of its own: one for its lock, one for what readers look at.
 *
 * <pre>
 *    128  stripes             4   a power of two, 1 to 64; as many segments has the data file
 *    132  ordered             4   1 = each value begins with a sequence number
 *    136  key codec length    4
 *    140  key codec         200   UTF-8, {@code Codec.id()}
 *    340  value codec length  4
 *    344  value codec       200   UTF-8
 *    640  growth lock       128   {@link LockWord}; taken before stripes' locks, never after
 *    768  target              8   generation that every stripe is in, or on the way to; 0 = there is no data file
 *    776  boot id             8   hash of the boot in which the entries were last known to be good
 *    784  repairs             8   stripes set right after a writer's death, ever
 *    792  moves               8   generations begun, ever
 *    800  damaged             8   entries that were given up because they were damaged, ever
 *    896  sequence            8   the last number given out
 *   1024  stripe 0          256
 *   1280  stripe 1          256   and so on
 * </pre>
 *
 * One stripe:
 *
 * <pre>
 *      0  lock              128   {@link LockWord}
 *    128  version             8   +2 with each change; odd = readers wait
 *    136  home                8   generation of the file that has the stripe's entries
 *    144  bell                4   of those who wait for a change
 *    148  clearing            4   1 = every entry goes; whoever repairs goes on with that
 *    152  (zero)            104
 * </pre>
 *
 * Prose twin: {@code docs/spec/map.md}.
 */
public final class MapLayout {
    /** The state file's name in the map's directory. */
    public static final String STATE_FILE = "state.parley";
    /** How the names of data files begin; the generation follows. */
    public static final String DATA_PREFIX = "data.";

    /** Offset of the number of stripes. */
    public static final int STRIPES = ObjectHeader.LENGTH;

    static final int ORDERED = STRIPES + 4;
    static final int KEY_CODEC_LENGTH = ORDERED + 4;
    static final int KEY_CODEC = KEY_CODEC_LENGTH + 4;
    static final int CODEC_MAX = 200;
    static final int VALUE_CODEC_LENGTH = KEY_CODEC + CODEC_MAX;
    static final int VALUE_CODEC = VALUE_CODEC_LENGTH + 4;
    /** Offset of the growth lock. */
    public static final int GROWTH_LOCK = 640;
    /** Offset of the generation that every stripe is in, or on the way to. */
    public static final int TARGET = GROWTH_LOCK + LockWord.LENGTH;

    static final int BOOT_ID = TARGET + 8;
    /** Offset of the count of repairs. */
    public static final int REPAIRS = BOOT_ID + 8;
    /** Offset of the count of generations begun. */
    public static final int MOVES = REPAIRS + 8;
    /** Offset of the count of entries given up. */
    public static final int DAMAGED = MOVES + 8;
    /** Offset of the last sequence number given out. */
    public static final int SEQUENCE = 896;

    private static final int FIRST_STRIPE = 1024;
    private static final int STRIPE_LENGTH = 256;

    /** Offset in a stripe of its version. */
    public static final int VERSION = LockWord.LENGTH;
    /** Offset in a stripe of the generation it lives in. */
    public static final int HOME = VERSION + 8;

    static final int BELL = HOME + 8;
    static final int CLEARING = BELL + 4;

    static {
        if (VALUE_CODEC + CODEC_MAX > GROWTH_LOCK || DAMAGED + 8 > SEQUENCE || CLEARING + 4 > STRIPE_LENGTH) {
            throw new AssertionError("map layout overlaps");
        }
    }

    private MapLayout() {}

    /** Offset of a stripe, which begins with its lock. */
    public static int stripe(int index) {
        return FIRST_STRIPE + index * STRIPE_LENGTH;
    }

    /** Bytes of a state file with that many stripes. */
    static int fileLength(int stripes) {
        return stripe(stripes);
    }
}
