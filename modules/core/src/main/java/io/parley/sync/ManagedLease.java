package io.parley.sync;

/**
 * One acquisition of a {@link ManagedLock}, for try-with-resources.
 *
 * <p><b>Threading:</b> belongs to the thread that acquired.
 */
public interface ManagedLease extends AutoCloseable {
    /**
     * The fencing token: one more with every acquisition by anybody. Hand it to the resource the lock guards; a
     * resource that refuses smaller tokens than it has seen is safe from late writes of a former holder, be it a thread
     * that slept or a client whose session was lost.
     *
     * @return the token
     */
    long token();

    /**
     * Whether a holder died and nobody declared the guarded data in order since. Check or repair it, then call
     * {@link #markConsistent()}; until somebody does, every next holder is told again.
     *
     * @return true after a take-over
     */
    boolean recovered();

    /**
     * Declares the guarded data in order again.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    void markConsistent();

    /**
     * Whether the lock still belongs to this acquisition, as far as is known here and without asking anybody. On this
     * host it always does until {@link #close()}: nothing is taken from the living. On another host the answer is no
     * once the session is over, or nothing was heard of the server for so long that it may be; then only the token
     * protects what the lock guards.
     *
     * @return whether it is held
     */
    boolean stillHeld();

    /**
     * Gives the lock back. A second call does nothing.
     *
     * @throws IllegalMonitorStateException if called by another thread than the holder
     * @throws io.parley.OwnershipLostException if the domain was closed under the holder
     * @throws io.parley.RemoteException if the lock is on another host and the session is over: the lock was given back
     *     then, and nobody else's hold is touched. Check what the lock guards
     */
    @Override
    void close();
}
