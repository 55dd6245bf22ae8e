package io.parley.manager;

import io.parley.manager.internal.client.Link;

/** Queues of another host. */
abstract class RemoteQueues extends RemoteSync implements QueueObjects {
    RemoteQueues(Link link) {
        super(link);
    }
}
