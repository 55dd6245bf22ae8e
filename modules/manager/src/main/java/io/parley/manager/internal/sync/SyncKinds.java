package io.parley.manager.internal.sync;

import io.parley.manager.internal.server.Kind;
import java.util.List;

/** The kinds of locks and everything to wait with, 100 to 199 on the wire. */
public final class SyncKinds {
    private SyncKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        return List.of();
    }
}
