package io.parley.testkit.verify;

import io.parley.internal.live.Owner;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.sync.LockWord;

/** Locks in files of their own, with the queue of a fair one; {@code docs/spec/lock.md}. */
final class LockCheck {
    private static final int CELL = ObjectHeader.LENGTH;
    private static final int TABLE = CELL + LockWord.LENGTH;
    private static final int SLOT_LENGTH = 64;
    private static final int TICKET = 8;
    private static final int USED = 24;

    private LockCheck() {}

    static void check(ObjectImage object) {
        int options = object.getInt(CELL + LockWord.OPTIONS);
        object.requireLength(CELL + (long) LockWord.length(options));
        LockCellCheck.check(object, CELL);
        if ((options & LockWord.FAIR) != 0) {
            queue(object);
        }
    }

    /** Without recovery it stays locked when who acquired it is gone. */
    static void binary(ObjectImage object) {
        int options = object.getInt(CELL + LockWord.OPTIONS);
        if ((options & LockWord.RECOVERS) != 0) {
            check(object);
            return;
        }
        object.requireLength(CELL + (long) LockWord.length(options));
        LockCellCheck.fields(object, CELL);
    }

    private static void queue(ObjectImage object) {
        long tickets = object.getLong(CELL + LockWord.NEXT_TICKET);
        for (int at = TABLE; at < object.header().length(); at += SLOT_LENGTH) {
            long ticket = object.getLong(at + TICKET);
            object.requireBetween("ticket at " + at, ticket, 0, tickets);
            // A dead waiter without a ticket is in nobody's way; the slot is taken when it is needed.
            if (ticket != 0) {
                object.requireLiveOrNobody("waiting slot at " + at, object.getInt(at));
                if (object.getInt(at) == Owner.NONE) {
                    object.finding("ticket without an owner at " + at + ": " + ticket);
                }
            }
            object.requireZero(at + USED, at + SLOT_LENGTH);
        }
    }
}
