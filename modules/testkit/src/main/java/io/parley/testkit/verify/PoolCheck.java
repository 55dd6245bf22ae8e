package io.parley.testkit.verify;

import io.parley.internal.live.Owner;
import io.parley.internal.memory.ObjectHeader;

/** The file of a pool; {@code docs/spec/pool.md}. Whose owner is dead waits for the next pool of that name. */
final class PoolCheck {
    private static final int OWNER = ObjectHeader.LENGTH;
    private static final int LENGTH = 256;

    private PoolCheck() {}

    static void check(ObjectImage object) {
        object.requireLength(LENGTH);
        object.requireBetween("owner", object.getInt(OWNER) & 0xffff_ffffL, 0, Owner.MASK);
        object.requireZero(OWNER + Integer.BYTES, LENGTH);
    }
}
