package io.parley.manager.internal.sync;

import io.parley.manager.internal.server.Kind;
import java.util.List;

/** The kinds of locks and everything to wait with, 100 to 199 on the wire. */
public final class SyncKinds {
    static final int LOCK = 100;
    static final int BINARY_LOCK = 101;
    static final int CONDITION = 102;

    private SyncKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        LockDesk desk = new LockDesk();
        return List.of(
                new Kind(LOCK, "lock", (server, name, details) -> ServedLock.open(desk, server, name, details)),
                new Kind(
                        BINARY_LOCK,
                        "binary lock",
                        (server, name, details) -> ServedLock.openBinary(desk, server, name, details)),
                new Kind(
                        CONDITION,
                        "condition",
                        (server, name, details) -> ServedCondition.open(desk, server, name, details)));
    }
}
