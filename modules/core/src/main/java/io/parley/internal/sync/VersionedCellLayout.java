package io.parley.internal.sync;

/**
 * Where versioned cells lie in a file: one after the other, each on line pairs of its own.
 *
 * <pre>
 *    0              version    8   one more with every change; readers take copy number version mod 2
 *    8              copy 0     n   the value of even versions; n is a multiple of 8
 *    8 + n          copy 1     n   the value of odd versions
 *    8 + 2n         (zero)         up to a multiple of 128
 * </pre>
 *
 * Prose twin: {@code docs/spec/struct.md}.
 *
 * @param first offset of the first cell, a multiple of 8
 * @param copyBytes bytes of one copy, a multiple of 8
 */
public record VersionedCellLayout(int first, int copyBytes) {
    /** Two cells written by different processes never share this many bytes. */
    public static final int LINE_PAIR = 128;

    static final int VERSION = 0;
    static final int COPIES = 8;

    /** Cells for values of {@code valueBytes}, from {@code first} on. */
    public static VersionedCellLayout of(int first, int valueBytes) {
        return new VersionedCellLayout(first, (int) roundUp(valueBytes, Long.BYTES));
    }

    /** The next multiple. */
    public static long roundUp(long value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /** Bytes from one cell to the next. */
    public long stride() {
        return roundUp(COPIES + 2L * copyBytes, LINE_PAIR);
    }

    /** Where {@code count} cells end. */
    public long end(long count) {
        return first + count * stride();
    }
}
