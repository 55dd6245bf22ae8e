package io.parley.testkit.verify;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.pipe.PipeLayout;
import io.parley.internal.ring.RingLayout;
import io.parley.internal.sync.SlotTable;

/** A pipe; {@code docs/spec/pipe.md}. */
final class PipeCheck {
    private static final int CAPACITY = ObjectHeader.LENGTH;
    private static final int SIMPLEX = CAPACITY + 4;
    private static final int CODEC_LENGTH = SIMPLEX + 4;
    private static final int REGISTRY_LOCK = 384;
    private static final int EVER = REGISTRY_LOCK + 132;
    private static final int LANES = 640;
    private static final int LANE_LENGTH = 512;
    private static final int RECEIVE_LOCK = 128;
    private static final int TABLES = LANES + 2 * LANE_LENGTH;
    private static final int HANDED_OVER = TABLES + 2 * SlotTable.LENGTH;
    private static final int RINGS = HANDED_OVER + 512;
    private static final int RING_HEADER = RingLayout.RECORDS;
    private static final int OWNER_SHIFT = 34;

    private PipeCheck() {}

    static void check(ObjectImage object) {
        int capacity = object.getInt(CAPACITY);
        object.requireBetween("simplex", object.getInt(SIMPLEX), 0, 1);
        object.requireBetween("codec length", object.getInt(CODEC_LENGTH), 0, PipeLayout.CODEC_MAX);
        object.requireLength(RINGS + 2L * (RING_HEADER + capacity));
        LockCellCheck.check(object, REGISTRY_LOCK);
        object.requireBetween("ends ever opened", object.getInt(EVER), 0, 3);
        for (int end = 0; end < 2; end++) {
            LockCellCheck.check(object, LANES + end * LANE_LENGTH);
            LockCellCheck.check(object, LANES + end * LANE_LENGTH + RECEIVE_LOCK);
            SlotTableCheck.check(object, TABLES + end * SlotTable.LENGTH, "open end");
        }
        for (int at = HANDED_OVER; at < RINGS; at += Long.BYTES) {
            object.requireLiveOrNobody("end on its way at " + at, (int) (object.getLong(at) >>> OWNER_SHIFT));
        }
    }
}
