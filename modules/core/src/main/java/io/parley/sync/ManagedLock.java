package io.parley.sync;

import io.parley.ManagedObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/**
 * A re-entrant lock as a manager gives it, here or on another host. Python's {@code Manager().RLock()}.
 *
 * <p><b>Threading:</b> owned by one thread of one process, on whichever host; only it may release.
 *
 * <p><b>Failure:</b> if the holder dies, the next one gets the lock and is told. On this host that takes milliseconds.
 * Of a client of another host, the server notices a closed connection of a manager that was closed at once, and any
 * other end when the session's time limit is over; if only the holding thread ends, its client passes the lock on within
 * a second. If the server's process dies, everything its clients held is free
 * within milliseconds, for those on its host; the clients' sessions are over.
 *
 * <p><b>Blocking:</b> waits for the lock, and on another host for answers of the server: one round trip to acquire, one
 * to release; none to acquire again. <b>Allocation:</b> none here in {@code lock} and {@code unlock}.
 *
 * <p>On another host every method may throw {@link io.parley.RemoteException}: the session is over, or ended while the
 * request was on its way. Connect again; what the session held was given back.
 *
 * <p><b>Differs from Python:</b> there a manager's lock stays locked for ever when its holder dies.
 */
public interface ManagedLock extends ManagedObject, Lock {
    /**
     * Acquires the lock, however long it takes.
     *
     * @return the lease to close
     * @throws InterruptedException if the thread is interrupted; the lock is not acquired
     * @throws io.parley.ObjectDeletedException if the lock was deleted
     */
    ManagedLease acquire() throws InterruptedException;

    /**
     * Acquires the lock within a time.
     *
     * @param timeout how long; zero or less looks once
     * @return the lease to close
     * @throws io.parley.AcquireTimeoutException if it did not come free in time; the message names the holder
     * @throws InterruptedException if the thread is interrupted; the lock is not acquired
     * @throws io.parley.ObjectDeletedException if the lock was deleted
     */
    ManagedLease acquire(Duration timeout) throws InterruptedException;

    /**
     * Acquires the lock if it is free, or if its holder is dead.
     *
     * @return the lease to close, or empty
     */
    Optional<? extends ManagedLease> tryAcquire();

    /**
     * Gives the lock back, or one of several holds of this thread.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold it
     * @throws io.parley.OwnershipLostException if it was lost: the domain was closed under the holder
     * @throws io.parley.RemoteException if the lock is on another host and the session is over; nobody else's hold is
     *     touched
     */
    @Override
    void unlock();

    /**
     * Whether the calling thread took the lock over from a dead holder, and nobody declared the guarded data in order
     * since.
     *
     * @return true after a take-over, until {@link #markConsistent()}
     */
    boolean isRecovered();

    /**
     * Declares the guarded data in order again after a take-over.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    void markConsistent();

    /**
     * Whether the calling thread holds the lock.
     *
     * @return exact on this host; on another one, what this client knows
     */
    boolean isHeldByCurrentThread();

    /**
     * How often the calling thread holds the lock.
     *
     * @return 0 if it does not
     */
    int holdCount();

    /**
     * Whether somebody holds the lock, or died holding it and nobody took over yet.
     *
     * @return a snapshot
     */
    boolean isLocked();

    /**
     * Who acquired the lock and has not released it. For what a client of another host holds, the process is the one
     * that serves it, and the thread's number is below 0.
     *
     * @return a snapshot, empty when free
     */
    Optional<HolderInfo> holder();

    /**
     * The fencing token of the latest acquisition by anybody.
     *
     * @return 0 if there was none
     */
    long token();

    /**
     * How often a dead holder was taken over since the lock was created.
     *
     * @return a count
     */
    long recoveries();

    /**
     * The options that the lock was created with.
     *
     * @return the options
     */
    LockOptions options();

    /**
     * A condition of this lock, by name. It belongs to this lock and no other.
     *
     * @param condition its name among the conditions of this lock
     * @return a handle
     * @throws IllegalArgumentException if the names of lock and condition together are too long, or not plain
     */
    ManagedCondition condition(String condition);

    /**
     * A condition of this lock, by number: the n-th call on any handle gives the same condition as the n-th call on any
     * other, namely the one called {@code "n"}.
     *
     * @return a handle
     */
    @Override
    ManagedCondition newCondition();
}
