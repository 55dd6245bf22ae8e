package io.parley.sync;

import io.parley.ManagedObject;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/**
 * Where threads of several processes and hosts wait under a lock until one of them says that something changed.
 * Python's {@code Manager().Condition()}. From {@link ManagedLock#condition(String)} or
 * {@link ManagedBinaryLock#condition(String)}.
 *
 * <p><b>Threading:</b> waiting and signalling need the lock; a wait gives it up completely, however often it is held,
 * and takes it back as often before it returns, by return or exception. At most 256 threads wait at a time, those of
 * all hosts together.
 *
 * <p><b>Failure:</b> waiters are signalled in the order in which they began to wait, wherever they are. A signal whose
 * receiver is killed, interrupted or too late goes to the next; so does one for a client whose session ended. If a
 * client that holds the lock is lost, who may have been about to signal, all return, to look for themselves. If a
 * session ends during a wait, the wait ends with a {@link io.parley.RemoteException} and <em>without</em> the lock.
 *
 * <p><b>Blocking:</b> on another host one request for the whole wait; no thread of the server waits.
 *
 * <p><b>Differs from Python:</b> there a signaller hangs for ever if a waiter was killed.
 */
public interface ManagedCondition extends ManagedObject, Condition {
    /**
     * Waits for a signal within a time.
     *
     * @param timeout how long; with zero or less it only gives up the lock and takes it back
     * @return whether there was a signal
     * @throws InterruptedException if the thread is interrupted before it is signalled
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     * @throws IllegalStateException if 256 threads wait already
     */
    boolean await(Duration timeout) throws InterruptedException;

    /**
     * Waits until something is true. Looks first, and again after each signal, always under the lock. If it is true at
     * once there is no wait.
     *
     * @param predicate what must be true; called by this thread, on this host
     * @param timeout how long at most; zero or less looks once
     * @return what the predicate said last
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalMonitorStateException if it has to wait and the calling thread does not hold the lock
     * @throws IllegalStateException if 256 threads wait already
     */
    boolean awaitUntil(BooleanSupplier predicate, Duration timeout) throws InterruptedException;

    /**
     * Ends the waits of those who wait longest.
     *
     * @param count how many at most; zero or less signals nobody
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    void signal(int count);

    /**
     * How many wait for a signal, on all hosts.
     *
     * @return a snapshot
     */
    int waiters();
}
