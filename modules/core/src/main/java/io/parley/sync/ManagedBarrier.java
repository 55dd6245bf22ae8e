package io.parley.sync;

import io.parley.ManagedObject;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/**
 * Parties that wait for each other, phase after phase, as a manager gives the barrier, here or on another host.
 * Python's {@code Manager().Barrier}. Parties of this host and of others may be mixed.
 *
 * <p>A barrier either releases all parties of a phase or none: if one of them gives up (its time is up, it is
 * interrupted, it dies, its session ends), or if somebody calls {@link #abort()} or {@link #reset()}, the barrier is
 * broken and every other party gets a {@link BrokenBarrierException}. So does whoever comes later, until
 * {@link #reset()}.
 *
 * <p><b>Threading:</b> each thread that waits is a party. <b>Other hosts:</b> a session that is closed while a party of
 * it waits breaks the barrier at once, one that is lost when its time limit is over; if the server dies the parties on
 * its host notice within 10 ms. A party that does not arrive at all is waited for, so give the others a time-out.
 *
 * <p><b>Action:</b> is not sent to other hosts. If the last to arrive is a thread of the server's host whose handle has
 * one, it runs before any party goes on; a party of another host that arrives last runs none. <b>Blocking:</b> a wait
 * ends with {@link io.parley.ObjectDeletedException} when somebody deletes the barrier; there, with
 * {@code SessionExpiredException} or {@code IndeterminateException} when the session ends. <b>Allocation:</b> a small
 * object for each arrival here; a request and its answer there.
 *
 * <p><b>Differs from Python:</b> the party whose time is up gets a {@link TimeoutException}; {@link #await()} numbers
 * from the last, {@link #arriveAndAwait()} from the first. There a party that is killed is waited for.
 */
public interface ManagedBarrier extends ManagedObject {
    /**
     * Arrives and waits until all parties have. Where the barrier was opened with a time-out and it is up, the barrier
     * is broken for this party as for the others.
     *
     * @return how many parties were still missing: {@code parties - 1} for the first, 0 for the last
     * @throws InterruptedException if the thread is interrupted; the barrier is broken
     * @throws BrokenBarrierException if the barrier is broken, or breaks
     * @throws io.parley.ObjectDeletedException if the barrier was deleted
     */
    int await() throws InterruptedException, BrokenBarrierException;

    /**
     * Arrives and waits until all parties have, or the time is up.
     *
     * @param timeout how long; with zero or less only the last to arrive gets through; never given up early
     * @return how many parties were still missing: {@code parties - 1} for the first, 0 for the last
     * @throws InterruptedException if the thread is interrupted; the barrier is broken
     * @throws BrokenBarrierException if the barrier is broken, or breaks
     * @throws TimeoutException if the time is up; the barrier is broken
     * @throws io.parley.ObjectDeletedException if the barrier was deleted
     */
    int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException;

    /**
     * As {@link #await()}, with the result that Python gives.
     *
     * @return how many parties had arrived before: 0 for the first, {@code parties - 1} for the last
     * @throws InterruptedException if the thread is interrupted; the barrier is broken
     * @throws BrokenBarrierException if the barrier is broken, or breaks
     * @throws io.parley.ObjectDeletedException if the barrier was deleted
     */
    int arriveAndAwait() throws InterruptedException, BrokenBarrierException;

    /**
     * As {@link #await(Duration)}, with the result that Python gives.
     *
     * @param timeout how long; with zero or less only the last to arrive gets through; never given up early
     * @return how many parties had arrived before: 0 for the first, {@code parties - 1} for the last
     * @throws InterruptedException if the thread is interrupted; the barrier is broken
     * @throws BrokenBarrierException if the barrier is broken, or breaks
     * @throws TimeoutException if the time is up; the barrier is broken
     * @throws io.parley.ObjectDeletedException if the barrier was deleted
     */
    int arriveAndAwait(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException;

    /** Breaks the barrier for those who wait and those who come, until {@link #reset()}. Nothing if it is broken. */
    void abort();

    /** Breaks the barrier for those who wait, and makes it usable again for those who come. */
    void reset();

    /**
     * Whether the barrier is broken.
     *
     * @return a snapshot
     */
    boolean isBroken();

    /**
     * How many parties wait for each other.
     *
     * @return never changes
     */
    int parties();

    /**
     * How many parties have arrived and wait for the others.
     *
     * @return a snapshot
     */
    int waiting();
}
