package io.parley.internal.observe;

import io.parley.ObjectMismatchException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;

/**
 * A histogram file behind the object header: a description of its buckets, then 16 lanes with a full set of buckets
 * each.
 *
 * <pre>
 *    128  lowest value        8   1 ns
 *    136  highest value       8   3,600,000,000,000 ns; what is above counts as clamped
 *    144  significant digits  4   2
 *    148  lanes               4   16
 *    152  buckets             4   4,608 in each lane
 *    156  (zero)            100
 *    256  lane 0         36,992   shared; lane i at 256 + i * 36,992
 * </pre>
 *
 * One lane, a whole number of 128-byte line pairs:
 *
 * <pre>
 *      0  owner               4   owner word of the process that writes here; 0 = nobody, and always in lane 0
 *      4  taken               4   how often a handle took the lane; 0 = all counts are zero
 *      8  clamped             8   values above the highest
 *     16  (zero)            112
 *    128  bucket 0            8   count of the values of {@link HdrBuckets} bucket 0; bucket b at 128 + b * 8
 * </pre>
 *
 * Prose twin: {@code docs/spec/histogram.md}.
 */
final class HistogramLayout {
    static final long LOWEST = 1;

    static final int LOWEST_VALUE = ObjectHeader.LENGTH;
    static final int HIGHEST_VALUE = LOWEST_VALUE + 8;
    static final int SIGNIFICANT_DIGITS = HIGHEST_VALUE + 8;
    static final int LANE_COUNT = SIGNIFICANT_DIGITS + 4;
    static final int BUCKET_COUNT = LANE_COUNT + 4;
    static final int FIRST_LANE = 256;

    static final int OWNER = 0;
    static final int TAKEN = 4;
    static final int CLAMPED = 8;
    static final int BUCKETS = 128;

    static final int LANES = 16;
    /** The lane anybody may count in, atomically. */
    static final int SHARED_LANE = 0;

    static final int LANE_LENGTH = BUCKETS + HdrBuckets.COUNT * Long.BYTES;
    static final int FILE_LENGTH = FIRST_LANE + LANES * LANE_LENGTH;

    static {
        if (BUCKET_COUNT + 4 > FIRST_LANE || CLAMPED + 8 > BUCKETS || LANE_LENGTH % 128 != 0) {
            throw new AssertionError("histogram layout overlaps");
        }
    }

    private HistogramLayout() {}

    static ObjectFile.Spec spec() {
        return new ObjectFile.Spec(ObjectKind.HISTOGRAM, 0, HdrBuckets.COUNT, FILE_LENGTH, HistogramLayout::describe);
    }

    private static void describe(Memory memory) {
        memory.putLong(LOWEST_VALUE, LOWEST);
        memory.putLong(HIGHEST_VALUE, HdrBuckets.HIGHEST);
        memory.putInt(SIGNIFICANT_DIGITS, HdrBuckets.SIGNIFICANT_DIGITS);
        memory.putInt(LANE_COUNT, LANES);
        memory.putInt(BUCKET_COUNT, HdrBuckets.COUNT);
    }

    /** Refuses a file whose buckets mean something else. */
    static void requireSameBuckets(Memory memory) {
        boolean same = memory.length() == FILE_LENGTH
                && memory.getLong(LOWEST_VALUE) == LOWEST
                && memory.getLong(HIGHEST_VALUE) == HdrBuckets.HIGHEST
                && memory.getInt(SIGNIFICANT_DIGITS) == HdrBuckets.SIGNIFICANT_DIGITS
                && memory.getInt(LANE_COUNT) == LANES
                && memory.getInt(BUCKET_COUNT) == HdrBuckets.COUNT;
        if (!same) {
            String found = memory.length() <= FIRST_LANE
                    ? "a file of " + memory.length() + " bytes"
                    : text(
                            memory.getLong(LOWEST_VALUE),
                            memory.getLong(HIGHEST_VALUE),
                            memory.getInt(SIGNIFICANT_DIGITS),
                            memory.getInt(LANE_COUNT),
                            memory.getInt(BUCKET_COUNT));
            throw new ObjectMismatchException("histogram has other buckets: " + memory.name() + " found=" + found
                    + ", expected="
                    + text(LOWEST, HdrBuckets.HIGHEST, HdrBuckets.SIGNIFICANT_DIGITS, LANES, HdrBuckets.COUNT)
                    + ". Open it with the Parley that made it, or choose another name");
        }
    }

    private static String text(long lowest, long highest, int digits, int lanes, int buckets) {
        return lowest + ".." + highest + " ns, " + digits + " digits, " + lanes + " lanes of " + buckets + " buckets";
    }

    /** Where a lane starts. */
    static int lane(int lane) {
        return FIRST_LANE + lane * LANE_LENGTH;
    }

    /** Where a bucket's count lies in the lane that starts at {@code laneOffset}. */
    static int bucket(int laneOffset, int index) {
        return laneOffset + BUCKETS + index * Long.BYTES;
    }
}
