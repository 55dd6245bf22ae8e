package io.parley.internal.sync;

import io.parley.internal.live.Owner;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.WaitSource;

/**
 * For who waits for a lock among other things: true when it is worth a try. Sleeps on the lock's word, or in a fair
 * lock on that of the waiter's slot.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class LockSource implements WaitSource {
    private final WordLock lock;
    private final int slot;
    private final Doorbell bell;
    private volatile boolean dead;

    /** Waits in this slot of a fair lock's queue; {@link WordLock#NO_SLOT} in every other case. */
    public LockSource(WordLock lock, int slot) {
        this.lock = lock;
        this.slot = slot;
        this.bell = lock.bell(slot);
    }

    @Override
    public Doorbell bell() {
        return bell;
    }

    @Override
    public boolean isTrue() {
        return dead && lock.isHolderDead() || lock.looksFree(slot);
    }

    @Override
    public void sliceExpired() {
        dead = lock.isHolderDead();
    }

    /** A release wakes one sleeper. If that was this one, and it does not want the lock any more, another might. */
    @Override
    public void beforeSleep() {
        if (slot == WordLock.NO_SLOT && lock.owner() == Owner.NONE) {
            bell.ring();
        }
    }
}
