package io.parley.manager.internal.call;

import io.parley.manager.internal.server.Kind;
import java.util.List;

/** The kinds of registered classes and pools, 400 to 499 on the wire. */
public final class CallKinds {
    static final int REGISTERED = 400;
    static final int POOL = 401;

    private CallKinds() {}

    /** All of them, of one server. */
    public static List<Kind> of(Host host, Pools pools) {
        return List.of(
                new Kind(REGISTERED, "registered classes", (server, name, details) -> new ServedRegistered(host)),
                new Kind(POOL, "pool", (server, name, details) -> new ServedPool(pools.find(name), pools.maxFrame())));
    }
}
