package io.parley;

import io.parley.sync.SharedLock;

/** The part of {@link Parley} that opens what processes synchronise with. */
abstract class SyncFactories extends ValueFactories {
    SyncFactories() {}

    /**
     * A re-entrant lock that comes back when its holder dies.
     *
     * @param name its name
     * @return a handle
     */
    public SharedLock lock(String name) {
        return SharedLock.open(self(), name);
    }
}
