package io.parley.manager.internal.queue;

import io.parley.manager.internal.server.Kind;
import java.util.List;

/** The kinds of queues, 200 to 299 on the wire. */
public final class QueueKinds {
    static final int QUEUE = 200;
    static final int JOINABLE_QUEUE = 201;
    static final int TRANSIENT_QUEUE = 202;

    private QueueKinds() {}

    /** All of them. */
    public static List<Kind> all() {
        return List.of(
                new Kind(QUEUE, "queue", ServedQueue::open),
                new Kind(JOINABLE_QUEUE, "joinable queue", ServedQueue::openJoinable),
                new Kind(TRANSIENT_QUEUE, "transient queue", ServedTransient::open));
    }
}
