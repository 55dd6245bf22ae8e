package io.parley.manager.internal.sync;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with a semaphore. */
final class SemaphoreOps {
    /** How many, how long in ns; answers whether they were taken. */
    static final int ACQUIRE = ObjectOps.FIRST_OWN;
    /** How many. */
    static final int RELEASE = ACQUIRE + 1;

    static final int AVAILABLE = ACQUIRE + 2;
    static final int DRAIN = ACQUIRE + 3;
    static final int INITIAL = ACQUIRE + 4;

    /** Instead of a number of permits to begin with: whatever there is. */
    static final int ANY = -1;

    private SemaphoreOps() {}
}
