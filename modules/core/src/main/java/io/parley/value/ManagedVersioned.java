package io.parley.value;

import io.parley.ManagedObject;
import java.time.Duration;

/**
 * What is written as a whole, as a manager gives it, here or on another host: no reader ever gets half of a change.
 *
 * <p><b>Threading:</b> every method may be called by any thread. <b>Blocking:</b> writes wait for other writers and for
 * who holds the object's lock; reads do not, but of another host every method waits as long as the request takes.
 * <b>Failure:</b> if the client dies in a write, everybody sees the old content or the new one. If the session with
 * another host ends before the answer came, an {@link io.parley.RemoteException} says so. Of another host, no more than
 * 4 MiB are read or written at once: an {@link IllegalArgumentException} says so, and nothing was changed.
 *
 * <p><b>Differs from Python:</b> nothing there can be waited for in this way.
 */
public interface ManagedVersioned extends ManagedObject {
    /**
     * How often it was written. Ask before reading, then wait for more by {@link #awaitChange}.
     *
     * @return the number of writes since it was created
     */
    long version();

    /**
     * Waits until it was written since {@code seenVersion}, also if with the same content.
     *
     * @param seenVersion the version the caller knows
     * @return the present version
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes it
     */
    default long awaitChange(long seenVersion) throws InterruptedException {
        awaitChange(seenVersion, ManagedValue.FOR_EVER);
        return version();
    }

    /**
     * Waits until it was written since {@code seenVersion}, or the time is up; never gives up early.
     *
     * @param seenVersion the version the caller knows
     * @param timeout how long; zero or less looks once
     * @return whether it was written
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes it
     */
    boolean awaitChange(long seenVersion, Duration timeout) throws InterruptedException;
}
