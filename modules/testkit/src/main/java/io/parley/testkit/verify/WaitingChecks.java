package io.parley.testkit.verify;

import io.parley.internal.live.Owner;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.ConditionLayout;

/** What threads wait for: conditions, events, latches; and the board that says so. */
final class WaitingChecks {
    private static final int BODY = ObjectHeader.LENGTH;
    private static final int SMALL_LENGTH = 256;
    private static final int AFTER_DOORBELL = BODY + 12;

    private static final int CONDITION_TICKETS = ConditionLayout.LOCK_GENERATION + 8;
    private static final int CONDITION_SLOTS = BODY + 128;
    private static final int CONDITION_SLOT_LENGTH = 64;
    private static final int CONDITION_SLOT_USED = 32;
    private static final int LEFT_SIGNALLED = 4;

    private static final int NOTE_LENGTH = 256;
    private static final int NOTE_NAME_BYTES = 32;
    private static final int NOTE_OBJECT_BYTES = 36;
    private static final int NAME_MAX = 64;
    private static final int OBJECT_MAX = 152;

    private WaitingChecks() {}

    /** {@code docs/spec/event.md}. */
    static void event(ObjectImage object) {
        object.requireLength(SMALL_LENGTH);
        long word = object.getLong(BODY);
        object.requireBetween("epoch", word >> 1, word & 1, Long.MAX_VALUE >> 1);
        object.requireZero(AFTER_DOORBELL, SMALL_LENGTH);
    }

    /** {@code docs/spec/latch.md}. */
    static void latch(ObjectImage object) {
        object.requireLength(SMALL_LENGTH);
        int initial = object.getInt(BODY + 4);
        object.requireBetween("initial count", initial, 0, Integer.MAX_VALUE);
        object.requireBetween("count", object.getInt(BODY), 0, initial);
        object.requireZero(AFTER_DOORBELL, SMALL_LENGTH);
    }

    /** {@code docs/spec/condition.md}. Slots of the dead are freed when a signal or a newcomer comes across them. */
    static void condition(ObjectImage object) {
        object.requireLength(ConditionLayout.FILE_LENGTH);
        long tickets = object.getLong(CONDITION_TICKETS);
        if (object.getLong(ConditionLayout.LOCK_GENERATION) == 0) {
            object.finding("belongs to no lock");
        }
        object.requireZero(CONDITION_TICKETS + 8, CONDITION_SLOTS);
        for (int slot = 0; slot < ConditionLayout.SLOTS; slot++) {
            int at = CONDITION_SLOTS + slot * CONDITION_SLOT_LENGTH;
            boolean taken = object.getInt(at) != Owner.NONE;
            object.requireBetween("state of slot " + slot, object.getInt(at + 4), taken ? 1 : 0, LEFT_SIGNALLED);
            object.requireBetween("ticket of slot " + slot, object.getLong(at + 8), taken ? 1 : 0, tickets);
            object.requireZero(at + CONDITION_SLOT_USED, at + CONDITION_SLOT_LENGTH);
        }
    }

    /** {@code docs/spec/wait-board.md}. Notes of the dead are written over. */
    static void board(ObjectImage object) {
        for (int at = BODY; at < object.header().length(); at += NOTE_LENGTH) {
            object.requireBetween("thread name at " + at, object.getInt(at + NOTE_NAME_BYTES), 0, NAME_MAX);
            object.requireBetween("object name at " + at, object.getInt(at + NOTE_OBJECT_BYTES), 0, OBJECT_MAX);
        }
    }
}
