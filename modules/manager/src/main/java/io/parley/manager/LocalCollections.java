package io.parley.manager;

import io.parley.Parley;

/** Collections of this host. */
abstract class LocalCollections extends LocalQueues implements CollectionObjects {
    LocalCollections(Parley parley) {
        super(parley);
    }
}
