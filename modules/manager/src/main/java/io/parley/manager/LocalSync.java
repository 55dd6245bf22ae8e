package io.parley.manager;

import io.parley.Parley;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedLock;

/** Locks and everything to wait with of this host. */
abstract class LocalSync extends LocalValues implements SyncObjects {
    LocalSync(Parley parley) {
        super(parley);
    }

    @Override
    public ManagedLock lock(String name) {
        return parley.lock(name);
    }

    @Override
    public ManagedLock lock(String name, LockOptions options) {
        return parley.lock(name, options);
    }

    @Override
    public ManagedBinaryLock binaryLock(String name) {
        return parley.binaryLock(name);
    }

    @Override
    public ManagedBinaryLock binaryLock(String name, LockOptions options) {
        return parley.binaryLock(name, options);
    }
}
