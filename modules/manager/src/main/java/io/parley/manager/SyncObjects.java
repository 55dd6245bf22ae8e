package io.parley.manager;

import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBarrier;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedEvent;
import io.parley.sync.ManagedLatch;
import io.parley.sync.ManagedLock;
import io.parley.sync.ManagedSemaphore;
import java.time.Duration;

/** What a {@link Manager} knows of locks and everything to wait with. */
interface SyncObjects {
    /**
     * A re-entrant lock. Python's {@code RLock()}.
     *
     * @param name its name
     * @return a handle; all of one manager count as the same lock for re-entry
     */
    ManagedLock lock(String name);

    /**
     * A re-entrant lock.
     *
     * @param name its name
     * @param options how it behaves
     * @return a handle; all of one manager count as the same lock for re-entry
     * @throws io.parley.ObjectMismatchException if it exists with other options
     */
    ManagedLock lock(String name, LockOptions options);

    /**
     * A lock that one may acquire and another release. Python's {@code Lock()}.
     *
     * @param name its name
     * @return a handle
     */
    ManagedBinaryLock binaryLock(String name);

    /**
     * A lock that one may acquire and another release.
     *
     * @param name its name
     * @param options how it behaves
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with other options
     */
    ManagedBinaryLock binaryLock(String name, LockOptions options);

    /**
     * A semaphore, created with one permit if there is none.
     *
     * @param name its name
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists and is of another sort
     */
    ManagedSemaphore semaphore(String name);

    /**
     * A semaphore.
     *
     * @param name its name
     * @param permits how many permits it begins with if this call creates it
     * @return a handle
     * @throws IllegalArgumentException if {@code permits} is negative
     * @throws io.parley.ObjectMismatchException if it exists and began with another number, or is of another sort
     */
    ManagedSemaphore semaphore(String name, int permits);

    /**
     * A semaphore that never has more permits than at the beginning.
     *
     * @param name its name
     * @param permits how many permits it begins with if this call creates it
     * @return a handle
     * @throws IllegalArgumentException if {@code permits} is negative
     * @throws io.parley.ObjectMismatchException if it exists and began with another number, or is of another sort
     */
    ManagedSemaphore boundedSemaphore(String name, int permits);

    /**
     * A semaphore whose permits come back when who has them is gone: a process here, a session there.
     *
     * @param name its name
     * @param permits how many permits there are
     * @return a handle
     * @throws IllegalArgumentException if {@code permits} is negative
     * @throws io.parley.ObjectMismatchException if it exists with another number, or is of another sort
     */
    ManagedSemaphore leasedSemaphore(String name, int permits);

    /**
     * An event, clear if this call creates it.
     *
     * @param name its name
     * @return a handle
     */
    ManagedEvent event(String name);

    /**
     * A latch.
     *
     * @param name its name
     * @param count what it counts down from; with 0 it is open from the beginning
     * @return a handle
     * @throws IllegalArgumentException if {@code count} is negative
     * @throws io.parley.ObjectMismatchException if it exists and began with another count
     */
    ManagedLatch latch(String name, int count);

    /**
     * A barrier without an action.
     *
     * @param name its name
     * @param parties how many wait for each other, 1 to 65,535
     * @return a handle
     * @throws IllegalArgumentException if {@code parties} is out of range
     * @throws io.parley.ObjectMismatchException if it exists with another number of parties
     */
    default ManagedBarrier barrier(String name, int parties) {
        return barrier(name, parties, null);
    }

    /**
     * A barrier without an action.
     *
     * @param name its name
     * @param parties how many wait for each other, 1 to 65,535
     * @param timeout how long {@code await()} and {@code arriveAndAwait()} of this handle wait before they break the
     *     barrier, or null for ever
     * @return a handle
     * @throws IllegalArgumentException if {@code parties} is out of range
     * @throws io.parley.ObjectMismatchException if it exists with another number of parties
     */
    ManagedBarrier barrier(String name, int parties, Duration timeout);
}
