package io.parley.manager;

import io.parley.Parley;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBarrier;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedEvent;
import io.parley.sync.ManagedLatch;
import io.parley.sync.ManagedLock;
import io.parley.sync.ManagedSemaphore;
import io.parley.sync.SharedBarrier;
import java.time.Duration;

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

    @Override
    public ManagedSemaphore semaphore(String name) {
        return parley.semaphore(name);
    }

    @Override
    public ManagedSemaphore semaphore(String name, int permits) {
        return parley.semaphore(name, permits);
    }

    @Override
    public ManagedSemaphore boundedSemaphore(String name, int permits) {
        return parley.boundedSemaphore(name, permits);
    }

    @Override
    public ManagedSemaphore leasedSemaphore(String name, int permits) {
        return parley.leasedSemaphore(name, permits);
    }

    @Override
    public ManagedEvent event(String name) {
        return parley.event(name);
    }

    @Override
    public ManagedLatch latch(String name, int count) {
        return parley.latch(name, count);
    }

    @Override
    public ManagedBarrier barrier(String name, int parties, Duration timeout) {
        return SharedBarrier.open(parley, name, parties, null, timeout);
    }
}
