package io.parley.manager;

import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.sync.RemoteLocks;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedLock;
import java.util.Objects;

/** Locks and everything to wait with of another host. */
abstract class RemoteSync extends RemoteValues implements SyncObjects {
    private final RemoteLocks locks;

    RemoteSync(Link link) {
        super(link);
        this.locks = new RemoteLocks(link);
    }

    @Override
    public ManagedLock lock(String name) {
        return locks.lock(name, null);
    }

    @Override
    public ManagedLock lock(String name, LockOptions options) {
        return locks.lock(name, Objects.requireNonNull(options, "options"));
    }

    @Override
    public ManagedBinaryLock binaryLock(String name) {
        return locks.binaryLock(name, null);
    }

    @Override
    public ManagedBinaryLock binaryLock(String name, LockOptions options) {
        return locks.binaryLock(name, Objects.requireNonNull(options, "options"));
    }
}
