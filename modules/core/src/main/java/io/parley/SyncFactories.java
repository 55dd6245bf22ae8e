package io.parley;

import io.parley.sync.BinaryLock;
import io.parley.sync.LockOptions;
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

    /**
     * A re-entrant lock that comes back when its holder dies.
     *
     * @param name its name
     * @param options how it behaves, for example {@link LockOptions#fair()}
     * @return a handle
     * @throws ObjectMismatchException if it exists with other options
     */
    public SharedLock lock(String name, LockOptions options) {
        return SharedLock.open(self(), name, options);
    }

    /**
     * A lock that anybody may release; it stays locked when who acquired it is gone.
     *
     * @param name its name
     * @return a handle
     */
    public BinaryLock binaryLock(String name) {
        return BinaryLock.open(self(), name);
    }

    /**
     * A lock that anybody may release.
     *
     * @param name its name
     * @param options how it behaves, for example {@link LockOptions#recoverOnOwnerDeath()}
     * @return a handle
     * @throws ObjectMismatchException if it exists with other options
     */
    public BinaryLock binaryLock(String name, LockOptions options) {
        return BinaryLock.open(self(), name, options);
    }
}
