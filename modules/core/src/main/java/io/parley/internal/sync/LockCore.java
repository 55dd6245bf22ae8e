package io.parley.internal.sync;

import io.parley.OwnershipLostException;
import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.LiveThread;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.ThreadTable;
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
    private static final VarHandle HOLDER_ID = findHolderId();

    /**
     * The {@linkplain LiveThread#id id} of who holds the lock, 0 if nobody of this process does. Plain is enough to
     * recognise oneself; only a thread that ended is looked at by others, with a CAS.
     */
    private long holderId;
    /**
     * Who holds the lock or held it last; only together with the same id above. Written by who acquires, and only if it
     * is another: a garbage collector may want a fence behind a reference.
     */
    private LiveThread holder = LiveThread.NOBODY;
    /** Who came last: most often who comes next. */
    private LiveThread latest = LiveThread.NOBODY;

    private final ThreadTable threads;
    private int holds;
    private boolean recovered;

    /** The lock cell at {@code base}; passes on when its holder dies, thread or process. */
    public LockCore(
            Memory memory, int base, Liveness liveness, ThreadTable threads, Clock clock, WaitStrategy strategy) {
        super(memory, base, liveness, threads, clock, strategy);
        this.threads = threads;
    }

    /** The lock cell at {@code base}; while its holder's process lives, nobody else takes it over. */
    public LockCore(Memory memory, int base, Liveness liveness, Clock clock, WaitStrategy strategy) {
        this(memory, base, liveness, ThreadTable.UNSEEN, clock, strategy);
    }

    private static VarHandle findHolderId() {
        try {
            return MethodHandles.lookup().findVarHandle(LockCore.class, "holderId", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    boolean tryAcquireFast() {
        Thread thread = Thread.currentThread();
        if (isHeldBy(thread)) {
            holds = Math.addExact(holds, 1);
            return true;
        }
        LiveThread self = self(thread);
        if (Words.compareAndSetLong(words, base + LockWord.WORD, 0, heldBy(self))) {
            acquired(self, false);
            return true;
        }
        return false;
    }

    private boolean isHeldBy(Thread thread) {
        LiveThread who = holder;
        return who.thread() == thread && who.id() == holderId;
    }

    @Override
    LiveThread self() {
        return self(Thread.currentThread());
    }

    private LiveThread self(Thread thread) {
        LiveThread last = latest;
        if (last.thread() == thread) {
            return last;
        }
        LiveThread self = threads.current();
        latest = self;
        return self;
    }

    private long heldBy(LiveThread thread) {
        return LockWord.held(me, thread.mark());
    }

    @Override
    long mine(LiveThread self) {
        return heldBy(self);
    }

    @Override
    void acquired(LiveThread self, boolean fromTheDead) {
        Failpoint.LOCK_ACQUIRED_BEFORE_TOKEN.hit();
        Words.putLong(words, base + LockWord.TOKEN, Words.getLong(words, base + LockWord.TOKEN) + 1);
        Words.putLong(words, base + LockWord.THREAD_ID, self.id());
        holds = 1;
        recovered = fromTheDead;
        if (holder != self) {
            holder = self;
        }
        HOLDER_ID.setRelease(this, self.id());
        Failpoint.LOCK_HELD.hit();
    }

    @Override
    boolean isOutermost() {
        return holds == 1;
    }

    @Override
    boolean recovers() {
        return true;
    }

    /** Only this process can see one of its threads end that has no mark, or whose native thread goes on. */
    @Override
    boolean tryTakeOverLocally(LiveThread self, long word, long waiters) {
        LiveThread local = noted();
        if (!hasEndedLocally(local, word) || !HOLDER_ID.compareAndSet(this, local.id(), self.id())) {
            return false;
        }
        long now;
        do {
            now = Words.getLongVolatile(words, base + LockWord.WORD);
            if (!LockWord.isSameHold(now, word)) {
                // The native thread ended as well meanwhile, and somebody else saw it first.
                isNotedNoMore(self);
                return false;
            }
        } while (!Words.compareAndSetLong(words, base + LockWord.WORD, now, taken(self, now, waiters)));
        takenOver(self, word);
        return true;
    }

    /** Who holds the lock here; nobody while that changes. */
    private LiveThread noted() {
        long id = (long) HOLDER_ID.getAcquire(this);
        LiveThread who = holder;
        return who.id() == id ? who : LiveThread.NOBODY;
    }

    @Override
    boolean hasEndedLocally(long word) {
        return hasEndedLocally(noted(), word);
    }

    private static boolean hasEndedLocally(LiveThread local, long word) {
        return local != LiveThread.NOBODY && local.mark() == LockWord.mark(word) && local.hasEnded();
    }

    @Override
    public boolean isHeldBy(LiveThread agent) {
        return (long) HOLDER_ID.getAcquire(this) == agent.id();
    }

    @Override
    boolean tryReenter(LiveThread agent) {
        if (!isHeldBy(agent)) {
            return false;
        }
        holds = Math.addExact(holds, 1);
        return true;
    }

    @Override
    public boolean releaseAs(LiveThread agent) {
        requireHeldBy(agent);
        if (holds > 1) {
            holds--;
            return false;
        }
        letGo(agent);
        return true;
    }

    @Override
    public int releaseAllAs(LiveThread agent) {
        requireHeldBy(agent);
        int before = holds;
        letGo(agent);
        return before;
    }

    private void requireHeldBy(LiveThread agent) {
        if (!isHeldBy(agent)) {
            throw new IllegalMonitorStateException("not the holder: " + name() + " caller="
                    + ThreadNames.describe(agent.id()) + ", holder=" + describeHolder()
                    + ". Only the thread that acquired may release, wait or signal");
        }
    }

    private void letGo(LiveThread agent) {
        if (isNotedNoMore(agent)) {
            Failpoint.LOCK_BEFORE_RELEASE.hit();
            releaseSlowPath(heldBy(agent));
        }
    }

    /** For an agent that does not live any more: frees the lock, and the next holder is told. */
    @Override
    public boolean abandon(LiveThread agent, long token) {
        return isNotedNoMore(agent) && abandonWord(heldBy(agent));
    }

    private boolean isNotedNoMore(LiveThread who) {
        return HOLDER_ID.compareAndSet(this, who.id(), LiveThread.NOBODY.id());
    }

    @Override
    public boolean isRecoveredFor(LiveThread agent) {
        return isHeldBy(agent) && recovered;
    }

    @Override
    public void markConsistentAs(LiveThread agent) {
        requireHeldBy(agent);
        recovered = false;
        clearBits(LockWord.INCONSISTENT);
    }

    /** Gives the lock back, or one of several holds. */
    public void release() {
        if (!isHeldByCurrentThread()) {
            throw notTheHolder("Only the thread that acquired may release");
        }
        if (--holds == 0) {
            releaseWord(holder);
        }
    }

    private IllegalMonitorStateException notTheHolder(String remedy) {
        return new IllegalMonitorStateException("not the holder: " + name() + " caller="
                + Thread.currentThread().getName() + ", holder=" + describeHolder() + ". " + remedy);
    }

    private void releaseWord(LiveThread self) {
        long heldNs = heldNs();
        Failpoint.LOCK_BEFORE_RELEASE.hit();
        HOLDER_ID.setRelease(this, LiveThread.NOBODY.id());
        long word = heldBy(self);
        if (!Words.compareAndSetLong(words, base + LockWord.WORD, word, 0)) {
            releaseSlowPath(word);
        }
        held(heldNs);
    }

    private void releaseSlowPath(long mine) {
        long word;
        do {
            word = Words.getLongVolatile(words, base + LockWord.WORD);
            if (!LockWord.isSameHold(word, mine)) {
                throw new OwnershipLostException("lock is not this process's any more: " + name() + " word=0x"
                        + Long.toHexString(word) + " holder=" + describeHolder()
                        + ". Was the domain closed under a holder? Check what the lock guards");
            }
        } while (!Words.compareAndSetLong(words, base + LockWord.WORD, word, released(word)));
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
        int before = holds();
        if (before == 0) {
            throw notTheHolder("Wait under the lock");
        }
        holds = 0;
        releaseWord(holder);
        return before;
    }

    @Override
    void restoreHolds(int before) {
        holds = before;
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
        return isHeldBy(Thread.currentThread());
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
