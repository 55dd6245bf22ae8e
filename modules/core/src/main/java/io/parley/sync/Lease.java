package io.parley.sync;

import io.parley.internal.sync.LockCore;

/**
 * One acquisition of a {@link SharedLock}, for try-with-resources.
 *
 * <p><b>Threading:</b> belongs to the thread that acquired. <b>Allocation:</b> one small object; {@code lock()} and
 * {@code unlock()} do without.
 */
public final class Lease implements ManagedLease {
    private final LockCore core;
    private final long token;
    private final boolean recovered;
    private boolean closed;

    Lease(LockCore core) {
        this.core = core;
        this.token = core.token();
        this.recovered = core.isRecovered();
    }

    /**
     * The fencing token: one more with every acquisition by anybody. Hand it to the resource the lock guards; a
     * resource that refuses smaller tokens than it has seen is safe from late writes of a former holder.
     *
     * @return the token
     */
    @Override
    public long token() {
        return token;
    }

    /**
     * Whether a holder died and nobody declared the guarded data in order since. Check or repair it, then call
     * {@link #markConsistent()}; until somebody does, every next holder is told again.
     *
     * @return true after a take-over
     */
    @Override
    public boolean recovered() {
        return recovered;
    }

    /**
     * Declares the guarded data in order again.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    @Override
    public void markConsistent() {
        core.markConsistent();
    }

    /**
     * Whether the lock still belongs to this acquisition. It always does until {@link #close()}: nothing is taken from
     * the living.
     *
     * @return whether it is held
     */
    @Override
    public boolean stillHeld() {
        return !closed && core.isHeldByCurrentThread() && core.token() == token;
    }

    /**
     * Gives the lock back. A second call does nothing.
     *
     * @throws IllegalMonitorStateException if called by another thread than the holder
     * @throws io.parley.OwnershipLostException if the domain was closed under the holder
     */
    @Override
    public void close() {
        if (!closed) {
            core.release();
            closed = true;
        }
    }

    @Override
    public String toString() {
        return "Lease(token=" + token + ", recovered=" + recovered + (closed ? ", closed)" : ")");
    }
}
