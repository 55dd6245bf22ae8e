package io.parley.sync;

import io.parley.ManagedObject;
import java.time.Duration;

/**
 * A count that goes down to zero, once, and threads that wait until it is there, as a manager gives it, here or on
 * another host.
 *
 * <p><b>Threading:</b> any thread may do anything. <b>Other hosts:</b> who dies before it counted down has not counted
 * down: wait with a time limit. A request that is sent again after the connection was lost counts once.
 * <b>Blocking:</b> a wait ends with {@link io.parley.ObjectDeletedException} when somebody deletes the latch; there,
 * with {@code SessionExpiredException} or {@code IndeterminateException} when the session ends. <b>Allocation:</b> none
 * here; a request and its answer there.
 *
 * <p><b>Differs from Python:</b> it has none.
 */
public interface ManagedLatch extends ManagedObject {
    /** Counts down by one, and wakes everybody who waits if that was the last. Does nothing at zero. */
    void countDown();

    /**
     * Counts down by several, to zero at most, and wakes everybody who waits if zero is reached.
     *
     * @param n by how many
     * @throws IllegalArgumentException if {@code n} is negative
     */
    void countDown(int n);

    /**
     * How many are still to come.
     *
     * @return a snapshot; 0 is for good
     */
    int count();

    /**
     * Waits until the count is zero.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the latch was deleted while the caller waited
     */
    void await() throws InterruptedException;

    /**
     * Waits until the count is zero, or the time is up.
     *
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether the count is zero
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the latch was deleted while the caller waited
     */
    boolean await(Duration timeout) throws InterruptedException;

    /**
     * Waits until the count is zero. Interruption does not end the wait; the flag is kept.
     *
     * @throws io.parley.ObjectDeletedException if the latch was deleted while the caller waited
     */
    void awaitUninterruptibly();
}
