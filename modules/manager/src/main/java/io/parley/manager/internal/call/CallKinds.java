package io.parley.manager.internal.call;

import io.parley.manager.internal.server.Kind;
import java.util.List;

/** The kinds of registered classes and pools, 400 to 499 on the wire. */
public final class CallKinds {
    private CallKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        return List.of();
    }
}
