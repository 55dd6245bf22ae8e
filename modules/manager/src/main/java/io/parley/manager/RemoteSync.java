package io.parley.manager;

import io.parley.manager.internal.client.Link;

/** Locks and everything to wait with of another host. */
abstract class RemoteSync extends RemoteValues implements SyncObjects {
    RemoteSync(Link link) {
        super(link);
    }
}
