package io.parley.manager.internal.sync;

import io.parley.manager.internal.server.Kind;
import java.util.List;

/** The kinds of locks and everything to wait with, 100 to 199 on the wire. */
public final class SyncKinds {
    static final int LOCK = 100;
    static final int BINARY_LOCK = 101;
    static final int CONDITION = 102;
    static final int LOCK_INSIDE = 103;
    static final int SEMAPHORE = 150;
    static final int BOUNDED_SEMAPHORE = 151;
    static final int LEASED_SEMAPHORE = 152;
    static final int EVENT = 153;
    static final int BARRIER = 154;
    static final int LATCH = 155;

    private SyncKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        LockDesk desk = new LockDesk();
        return List.of(
                new Kind(LOCK, "lock", (server, name, details) -> ServedLock.open(desk, server, name, details)),
                new Kind(
                        LOCK_INSIDE,
                        "lock inside",
                        (server, name, details) -> ServedLock.openInside(desk, server, name, details)),
                new Kind(
                        BINARY_LOCK,
                        "binary lock",
                        (server, name, details) -> ServedLock.openBinary(desk, server, name, details)),
                new Kind(
                        CONDITION,
                        "condition",
                        (server, name, details) -> ServedCondition.open(desk, server, name, details)),
                new Kind(SEMAPHORE, "semaphore", ServedSemaphore::openPlain),
                new Kind(BOUNDED_SEMAPHORE, "bounded semaphore", ServedSemaphore::openBounded),
                new Kind(LEASED_SEMAPHORE, "leased semaphore", ServedSemaphore::openLeased),
                new Kind(EVENT, "event", ServedEvent::open),
                new Kind(BARRIER, "barrier", ServedBarrier::open),
                new Kind(LATCH, "latch", ServedLatch::open));
    }
}
