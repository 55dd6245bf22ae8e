package io.parley.manager.internal.sync;

import io.parley.manager.internal.wire.ObjectOps;

/** What can be done with a lock of either kind, and with its conditions. */
final class LockOps {
    /** Thread, wait, timeout in ns; answers {@link #IN_TIME} or what else, then token, recovered, holder in words. */
    static final int ACQUIRE = ObjectOps.FIRST_OWN;
    /** Thread, token. */
    static final int RELEASE = ACQUIRE + 1;
    /** Thread, wait: the thread that waits was interrupted. */
    static final int INTERRUPT = ACQUIRE + 2;
    /** Thread: of a lock without an owner, the client knows that it has it. */
    static final int CONFIRM = ACQUIRE + 3;
    /** Thread. */
    static final int MARK_CONSISTENT = ACQUIRE + 4;
    /** Answers what people may ask: see {@link LockLook}. */
    static final int LOOK = ACQUIRE + 5;
    /** Of a condition: thread, wait, timeout in ns; answers as {@link #ACQUIRE}. */
    static final int AWAIT = ACQUIRE + 6;
    /** Of a condition: thread, how many. */
    static final int SIGNAL = ACQUIRE + 7;
    /** Of a condition: thread. */
    static final int SIGNAL_ALL = ACQUIRE + 8;
    /** Of a condition: answers how many wait. */
    static final int WAITERS = ACQUIRE + 9;

    /** Thread, token: the thread ended holding the lock. */
    static final int ABANDON = ACQUIRE + 10;

    /** How a wait ended: what was waited for did not happen in time. */
    static final int TOO_LATE = 0;
    /** It happened. */
    static final int IN_TIME = 1;
    /** The thread was interrupted first. */
    static final int INTERRUPTED = 2;
    /** Of a condition: it or its lock was deleted. */
    static final int DELETED = 3;

    private LockOps() {}
}
