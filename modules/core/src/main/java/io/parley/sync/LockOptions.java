package io.parley.sync;

import io.parley.internal.sync.LockWord;

/**
 * How a lock behaves. The process that creates the lock decides; the options are stored in its file, and opening it
 * with others is refused. Opening without options takes what is there.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class LockOptions {
    private static final LockOptions DEFAULTS = new LockOptions(0);
    private static final LockOptions FAIR = new LockOptions(LockWord.FAIR);
    private static final LockOptions RECOVER = new LockOptions(LockWord.RECOVERS);

    private final int bits;

    private LockOptions(int bits) {
        this.bits = bits;
    }

    static LockOptions of(int bits) {
        return new LockOptions(bits);
    }

    /**
     * No order among waiters; a {@link BinaryLock} stays locked when who acquired it is gone.
     *
     * @return the options
     */
    public static LockOptions defaults() {
        return DEFAULTS;
    }

    /**
     * First come, first served: while somebody waits, newcomers queue behind, {@code tryLock()} included. Waiters that
     * die are skipped. Under contention every acquisition is handed to a thread that has to wake up first, so the lock
     * passes far fewer times per second than without order.
     *
     * @return the options
     */
    public static LockOptions fair() {
        return FAIR;
    }

    /**
     * A {@link BinaryLock} comes back when the process that acquired it dies or exits. A {@link SharedLock} always
     * does, and does not look at this.
     *
     * @return the options
     */
    public static LockOptions recoverOnOwnerDeath() {
        return RECOVER;
    }

    /**
     * These options and others.
     *
     * @param other what else
     * @return both
     */
    public LockOptions and(LockOptions other) {
        return new LockOptions(bits | other.bits);
    }

    /**
     * Whether waiters are served in the order they came.
     *
     * @return true after {@link #fair()}
     */
    public boolean isFair() {
        return (bits & LockWord.FAIR) != 0;
    }

    /**
     * Whether a lock without an owner comes back when the process that acquired it is gone.
     *
     * @return true after {@link #recoverOnOwnerDeath()}
     */
    public boolean recoversOnOwnerDeath() {
        return (bits & LockWord.RECOVERS) != 0;
    }

    int bits() {
        return bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LockOptions options && bits == options.bits;
    }

    @Override
    public int hashCode() {
        return bits;
    }

    @Override
    public String toString() {
        return (isFair() ? "fair" : "unfair") + (recoversOnOwnerDeath() ? "+recoverOnOwnerDeath" : "");
    }
}
