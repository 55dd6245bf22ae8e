package io.parley.internal.observe;

/**
 * Which bucket a value is counted in: the layout of a High Dynamic Range histogram for values from 1 to one hour of ns
 * at two significant decimal digits.
 *
 * <p>Two digits ask for steps of at most 1/100 of the value. Halves of 128 buckets keep that promise: below 256 every
 * value has a bucket of its own, and from there on each doubling of the value is cut into 128 equal buckets, so that
 * the width of a bucket is at most 1/128 of its values.
 *
 * <pre>
 *   values           width   buckets
 *      0 ..   127        1      0 ..  127
 *    128 ..   255        1    128 ..  255
 *    256 ..   511        2    256 ..  383
 *    512 .. 1,023        4    384 ..  511    ... half h >= 1 holds 2^(h+6) .. 2^(h+7)-1 in steps of 2^(h-1)
 * </pre>
 *
 * <p>In HdrHistogram's words: sub-bucket count 256, sub-bucket half count 128, 35 buckets. Every index equals that of
 * {@code new org.HdrHistogram.Histogram(1, 3_600_000_000_000L, 2)}.
 *
 * @see <a href="https://github.com/HdrHistogram/HdrHistogram#readme">HdrHistogram: A High Dynamic Range Histogram;
 *     sections "Histogram variants and internal representation" and "Footprint estimation"</a>
 */
final class HdrBuckets {
    /** Highest value that is told apart: one hour in ns. */
    static final long HIGHEST = 3_600_000_000_000L;
    /** Decimal digits that are kept of a value. */
    static final int SIGNIFICANT_DIGITS = 2;

    /** A half has 2^7 buckets: the smallest power of two that is at least 100. */
    private static final int HALF_BITS = 7;
    /** Raises small values into the first two halves, where the width is 1. */
    private static final long WIDTH_ONE = (2L << HALF_BITS) - 1;

    /** How many buckets there are: the half of {@link #HIGHEST} is the last one, and complete. */
    static final int COUNT = (width(HIGHEST) + 2) << HALF_BITS;

    private HdrBuckets() {}

    /** The bucket of a value from 0 to {@link #HIGHEST}. */
    static int index(long value) {
        int width = width(value);
        return (width << HALF_BITS) + (int) (value >>> width);
    }

    /** The lowest value that is counted in a bucket. */
    static long lowestValue(int index) {
        int width = Math.max(0, (index >>> HALF_BITS) - 1);
        return (long) (index - (width << HALF_BITS)) << width;
    }

    /** Binary logarithm of the width of the value's bucket. */
    private static int width(long value) {
        return Long.SIZE - 1 - HALF_BITS - Long.numberOfLeadingZeros(value | WIDTH_ONE);
    }
}
