package io.parley.manager;

import io.parley.Parley;

/** Locks and everything to wait with of this host. */
abstract class LocalSync extends LocalValues implements SyncObjects {
    LocalSync(Parley parley) {
        super(parley);
    }
}
