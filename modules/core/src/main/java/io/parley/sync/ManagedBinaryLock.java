package io.parley.sync;

import io.parley.ManagedObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/**
 * A lock that one may acquire and another release, as a manager gives it, here or on another host. Python's
 * {@code Manager().Lock()}.
 *
 * <p><b>Threading:</b> it has no owner. Whoever likes may release it, on whichever host.
 *
 * <p><b>Failure:</b> it stays locked until somebody releases it, also when the client that acquired it is gone. Created
 * with {@link LockOptions#recoverOnOwnerDeath()} it comes back when that client's session ends, or the process that
 * acquired it, and {@link #isRecovered()} is true for the next. An acquisition that the client never heard of, because
 * its session ended first, is taken back in any case.
 *
 * <p><b>Blocking:</b> waits for the lock, and on another host for answers of the server, one round trip for each call,
 * where every method may throw {@link io.parley.RemoteException}: the session is over. <b>Allocation:</b> none here in
 * {@code lock} and {@code unlock}.
 *
 * <p><b>Differs from Python:</b> releasing a free lock is an {@link IllegalStateException}.
 */
public interface ManagedBinaryLock extends ManagedObject, Lock {
    /**
     * Acquires the lock within a time.
     *
     * @param timeout how long; zero or less looks once
     * @throws io.parley.AcquireTimeoutException if it did not come free in time; the message names who acquired it
     * @throws InterruptedException if the thread is interrupted; the lock is not acquired
     * @throws io.parley.ObjectDeletedException if the lock was deleted
     */
    void acquire(Duration timeout) throws InterruptedException;

    /**
     * Makes the lock free, whoever acquired it.
     *
     * @throws IllegalStateException if it is free already
     */
    @Override
    void unlock();

    /**
     * Whether who acquired the lock died, it came back, and nobody declared the guarded data in order since.
     *
     * @return true after a take-over, until {@link #markConsistent()}
     */
    boolean isRecovered();

    /** Declares the guarded data in order again after a take-over. To be called between lock and unlock. */
    void markConsistent();

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
