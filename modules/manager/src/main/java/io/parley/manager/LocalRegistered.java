package io.parley.manager;

import io.parley.Parley;

/** Registered classes and pools of this host. */
abstract class LocalRegistered extends LocalCollections implements RegisteredObjects {
    LocalRegistered(Parley parley) {
        super(parley);
    }
}
