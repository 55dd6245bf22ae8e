package io.parley.testkit.verify;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.LockWord;

/** Values and arrays; {@code docs/spec/values.md}. */
final class ValueCheck {
    private static final int LOCK = ObjectHeader.LENGTH;
    private static final int LOCK_CHOICE = LOCK + LockWord.LENGTH + 4;
    private static final int LOCK_NAME = LOCK_CHOICE + 4;
    private static final int CELL = LOCK + LockWord.LENGTH + 128;
    private static final long SMALLEST_CONTENT = 128;
    private static final int LOCK_OBJECT = 1;
    private static final int NO_LOCK = 2;

    private ValueCheck() {}

    /** One value, of one of the types of these letters. */
    static void value(ObjectImage object, String letters) {
        object.requireBetween("capacity of a value", object.header().capacity(), 1, 1);
        array(object, letters, Long.BYTES);
    }

    static void array(ObjectImage object, String letters, int elementBytes) {
        object.requireTypeCode(letters);
        long content = (object.header().capacity() * elementBytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        object.requireLength(CELL + Math.max(SMALLEST_CONTENT, content));
        LockCellCheck.check(object, LOCK);
        int choice = object.getInt(LOCK_CHOICE);
        object.requireBetween("lock choice", choice, 0, NO_LOCK);
        if (choice != LOCK_OBJECT) {
            object.requireZero(LOCK_NAME, CELL);
        }
    }
}
