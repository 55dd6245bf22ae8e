package io.parley.testkit.verify;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.LockWord;

/** Values and arrays; {@code docs/spec/values.md}. */
final class ValueCheck {
    private static final int LOCK = ObjectHeader.LENGTH;
    private static final int DOORBELL = LOCK + LockWord.LENGTH;
    private static final int CELL = DOORBELL + 128;
    private static final long SMALLEST_CELLS = 128;

    private ValueCheck() {}

    static void value(ObjectImage object, int typeCode) {
        object.requireBetween("capacity of a value", object.header().capacity(), 1, 1);
        array(object, typeCode, Long.BYTES);
    }

    static void array(ObjectImage object, int typeCode, int elementBytes) {
        object.requireTypeCode(typeCode);
        object.requireLength(CELL + Math.max(SMALLEST_CELLS, object.header().capacity() * elementBytes));
        LockCellCheck.check(object, LOCK);
        object.requireZero(DOORBELL + Integer.BYTES, CELL);
    }
}
