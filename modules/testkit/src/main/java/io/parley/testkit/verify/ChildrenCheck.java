package io.parley.testkit.verify;

import io.parley.internal.live.ChildTable;

/** The table of children; {@code docs/spec/children.md}. What the dead left unwritten is allowed: readers know. */
final class ChildrenCheck {
    private static final int LAST_NUMBER = 128;
    private static final int FIRST = 256;
    private static final int RECORD_LENGTH = 256;
    private static final int PARENT = 8;
    private static final int FLAGS = 32;
    private static final int NAME_LENGTH = 68;
    private static final int REASON_LENGTH = 72;
    private static final int NAME_MAX = 80;
    private static final int REASON_MAX = 100;
    private static final int STATE_MASK = 0xFF;
    private static final int STATE_BITS = 8;
    private static final int CLAIMED = 1;
    private static final int ENDED = 4;

    private ChildrenCheck() {}

    static void check(ObjectImage object) {
        object.requireLength(FIRST + (long) ChildTable.CAPACITY * RECORD_LENGTH);
        object.requireZero(LAST_NUMBER + Long.BYTES, FIRST);
        long last = object.getLong(LAST_NUMBER);
        for (int index = 0; index < ChildTable.CAPACITY; index++) {
            int at = FIRST + index * RECORD_LENGTH;
            long word = object.getLong(at);
            long number = word >>> STATE_BITS;
            int state = (int) word & STATE_MASK;
            object.requireBetween("number of record " + index, number, number == 0 ? 0 : 1, last);
            object.requireBetween(
                    "state of record " + index, state, number == 0 ? 0 : CLAIMED, number == 0 ? 0 : ENDED);
            if (number != 0 && number % ChildTable.CAPACITY != index) {
                object.finding("record " + index + " has a number of another: " + number);
            }
            if (state > CLAIMED) {
                checkFields(object, index, at);
            }
        }
    }

    private static void checkFields(ObjectImage object, int index, int at) {
        int flags = ChildTable.DAEMON | ChildTable.WORKER | ChildTable.WARM;
        object.requireBetween("parent of record " + index, object.getInt(at + PARENT), 1, Integer.MAX_VALUE);
        object.requireBetween("flags of record " + index, object.getInt(at + FLAGS), 0, flags);
        object.requireBetween("name of record " + index, object.getInt(at + NAME_LENGTH), 0, NAME_MAX);
        object.requireBetween("reason of record " + index, object.getInt(at + REASON_LENGTH), -1, REASON_MAX);
    }
}
