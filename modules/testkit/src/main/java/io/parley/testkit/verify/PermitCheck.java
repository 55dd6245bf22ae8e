package io.parley.testkit.verify;

import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.PermitWord;
import io.parley.internal.sync.SlotTable;

/** Semaphores of each sort; {@code docs/spec/semaphore.md}. */
final class PermitCheck {
    private static final int SORT = ObjectHeader.LENGTH;
    private static final int INITIAL = SORT + 4;
    private static final int WORD = 256;
    private static final int BULK = WORD + 4;
    private static final int LEASES = PermitWord.GUARD + 128;

    private PermitCheck() {}

    static void check(ObjectImage object) {
        int sort = object.getInt(SORT);
        int initial = object.getInt(INITIAL);
        int permits = object.getInt(WORD) & Integer.MAX_VALUE;
        object.requireBetween("sort", sort, PermitWord.PLAIN, PermitWord.LEASED);
        object.requireBetween("initial permits", initial, 0, PermitWord.MAX);
        object.requireBetween("permits", permits, 0, sort == PermitWord.PLAIN ? PermitWord.MAX : initial);
        object.requireBetween("bulk", object.getInt(BULK), 0, 1);
        object.requireZero(INITIAL + 4, WORD);
        object.requireZero(BULK + 4, PermitWord.GUARD);
        if (sort != PermitWord.LEASED) {
            object.requireLength(PermitWord.GUARD);
            return;
        }
        object.requireLength(LEASES + (long) SlotTable.LENGTH);
        LockCellCheck.check(object, PermitWord.GUARD);
        long leased = SlotTableCheck.check(object, LEASES, "lease");
        if (permits + leased != initial) {
            object.finding(
                    "permits do not add up: in the word=" + permits + ", leased=" + leased + ", initial=" + initial);
        }
    }
}
