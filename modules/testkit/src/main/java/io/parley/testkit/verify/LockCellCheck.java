package io.parley.testkit.verify;

import io.parley.internal.live.Owner;
import io.parley.internal.sync.LockWord;

/** A lock cell, in a lock's own file or embedded in another object; {@code docs/spec/lock.md}. */
final class LockCellCheck {
    private LockCellCheck() {}

    static void check(ObjectImage object, int base) {
        object.requireLiveOrNobody("lock at " + base, object.getInt(base + LockWord.WORD));
        fields(object, base);
    }

    /** All but who holds it. */
    static void fields(ObjectImage object, int base) {
        long token = object.getLong(base + LockWord.TOKEN);
        object.requireBetween("fencing token", token, 0, Long.MAX_VALUE);
        // the taker counts the recovery before it takes its token
        object.requireBetween("recoveries", object.getLong(base + LockWord.RECOVERIES), 0, token + 1);
        object.requireBetween("seen token", object.getLong(base + LockWord.SEEN_TOKEN), 0, token);
        object.requireBetween("contended", object.getLong(base + LockWord.CONTENDED), 0, Long.MAX_VALUE);
        object.requireBetween("previous owner", object.getInt(base + LockWord.PREVIOUS_OWNER), 0, Owner.MASK);
        object.requireBetween("options", object.getInt(base + LockWord.OPTIONS), 0, LockWord.FAIR | LockWord.RECOVERS);
        object.requireZero(base + LockWord.NEXT_TICKET + Long.BYTES, base + LockWord.LENGTH);
    }
}
