package io.parley.testkit.verify;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.BarrierWord;
import io.parley.internal.sync.LockWord;
import io.parley.internal.sync.SlotTable;

/** Barriers and read-write locks; {@code docs/spec/barrier.md}, {@code docs/spec/read-write-lock.md}. */
final class PartyChecks {
    private static final int BODY = ObjectHeader.LENGTH;
    private static final int ARRIVED = 264;
    private static final int CAUSE = 272;
    private static final int LAST_CAUSE = 7;
    private static final int LIST = BarrierWord.GUARD + LockWord.LENGTH;
    private static final int LEAST_LIST = 32;

    private static final int STATE = BODY + LockWord.LENGTH;
    private static final int WRITING = 1 << 1;
    private static final int ALL_STATES = 7;
    private static final int DOORBELL = 384;
    private static final int READERS = 512;

    private PartyChecks() {}

    static void barrier(ObjectImage object) {
        int parties = object.getInt(BODY);
        object.requireBetween("parties", parties, 1, BarrierWord.MAX_PARTIES);
        object.requireZero(BODY + 4, 256);
        object.requireBetween("cause", object.getInt(CAUSE), 0, LAST_CAUSE);
        object.requireZero(CAUSE + 8, BarrierWord.GUARD);
        LockCellCheck.check(object, BarrierWord.GUARD);
        object.requireLength(LIST + (long) Math.max(LEAST_LIST, parties) * Integer.BYTES);
        int arrived = object.getInt(ARRIVED);
        object.requireBetween("arrived", arrived, 0, parties);
        for (int i = 0; i < Math.min(arrived, parties); i++) {
            object.requireLiveOrNobody("party " + i, object.getInt(LIST + i * Integer.BYTES));
        }
    }

    /** A dead reader's count keeps nobody out: the next writer drops it. */
    static void readWriteLock(ObjectImage object) {
        object.requireLength(READERS + (long) SlotTable.LENGTH);
        LockCellCheck.check(object, BODY);
        int state = object.getInt(STATE);
        object.requireBetween("state", state, 0, ALL_STATES);
        if ((state & WRITING) != 0 && object.getInt(BODY + LockWord.WORD) == 0) {
            object.finding("a writer is in, and nobody has the writers' lock");
        }
        object.requireZero(STATE + 4, DOORBELL);
        object.requireZero(DOORBELL + 4, READERS);
        SlotTableCheck.check(object, READERS, "reader");
    }
}
