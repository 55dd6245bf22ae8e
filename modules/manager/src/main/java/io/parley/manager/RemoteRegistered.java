package io.parley.manager;

import io.parley.manager.internal.client.Link;

/** Registered classes and pools of another host. */
abstract class RemoteRegistered extends RemoteCollections implements RegisteredObjects {
    RemoteRegistered(Link link) {
        super(link);
    }
}
