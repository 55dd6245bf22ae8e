package io.parley.manager;

import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.sync.RemoteBarrier;
import io.parley.manager.internal.sync.RemoteEvent;
import io.parley.manager.internal.sync.RemoteLatch;
import io.parley.manager.internal.sync.RemoteLocks;
import io.parley.manager.internal.sync.RemoteSemaphore;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBarrier;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedEvent;
import io.parley.sync.ManagedLatch;
import io.parley.sync.ManagedLock;
import io.parley.sync.ManagedSemaphore;
import java.time.Duration;
import java.util.Objects;

/** Locks and everything to wait with of another host. */
abstract class RemoteSync extends RemoteValues implements SyncObjects {
    private final RemoteLocks locks;

    RemoteSync(Link link) {
        super(link);
        this.locks = RemoteLocks.of(link);
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

    @Override
    public ManagedSemaphore semaphore(String name) {
        return RemoteSemaphore.plain(link, name);
    }

    @Override
    public ManagedSemaphore semaphore(String name, int permits) {
        return RemoteSemaphore.plain(link, name, permits);
    }

    @Override
    public ManagedSemaphore boundedSemaphore(String name, int permits) {
        return RemoteSemaphore.bounded(link, name, permits);
    }

    @Override
    public ManagedSemaphore leasedSemaphore(String name, int permits) {
        return RemoteSemaphore.leased(link, name, permits);
    }

    @Override
    public ManagedEvent event(String name) {
        return new RemoteEvent(link, name);
    }

    @Override
    public ManagedLatch latch(String name, int count) {
        return new RemoteLatch(link, name, count);
    }

    @Override
    public ManagedBarrier barrier(String name, int parties, Duration timeout) {
        return new RemoteBarrier(link, name, parties, timeout);
    }
}
