package io.parley.sync;

import io.parley.AcquireTimeoutException;
import io.parley.ManagedObject;
import java.time.Duration;

/**
 * Permits as a manager gives them, here or on another host: plain, bounded or leased. Python's
 * {@code Manager().Semaphore} and {@code BoundedSemaphore}.
 *
 * <p><b>Threading:</b> any thread may do anything. Plain and bounded permits have no owner; anybody may release. Leased
 * ones belong to the process here, and to the session there: only it may release them, and it counts what it has.
 *
 * <p><b>Other hosts:</b> permits that were taken for a client that never heard of it come back. What a client did hear
 * of is its business if they are plain: they are lost when it dies. Leased permits come back when its session ends, at
 * once if it was closed and after the session's time limit if it was lost; and when the server dies.
 *
 * <p><b>Fairness:</b> here none. There, clients that opened the semaphore the same way get permits in the order in
 * which they asked, so one that wants several is not overtaken for ever by those who want one; threads of the server's
 * own host, and whoever only tries, may overtake all of them. <b>Blocking:</b> a wait ends with
 * {@link io.parley.ObjectDeletedException} when somebody deletes the semaphore; there, with
 * {@code SessionExpiredException} or {@code IndeterminateException} when the session ends. <b>Allocation:</b> none
 * here; a request and its answer there.
 *
 * <p><b>Differs from Python:</b> there the permits of the dead are lost.
 */
public interface ManagedSemaphore extends ManagedObject {
    /**
     * Takes one permit, however long it takes.
     *
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    void acquire() throws InterruptedException;

    /**
     * Takes several permits at once, however long it takes.
     *
     * @param n how many
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    void acquire(int n) throws InterruptedException;

    /**
     * Takes one permit within a time.
     *
     * @param timeout how long; zero or less looks once
     * @throws AcquireTimeoutException if none came free in time
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    void acquire(Duration timeout) throws InterruptedException;

    /**
     * Takes several permits at once within a time.
     *
     * @param n how many
     * @param timeout how long; zero or less looks once
     * @throws AcquireTimeoutException if too few came free in time; none is taken
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    void acquire(int n, Duration timeout) throws InterruptedException;

    /**
     * Takes one permit, however long it takes. Interruption does not end the wait; the flag is kept.
     *
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    void acquireUninterruptibly();

    /**
     * Takes several permits at once, however long it takes. Interruption does not end the wait; the flag is kept.
     *
     * @param n how many
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    void acquireUninterruptibly(int n);

    /**
     * Takes one permit if there is one.
     *
     * @return whether it was taken
     */
    boolean tryAcquire();

    /**
     * Takes several permits at once if so many are there.
     *
     * @param n how many
     * @return whether they were taken
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     */
    boolean tryAcquire(int n);

    /**
     * Takes one permit if one comes free in time.
     *
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether it was taken
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    boolean tryAcquire(Duration timeout) throws InterruptedException;

    /**
     * Takes several permits at once if so many come free in time.
     *
     * @param n how many
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether they were taken; if not, none was
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    boolean tryAcquire(int n, Duration timeout) throws InterruptedException;

    /**
     * Gives one permit back, or adds one; wakes a waiter if there is one.
     *
     * @throws IllegalStateException if there would be too many, or if permits are leased and the caller's process or
     *     session has none; nothing is changed
     */
    void release();

    /**
     * Gives several permits back, or adds them; wakes as many waiters.
     *
     * @param n how many
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws IllegalStateException if there would be too many, or if permits are leased and the caller's process or
     *     session has fewer; nothing is changed
     */
    void release(int n);

    /**
     * How many permits could be taken now.
     *
     * @return a snapshot
     */
    int availablePermits();

    /**
     * Takes all permits that are there.
     *
     * @return how many were taken
     */
    int drainPermits();

    /**
     * How many permits the semaphore began with.
     *
     * @return never changes
     */
    int initialPermits();
}
