package io.parley.manager.internal.queue;

import io.parley.manager.internal.server.Kind;
import java.util.List;

/** The kinds of queues, 200 to 299 on the wire. */
public final class QueueKinds {
    private QueueKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        return List.of();
    }
}
