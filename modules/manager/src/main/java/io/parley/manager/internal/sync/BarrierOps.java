package io.parley.manager.internal.sync;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with a barrier. */
final class BarrierOps {
    /** How long in ns; answers how it ended, one of those below, then the index or what to say. */
    static final int ARRIVE = ObjectOps.FIRST_OWN;

    static final int ABORT = ARRIVE + 1;
    static final int RESET = ARRIVE + 2;
    static final int IS_BROKEN = ARRIVE + 3;
    static final int WAITING = ARRIVE + 4;

    /** All were there. */
    static final int TRIPPED = 0;
    /** This party's time was up. */
    static final int TIMED_OUT = 1;
    /** Somebody else ended it. */
    static final int BROKEN = 2;

    private BarrierOps() {}
}
