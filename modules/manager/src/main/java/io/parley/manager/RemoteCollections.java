package io.parley.manager;

import io.parley.manager.internal.client.Link;

/** Collections of another host. */
abstract class RemoteCollections extends RemoteQueues implements CollectionObjects {
    RemoteCollections(Link link) {
        super(link);
    }
}
