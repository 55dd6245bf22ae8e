package io.parley.internal.sync;

import io.parley.OwnershipLostException;
import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.Liveness;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Words;
import io.parley.internal.os.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A re-entrant lock that comes back when its holder dies.
 *
 * <p>Uncontended: one CAS in, one CAS out; re-entry touches only this object. Contended: see {@link WordLock}.
 *
 * <p>One instance per lock and process: owner thread and hold count live here, not in shared memory.
 */
public final class LockCore extends WordLock {
    private static final VarHandle OWNER_THREAD = findOwnerThread();

    /** Plain is enough to recognise oneself; only a thread that ended is looked at by others, with a CAS. */
    private Thread ownerThread;

    private int holds;
    private boolean recovered;

    /** The lock cell at {@code base}. */
    public LockCore(Memory memory, int base, Liveness liveness, Clock clock, WaitStrategy strategy) {
        super(memory, base, liveness, clock, strategy);
    }

    private static VarHandle findOwnerThread() {
        try {
            return MethodHandles.lookup().findVarHandle(LockCore.class, "ownerThread", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    boolean tryAcquireFast() {
        Thread thread = Thread.currentThread();
        if (ownerThread == thread) {
            holds = Math.addExact(holds, 1);
            return true;
        }
        if (Words.compareAndSetInt(words, base + LockWord.WORD, 0, me)) {
            acquired(thread, false);
            return true;
        }
        return false;
    }

    @Override
    void acquired(boolean fromTheDead) {
        acquired(Thread.currentThread(), fromTheDead);
    }

    private void acquired(Thread thread, boolean fromTheDead) {
        Failpoint.LOCK_ACQUIRED_BEFORE_TOKEN.hit();
        Words.putLong(words, base + LockWord.TOKEN, Words.getLong(words, base + LockWord.TOKEN) + 1);
        Words.putLong(words, base + LockWord.THREAD_ID, ThreadNames.id(thread));
        holds = 1;
        recovered = fromTheDead;
        OWNER_THREAD.setRelease(this, thread);
        Failpoint.LOCK_HELD.hit();
    }

    @Override
    boolean recovers() {
        return true;
    }

    /** Only this process can know that one of its threads ended holding the lock. */
    @Override
    boolean tryTakeOverLocally() {
        Thread local = (Thread) OWNER_THREAD.getAcquire(this);
        if (local == null || local.isAlive() || !OWNER_THREAD.compareAndSet(this, local, Thread.currentThread())) {
            return false;
        }
        setBits(LockWord.INCONSISTENT);
        takenOver(me);
        return true;
    }

    /** Gives the lock back, or one of several holds. */
    public void release() {
        if (ownerThread != Thread.currentThread()) {
            throw notTheHolder("Only the thread that acquired may release");
        }
        if (--holds == 0) {
            releaseWord();
        }
    }

    private IllegalMonitorStateException notTheHolder(String remedy) {
        return new IllegalMonitorStateException("not the holder: " + name() + " caller="
                + Thread.currentThread().getName() + ", holder=" + describeHolder() + ". " + remedy);
    }

    private void releaseWord() {
        Failpoint.LOCK_BEFORE_RELEASE.hit();
        OWNER_THREAD.setRelease(this, (Thread) null);
        if (!Words.compareAndSetInt(words, base + LockWord.WORD, me, 0)) {
            releaseSlowPath();
        }
    }

    private void releaseSlowPath() {
        int word;
        do {
            word = Words.getIntVolatile(words, base + LockWord.WORD);
            if (LockWord.owner(word) != me) {
                throw new OwnershipLostException("lock is not this process's any more: " + name() + " word=0x"
                        + Integer.toHexString(word) + " holder=" + describeHolder()
                        + ". Was the domain closed under a holder? Check what the lock guards");
            }
        } while (!Words.compareAndSetInt(words, base + LockWord.WORD, word, released(word)));
        if (LockWord.hasWaiters(word)) {
            Failpoint.LOCK_RELEASED_BEFORE_WAKE.hit();
            wakeNext();
        }
    }

    @Override
    public boolean isMine() {
        return isHeldByCurrentThread();
    }

    @Override
    public int releaseAll() {
        int held = holds();
        if (held == 0) {
            throw notTheHolder("Wait under the lock");
        }
        holds = 0;
        releaseWord();
        return held;
    }

    @Override
    void restoreHolds(int held) {
        holds = held;
    }

    /** Says that what the lock guards is in order again; the holder's call. */
    public void markConsistent() {
        if (!isHeldByCurrentThread()) {
            throw new IllegalMonitorStateException("not the holder: " + name() + ". Repair under the lock");
        }
        recovered = false;
        clearBits(LockWord.INCONSISTENT);
    }

    /** Whether the calling thread holds the lock. */
    public boolean isHeldByCurrentThread() {
        return ownerThread == Thread.currentThread();
    }

    /** How often the calling thread, which holds the lock, acquired it. */
    public int holds() {
        return isHeldByCurrentThread() ? holds : 0;
    }

    /**
     * Whether the present hold, the calling thread's, began with a dead holder's leftovers not yet declared in order.
     */
    public boolean isRecovered() {
        return isHeldByCurrentThread() && recovered;
    }
}
