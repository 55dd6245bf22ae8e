package io.parley.internal.live;

import io.parley.internal.memory.ObjectHeader;

/**
 * {@code domain.children} behind the object header: one record of 256 bytes for each child process.
 *
 * <pre>
 *   128  last number          8   of a child, counted from 1
 *   136  (zero)             120
 *   256  record 0           256
 *   512  record 1           256   ... up to record 1,023
 * </pre>
 *
 * One record:
 *
 * <pre>
 *     0  word                 8   {63..8 number | 7..0 state}
 *     8  parent               4   owner word of the parent when it claimed the record
 *    12  child                4   owner word of the child; 0 until it has joined
 *    16  pid                  8   of the child; 0 while unknown
 *    24  parent's pid         8
 *    32  flags                4   1 daemon, 2 worker of a pool, 4 started in advance
 *    36  depth                4   of parents, up to a process that none started
 *    40  started at           8   epoch ns
 *    48  ended at             8   epoch ns; 0 while unknown
 *    56  exit value           4   what the operating system says
 *    60  exit signal          4   0 = none
 *    64  noted                4   {31 an orderly exit has begun | 30..0 signal that the child saw}
 *    68  name length          4
 *    72  reason length        4   -1 while it is being written
 *    76  name                80   UTF-8
 *   156  reason             100   UTF-8
 * </pre>
 *
 * The number decides the record: {@code number mod 1,024}. The kernel holds a write lock on the record's first byte for
 * as long as the parent lives and has not seen the child's end, and on its second byte for as long as the child lives
 * after it has joined. Prose twin: {@code docs/spec/children.md}.
 */
final class ChildLayout {
    static final int RECORDS = 1_024;
    static final int RECORD_LENGTH = 256;
    static final int LAST_NUMBER = ObjectHeader.LENGTH;
    static final int FIRST_RECORD = 256;
    static final int FILE_LENGTH = FIRST_RECORD + RECORDS * RECORD_LENGTH;

    static final int WORD = 0;
    static final int PARENT = 8;
    static final int CHILD = 12;
    static final int PID = 16;
    static final int PARENT_PID = 24;
    static final int FLAGS = 32;
    static final int DEPTH = 36;
    static final int STARTED_AT = 40;
    static final int ENDED_AT = 48;
    static final int EXIT_VALUE = 56;
    static final int EXIT_SIGNAL = 60;
    static final int NOTED = 64;
    static final int NAME_LENGTH = 68;
    static final int REASON_LENGTH = 72;
    static final int NAME = 76;
    static final int NAME_MAX = 80;
    static final int REASON = NAME + NAME_MAX;
    static final int REASON_MAX = RECORD_LENGTH - REASON;

    /** Nobody ever had it. */
    static final int FREE = 0;
    /** A parent has it and writes who the child is. */
    static final int CLAIMED = 1;
    /** The parent starts the child. */
    static final int STARTING = 2;
    /** The child has joined the domain. */
    static final int RUNNING = 3;
    /** The parent has seen the child's end. */
    static final int ENDED = 4;

    static final int EXIT_BEGUN = 1 << 31;
    static final int BEING_WRITTEN = -1;

    private static final int STATE_BITS = 8;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;

    static {
        if (Integer.bitCount(RECORDS) != 1 || FIRST_RECORD < LAST_NUMBER + Long.BYTES) {
            throw new AssertionError("a number decides no record, or the first record no place");
        }
    }

    private ChildLayout() {}

    static int index(long number) {
        return (int) (number & RECORDS - 1);
    }

    static int offset(int index) {
        return FIRST_RECORD + index * RECORD_LENGTH;
    }

    /** The byte that the parent keeps locked. */
    static long parentByte(int index) {
        return offset(index);
    }

    /** The byte that the child keeps locked. */
    static long childByte(int index) {
        return offset(index) + 1L;
    }

    static long word(long number, int state) {
        return number << STATE_BITS | state;
    }

    static long number(long word) {
        return word >>> STATE_BITS;
    }

    static int state(long word) {
        return (int) word & STATE_MASK;
    }
}
