package io.parley.manager.internal.call;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with a pool. */
final class PoolOps {
    /** how many workers there are. */
    static final int WORKERS = ObjectOps.FIRST_OWN;
    /** the caller's own number of the task, its time limit in ns or 0, how often it may be run again, the task. */
    static final int RUN = WORKERS + 1;
    /** the caller's own number of the task: nobody wants it any more. */
    static final int CANCEL = WORKERS + 2;

    private PoolOps() {}
}
