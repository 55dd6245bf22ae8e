package io.parley.manager.internal.server;

import io.parley.manager.internal.wire.Frame;

/** A place for one request at a time, with what became of it. Guarded by its session's monitor. */
final class Slot {
    /** The latest request's number; 0 before the first. */
    long seq;

    /** Whether it has its answer. */
    boolean answered;

    /** The answer, until the client has it. */
    Frame answer;

    /** Who wants to know whether the client has the answer. */
    Receipt receipt;

    /** The client took it back. */
    boolean cancelled;

    /** It waits. */
    Waiter waiter;

    /** The next request. */
    void begin(long number) {
        seq = number;
        answered = false;
        answer = null;
        receipt = null;
        cancelled = false;
        waiter = null;
    }

    /** The client has the answer; who wants to know. */
    Receipt acknowledged() {
        Receipt arrived = receipt;
        answer = null;
        receipt = null;
        return arrived;
    }
}
