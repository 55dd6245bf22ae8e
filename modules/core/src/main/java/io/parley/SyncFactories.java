package io.parley;

import io.parley.sync.BinaryLock;
import io.parley.sync.BoundedSemaphore;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.sync.SharedLock;
import io.parley.sync.SharedSemaphore;

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

    /**
     * Permits; one if this call creates it.
     *
     * @param name its name
     * @return a handle
     * @throws ObjectMismatchException if it exists as a bounded or leased one
     */
    public SharedSemaphore semaphore(String name) {
        return SharedSemaphore.open(self(), name);
    }

    /**
     * Permits.
     *
     * @param name its name
     * @param permits how many it begins with
     * @return a handle
     * @throws ObjectMismatchException if it exists and began with another number, or as a bounded or leased one
     */
    public SharedSemaphore semaphore(String name, int permits) {
        return SharedSemaphore.open(self(), name, permits);
    }

    /**
     * Permits, of which there are never more than at the beginning.
     *
     * @param name its name
     * @param permits how many
     * @return a handle
     * @throws ObjectMismatchException if it exists with another number, or is no bounded one
     */
    public BoundedSemaphore boundedSemaphore(String name, int permits) {
        return BoundedSemaphore.open(self(), name, permits);
    }

    /**
     * Permits that come back when the process that has them dies.
     *
     * @param name its name
     * @param permits how many
     * @return a handle
     * @throws ObjectMismatchException if it exists with another number, or is no leased one
     */
    public LeasedSemaphore leasedSemaphore(String name, int permits) {
        return LeasedSemaphore.open(self(), name, permits);
    }

    /**
     * A flag to wait for, clear if this call creates it.
     *
     * @param name its name
     * @return a handle
     */
    public SharedEvent event(String name) {
        return SharedEvent.open(self(), name);
    }

    /**
     * A count that goes down to zero, once, and can be waited for.
     *
     * @param name its name
     * @param count what it counts down from
     * @return a handle
     * @throws ObjectMismatchException if it exists and began with another count
     */
    public SharedLatch latch(String name, int count) {
        return SharedLatch.open(self(), name, count);
    }
}
