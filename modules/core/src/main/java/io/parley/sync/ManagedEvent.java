package io.parley.sync;

import io.parley.ManagedObject;
import java.time.Duration;

/**
 * A flag that threads wait for, as a manager gives it, here or on another host. Python's {@code Manager().Event}.
 *
 * <p>No pulse is lost: who is in {@code await} when the event is set returns, also if it is cleared again at once,
 * wherever both are. On another host that holds from when the server has the request.
 *
 * <p><b>Threading:</b> any thread may do anything. <b>Other hosts:</b> setting and clearing wait for nobody, and a
 * waiter that dies is nobody's business. <b>Blocking:</b> a wait ends with {@link io.parley.ObjectDeletedException}
 * when somebody deletes the event; there, with {@code SessionExpiredException} or {@code IndeterminateException} when
 * the session ends. <b>Allocation:</b> none here; a request and its answer there.
 */
public interface ManagedEvent extends ManagedObject {
    /** Sets the event and wakes everybody who waits. Does nothing if it is set. */
    void set();

    /** Clears the event. Does nothing if it is clear. */
    void clear();

    /**
     * Whether the event is set.
     *
     * @return a snapshot
     */
    boolean isSet();

    /**
     * How often the event went from clear to set.
     *
     * @return 0 for a new event
     */
    long epoch();

    /**
     * Waits until the event is set, now or for a moment while the caller waits.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the event was deleted
     */
    void await() throws InterruptedException;

    /**
     * Waits until the event is set, now or for a moment while the caller waits, or the time is up.
     *
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether it was set
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the event was deleted
     */
    boolean await(Duration timeout) throws InterruptedException;

    /**
     * Waits until the event is set, now or for a moment while the caller waits. Interruption does not end the wait; the
     * flag is kept.
     *
     * @throws io.parley.ObjectDeletedException if the event was deleted
     */
    void awaitUninterruptibly();

    /**
     * Waits until the event was set once more than {@code epoch} times, whether it still is or not: for who must not
     * miss a pulse while it does something else.
     *
     * @param epoch the epoch that the caller saw
     * @return the epoch now, greater than {@code epoch}
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the event was deleted
     */
    long awaitEpochAfter(long epoch) throws InterruptedException;

    /**
     * Waits until the event was set once more than {@code epoch} times, or the time is up.
     *
     * @param epoch the epoch that the caller saw
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether it was
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the event was deleted
     */
    boolean awaitEpochAfter(long epoch, Duration timeout) throws InterruptedException;
}
