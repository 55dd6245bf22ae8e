package io.parley.testkit.verify;

import io.parley.internal.sync.SlotTable;

/** A count for each process. */
final class SlotTableCheck {
    private SlotTableCheck() {}

    /** The sum of the counts; each belongs to a live process. */
    static long check(ObjectImage object, int base, String what) {
        long sum = 0;
        for (int at = base; at < base + SlotTable.LENGTH; at += Long.BYTES) {
            long cell = object.getLong(at);
            int count = (int) cell;
            if (count != 0) {
                object.requireBetween(what + " at " + at, count, 1, Integer.MAX_VALUE);
                object.requireLiveOrNobody(what + " at " + at, (int) (cell >>> 32));
                if (cell >>> 32 == 0) {
                    object.finding(what + " at " + at + " belongs to nobody: " + count);
                }
            }
            sum += count;
        }
        return sum;
    }
}
