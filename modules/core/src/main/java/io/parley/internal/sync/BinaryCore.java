package io.parley.internal.sync;

import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.LiveThread;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.ThreadTable;
import io.parley.internal.memory.Memory;
import io.parley.internal.os.Clock;

/**
 * A lock without an owner: whoever likes may release it. Its word names who acquired, for people, and for recovery
 * where that was asked for. Nothing of it is local to the process.
 */
public final class BinaryCore extends WordLock {
    /** The lock cell at {@code base}. */
    public BinaryCore(Memory memory, int base, Liveness liveness, Clock clock, WaitStrategy strategy) {
        super(memory, base, liveness, ThreadTable.UNSEEN, clock, strategy);
    }

    @Override
    boolean tryAcquireFast() {
        if (memory.compareAndSetLong(base + LockWord.WORD, 0, me)) {
            acquired(LiveThread.NOBODY, false);
            return true;
        }
        return false;
    }

    /** The calling thread, whichever it is. */
    @Override
    LiveThread self() {
        return LiveThread.NOBODY;
    }

    /** The process only: threads do not own it. */
    @Override
    long mine(LiveThread self) {
        return me;
    }

    private static long id(LiveThread self) {
        return self == LiveThread.NOBODY ? ThreadNames.id(Thread.currentThread()) : self.id();
    }

    @Override
    void acquired(LiveThread self, boolean fromTheDead) {
        Failpoint.BINARY_ACQUIRED_BEFORE_TOKEN.hit();
        memory.putLong(base + LockWord.THREAD_ID, id(self));
        // Another thread may release and a third acquire before this store, so the token is not read and written.
        memory.getAndAddLong(base + LockWord.TOKEN, 1);
    }

    @Override
    boolean isOutermost() {
        return true;
    }

    @Override
    boolean recovers() {
        return (options() & LockWord.RECOVERS) != 0;
    }

    /** Threads come and go; the process lives, and any of its threads may release. */
    @Override
    boolean tryTakeOverLocally(LiveThread self, long word, long waiters) {
        return false;
    }

    @Override
    boolean hasEndedLocally(long word) {
        return false;
    }

    /** Whether it was the last to acquire, and nobody released since. */
    @Override
    public boolean isHeldBy(LiveThread agent) {
        return owner() == me && holderThreadId() == agent.id();
    }

    @Override
    boolean tryReenter(LiveThread agent) {
        return false;
    }

    @Override
    public boolean releaseAs(LiveThread agent) {
        release();
        return true;
    }

    @Override
    public int releaseAllAs(LiveThread agent) {
        return releaseAll();
    }

    @Override
    public boolean abandon(LiveThread agent, long token) {
        return isHeldBy(agent) && token() == token && abandonWord(me);
    }

    @Override
    public boolean isRecoveredFor(LiveThread agent) {
        return isInconsistent();
    }

    @Override
    public void markConsistentAs(LiveThread agent) {
        markConsistent();
    }

    /** Makes the lock free, whoever acquired it. */
    public void release() {
        long heldNs = heldNs();
        long word;
        do {
            word = memory.getLongVolatile(base + LockWord.WORD);
            if (LockWord.isFree(word)) {
                throw new IllegalStateException(
                        "lock is free already: " + name() + ". Release once for each acquisition");
            }
        } while (!memory.compareAndSetLong(base + LockWord.WORD, word, released(word)));
        if (LockWord.hasWaiters(word)) {
            Failpoint.BINARY_RELEASED_BEFORE_WAKE.hit();
            wakeNext();
        }
        held(heldNs);
    }

    /** Says that what the lock guards is in order again. */
    public void markConsistent() {
        clearBits(LockWord.INCONSISTENT);
    }

    /** Whether the calling thread was the last to acquire, and nobody released since. */
    @Override
    public boolean isMine() {
        return owner() == me && holderThreadId() == ThreadNames.id(Thread.currentThread());
    }

    @Override
    public int releaseAll() {
        release();
        return 1;
    }

    @Override
    void restoreHolds(int holds) {
        // held once, as ever
    }
}
