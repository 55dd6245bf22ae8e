package io.parley.manager.internal.sync;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with an event. */
final class EventOps {
    static final int SET = ObjectOps.FIRST_OWN;
    static final int CLEAR = SET + 1;
    static final int IS_SET = SET + 2;
    static final int EPOCH = SET + 3;
    /** How long in ns; answers whether it was set. */
    static final int AWAIT = SET + 4;
    /** After which epoch, how long in ns; answers whether it was set since, and the epoch now. */
    static final int AWAIT_EPOCH = SET + 5;

    private EventOps() {}
}
