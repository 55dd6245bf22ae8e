package io.parley.manager.internal.sync;

import io.parley.sync.ManagedLease;

/** One acquisition of a lock on another host. */
final class RemoteLease implements ManagedLease {
    private final RemoteLock lock;
    private final long token;
    private final boolean recovered;
    private boolean closed;

    RemoteLease(RemoteLock lock) {
        Holds.Hold hold = lock.requireMine();
        this.lock = lock;
        this.token = hold.token();
        this.recovered = hold.recovered();
    }

    @Override
    public long token() {
        return token;
    }

    @Override
    public boolean recovered() {
        return recovered;
    }

    @Override
    public void markConsistent() {
        lock.markConsistent();
    }

    @Override
    public boolean stillHeld() {
        return !closed && lock.isStillHeld(token);
    }

    @Override
    public void close() {
        if (!closed) {
            lock.unlock();
            closed = true;
        }
    }

    @Override
    public String toString() {
        return "Lease(token=" + token + ", recovered=" + recovered + (closed ? ", closed)" : ")");
    }
}
