package io.parley.testkit.verify;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.LockWord;

/** What is written as a whole: structs, texts, byte strings; {@code docs/spec/struct.md}. */
final class CellCheck {
    private static final int LOCK = ObjectHeader.LENGTH;
    private static final int DOORBELL = LOCK + LockWord.LENGTH;
    private static final int BODY = DOORBELL + 128;
    private static final int LINE_PAIR = 128;
    private static final int VERSION_BYTES = 8;
    private static final int SCHEMA = BODY + Integer.BYTES;

    private CellCheck() {}

    static void text(ObjectImage object) {
        common(object, 't');
        int room = Math.toIntExact(object.header().capacity());
        long copy = roundUp(Integer.BYTES + (long) room, Long.BYTES);
        cells(object, BODY, copy, 1);
        long version = object.getLong(BODY);
        int used = object.getInt((int) (BODY + VERSION_BYTES + (version & 1) * copy));
        object.requireBetween("length of the text", used, 0, room);
    }

    static void chars(ObjectImage object) {
        common(object, 'c');
        cells(object, BODY, roundUp(object.header().capacity(), Long.BYTES), 1);
    }

    static void structs(ObjectImage object) {
        common(object, 's');
        int schema = object.getInt(BODY);
        object.requireBetween("length of the schema", schema, 1, object.header().length() - SCHEMA);
        int first = (int) roundUp(SCHEMA + (long) schema, LINE_PAIR);
        object.requireZero(SCHEMA + schema, first);
        long count = object.header().capacity();
        if (count > 0) {
            long stride = (object.header().length() - first) / count;
            object.requireBetween("distance of the cells", stride % LINE_PAIR, 0, 0);
            versions(object, first, stride, count);
        }
        object.requireBetween("structs", count, 0, Integer.MAX_VALUE);
    }

    private static void common(ObjectImage object, int typeCode) {
        object.requireTypeCode(typeCode);
        LockCellCheck.check(object, LOCK);
        object.requireZero(DOORBELL + Integer.BYTES, BODY);
    }

    private static void cells(ObjectImage object, int first, long copyBytes, long count) {
        long stride = roundUp(VERSION_BYTES + 2 * copyBytes, LINE_PAIR);
        object.requireLength(first + count * stride);
        object.requireZero((int) (first + VERSION_BYTES + 2 * copyBytes), (int) (first + stride));
        versions(object, first, stride, count);
    }

    private static void versions(ObjectImage object, int first, long stride, long count) {
        for (long i = 0; i < count; i++) {
            object.requireBetween(
                    "version of cell " + i, object.getLong((int) (first + i * stride)), 0, Long.MAX_VALUE);
        }
    }

    private static long roundUp(long value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
