package io.parley.manager.internal.sync;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with a latch. */
final class LatchOps {
    /** By how many. */
    static final int COUNT_DOWN = ObjectOps.FIRST_OWN;

    static final int COUNT = COUNT_DOWN + 1;
    /** How long in ns; answers whether it is open. */
    static final int AWAIT = COUNT_DOWN + 2;

    private LatchOps() {}
}
