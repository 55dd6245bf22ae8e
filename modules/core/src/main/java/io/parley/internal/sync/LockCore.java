package io.parley.internal.sync;

import io.parley.ObjectDeletedException;
import io.parley.OwnershipLostException;
import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.LiveThread;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ThreadTable;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.os.Clock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Futex;
import io.parley.internal.wait.SpinBudget;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A re-entrant lock that comes back when its holder dies.
 *
 * <p>Uncontended: one CAS in, one CAS out; re-entry touches only this object. Contended: spin as long as it pays, a few
 * yields, then sleep on the word and on the holding thread's life in slices. After every sleep: are the holding thread
 * and its process alive? If not, one survivor wins the CAS from exactly that word to its own with INCONSISTENT set, and
 * is told. Nobody ever takes from the living: there is no time-out on ownership, and a word that names a live
 * incarnation is never overwritten by anybody else.
 *
 * <p>One instance per lock and process: owner thread and hold count live here, not in shared memory.
 */
public final class LockCore {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.lock");
    private static final long SLICE_NS = 10_000_000;
    private static final int YIELDS = 10;
    /** Even a strategy that never sleeps leaves this loop, to look at deadline, interruption and the holder's life. */
    private static final int MAX_SPINS = 2_000;

    private static final VarHandle HOLDER = findHolder();

    private final Memory memory;
    private final int base;
    private final Liveness liveness;
    private final Clock clock;
    private final WaitStrategy strategy;
    private final ThreadTable threads;
    private final int me;
    private final SpinBudget budget = new SpinBudget();
    /** Plain is enough to recognise oneself; only a thread that ended is looked at by others, with a CAS. */
    private LiveThread holder = LiveThread.NOBODY;
    /** Who came last: most often who comes next. */
    private LiveThread known = LiveThread.NOBODY;

    private int holds;
    private boolean recovered;

    /** The lock cell at {@code base}. {@link ThreadTable#UNSEEN}: it passes on when its holder's process dies only. */
    public LockCore(
            Memory memory, int base, Liveness liveness, ThreadTable threads, Clock clock, WaitStrategy strategy) {
        this.memory = memory;
        this.base = base;
        this.liveness = liveness;
        this.threads = threads;
        this.clock = clock;
        this.strategy = strategy;
        this.me = liveness.self();
    }

    private static VarHandle findHolder() {
        try {
            return MethodHandles.lookup().findVarHandle(LockCore.class, "holder", LiveThread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Acquires the lock, however long it takes; interruption is kept for later. Returns whether it had to look twice.
     */
    public boolean acquire() {
        if (tryAcquireFast()) {
            return false;
        }
        try {
            return acquireContended(Deadline.NEVER, false);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Acquires the lock unless the calling thread is interrupted first. Returns whether it had to look twice. */
    public boolean acquireInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return !tryAcquireFast() && acquireContended(Deadline.NEVER, true);
    }

    /** Acquires the lock within {@code timeoutNs}; false if that was not long enough. */
    public boolean acquire(long timeoutNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (tryAcquire()) {
            return true;
        }
        return timeoutNs > 0 && acquireContended(Deadline.after(clock, timeoutNs), true);
    }

    /** Acquires the lock if it is free, or its holder dead. */
    public boolean tryAcquire() {
        return tryAcquireFast() || tryAcquireSlow(self(), 0);
    }

    private boolean tryAcquireFast() {
        if (isHeldByCurrentThread()) {
            holds = Math.addExact(holds, 1);
            return true;
        }
        LiveThread self = self();
        if (memory.compareAndSetLong(base + LockWord.WORD, 0, heldBy(self))) {
            acquired(self, false);
            return true;
        }
        return false;
    }

    private LiveThread self() {
        LiveThread last = known;
        if (last.thread() == Thread.currentThread()) {
            return last;
        }
        LiveThread self = threads.current();
        known = self;
        return self;
    }

    private long heldBy(LiveThread thread) {
        return LockWord.held(me, thread.mark());
    }

    private void acquired(LiveThread self, boolean fromTheDead) {
        Failpoint.LOCK_ACQUIRED_BEFORE_TOKEN.hit();
        memory.putLong(base + LockWord.TOKEN, memory.getLong(base + LockWord.TOKEN) + 1);
        memory.putLong(base + LockWord.THREAD_ID, threadId(self.thread()));
        holds = 1;
        recovered = fromTheDead;
        HOLDER.setRelease(this, self);
        Failpoint.LOCK_HELD.hit();
    }

    @SuppressWarnings("deprecation") // threadId() is not in 17
    private static long threadId(Thread thread) {
        return thread.getId();
    }

    /** One look at a word that is not plainly free: with leftovers of a dead holder, or a dead holder itself. */
    private boolean tryAcquireSlow(LiveThread self, long waiters) {
        long word = memory.getLongVolatile(base + LockWord.WORD);
        if (!LockWord.isFree(word)) {
            return tryTakeOver(self, word, waiters);
        }
        if (memory.compareAndSetLong(base + LockWord.WORD, word, heldBy(self) | word | waiters)) {
            acquired(self, LockWord.isInconsistent(word));
            return true;
        }
        return false;
    }

    private boolean tryTakeOver(LiveThread self, long word, long waiters) {
        int mark = LockWord.mark(word);
        int owner = LockWord.owner(word);
        boolean threadIsDead = mark != 0 && threads.isDead(mark);
        if (!threadIsDead && owner == me) {
            return tryTakeOverLocally(self, word, waiters);
        }
        if (!threadIsDead && liveness.isAlive(owner)
                || !memory.compareAndSetLong(base + LockWord.WORD, word, taken(self, word, waiters))) {
            return false;
        }
        takenOver(self, owner);
        return true;
    }

    /** Only this process can see one of its threads end that has no mark, or whose native thread goes on. */
    private boolean tryTakeOverLocally(LiveThread self, long word, long waiters) {
        LiveThread local = (LiveThread) HOLDER.getAcquire(this);
        if (local.mark() != LockWord.mark(word)
                || local == LiveThread.NOBODY
                || local.thread().isAlive()
                || !HOLDER.compareAndSet(this, local, self)) {
            return false;
        }
        long now;
        do {
            now = memory.getLongVolatile(base + LockWord.WORD);
            if (!LockWord.isSameHold(now, word)) {
                // Somebody saw the end of the native thread and was faster.
                HOLDER.compareAndSet(this, self, LiveThread.NOBODY);
                return false;
            }
        } while (!memory.compareAndSetLong(base + LockWord.WORD, now, taken(self, now, waiters)));
        takenOver(self, me);
        return true;
    }

    private long taken(LiveThread self, long word, long waiters) {
        return heldBy(self) | LockWord.INCONSISTENT | word & LockWord.WAITERS | waiters;
    }

    private void takenOver(LiveThread self, int owner) {
        Failpoint.LOCK_TAKEN_OVER.hit();
        memory.putInt(base + LockWord.PREVIOUS_OWNER, owner);
        memory.getAndAddLong(base + LockWord.RECOVERIES, 1);
        acquired(self, true);
        LOG.warn(
                "PLY-0002 lock taken over from a dead holder: {} previous={} token={}",
                memory.name(),
                liveness.describe(owner),
                token());
    }

    private boolean acquireContended(long deadlineNs, boolean interruptible) throws InterruptedException {
        noteContention();
        LiveThread self = self();
        if (spin(self)) {
            return true;
        }
        boolean interrupted = false;
        try {
            while (true) {
                // Whoever slept may not be the only one, so the bit goes with the lock.
                if (tryAcquireSlow(self, LockWord.WAITERS)) {
                    return true;
                }
                requireNotDeleted();
                long remainingNs = Deadline.remainingNs(deadlineNs, clock.monotonicNs());
                if (remainingNs <= 0) {
                    return false;
                }
                sleep(Math.min(SLICE_NS, remainingNs), interruptible);
                if (Thread.interrupted()) {
                    if (interruptible) {
                        throw new InterruptedException();
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A holder may keep a deleted object's lock for long; nobody waits for that. */
    private void requireNotDeleted() {
        if (memory.getIntVolatile(ObjectHeader.STATE) == ObjectHeader.DELETED) {
            throw new ObjectDeletedException(
                    "object was deleted: " + memory.name() + ". Open it again to create a new one");
        }
    }

    private boolean spin(LiveThread self) {
        int limit = budget.next(Math.min(MAX_SPINS, strategy.maxSpins()));
        for (int i = 0; i < limit; i++) {
            if (tryAcquireIfFree(self)) {
                budget.succeeded(i);
                return true;
            }
            Thread.onSpinWait();
        }
        for (int i = 0; i < YIELDS; i++) {
            if (tryAcquireIfFree(self)) {
                return true;
            }
            Thread.yield();
        }
        budget.failed();
        return false;
    }

    private boolean tryAcquireIfFree(LiveThread self) {
        return LockWord.isFree(memory.getLongVolatile(base + LockWord.WORD)) && tryAcquireSlow(self, 0);
    }

    private void sleep(long maxNs, boolean interruptible) {
        long word = memory.getLongVolatile(base + LockWord.WORD);
        if (LockWord.isFree(word)) {
            return;
        }
        long announced = word | LockWord.WAITERS;
        if (word != announced && !memory.compareAndSetLong(base + LockWord.WORD, word, announced)) {
            return;
        }
        int mark = LockWord.mark(announced);
        if (mark != 0 && strategy.usesFutex() && Futex.canAwaitBoth()) {
            sleepUntilReleaseOrDeath(announced, mark, maxNs, interruptible);
        } else {
            Futex.await(memory, base + LockWord.WORD, LockWord.futex(announced), maxNs, interruptible, strategy);
        }
    }

    private void sleepUntilReleaseOrDeath(long announced, int mark, long maxNs, boolean interruptible) {
        int life = threads.life(mark);
        if (!threads.isDead(mark)) {
            Futex.awaitBoth(
                    memory,
                    base + LockWord.WORD,
                    LockWord.futex(announced),
                    threads.memory(),
                    threads.lifeOffset(mark),
                    life,
                    maxNs,
                    interruptible);
        }
        if (threads.isDead(mark)) {
            threads.passOnDeath(mark);
        }
    }

    /** Leaves a note for people since when the present holder is known to hold. The hot path reads no clock. */
    private void noteContention() {
        memory.getAndAddLong(base + LockWord.CONTENDED, 1);
        long token = token();
        if (memory.getLongVolatile(base + LockWord.SEEN_TOKEN) != token) {
            memory.putLong(base + LockWord.SEEN_AT, clock.epochNs());
            memory.putLongVolatile(base + LockWord.SEEN_TOKEN, token);
        }
    }

    /** Gives the lock back, or one of several holds. */
    public void release() {
        LiveThread self = holder;
        if (self.thread() != Thread.currentThread()) {
            throw new IllegalMonitorStateException("not the holder: " + memory.name() + " caller="
                    + Thread.currentThread().getName() + ", holder=" + describeHolder()
                    + ". Only the thread that acquired may release");
        }
        if (--holds > 0) {
            return;
        }
        Failpoint.LOCK_BEFORE_RELEASE.hit();
        HOLDER.setRelease(this, LiveThread.NOBODY);
        long held = heldBy(self);
        if (!memory.compareAndSetLong(base + LockWord.WORD, held, 0)) {
            releaseSlowPath(held);
        }
    }

    private void releaseSlowPath(long held) {
        long word;
        do {
            word = memory.getLongVolatile(base + LockWord.WORD);
            if (!LockWord.isSameHold(word, held)) {
                throw new OwnershipLostException("lock is not this thread's any more: " + memory.name() + " word=0x"
                        + Long.toHexString(word) + " holder=" + describeHolder()
                        + ". Was the domain closed under a holder? Check what the lock guards");
            }
        } while (!memory.compareAndSetLong(base + LockWord.WORD, word, word & LockWord.INCONSISTENT));
        if ((word & LockWord.WAITERS) != 0) {
            Failpoint.LOCK_RELEASED_BEFORE_WAKE.hit();
            Futex.wake(memory, base + LockWord.WORD, 1);
        }
    }

    /** Says that what the lock guards is in order again; the holder's call. */
    public void markConsistent() {
        if (!isHeldByCurrentThread()) {
            throw new IllegalMonitorStateException("not the holder: " + memory.name() + ". Repair under the lock");
        }
        recovered = false;
        long word;
        do {
            word = memory.getLongVolatile(base + LockWord.WORD);
        } while (!memory.compareAndSetLong(base + LockWord.WORD, word, word & ~LockWord.INCONSISTENT));
    }

    /** Whether the calling thread holds the lock. */
    public boolean isHeldByCurrentThread() {
        return holder.thread() == Thread.currentThread();
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

    /** The fencing token of the latest acquisition. */
    public long token() {
        return memory.getLongVolatile(base + LockWord.TOKEN);
    }

    /** The owner word of the holder, {@link Owner#NONE} when free. */
    public int owner() {
        return LockWord.owner(memory.getLongVolatile(base + LockWord.WORD));
    }

    /** Whether the holder is known to be dead and nobody took over yet. */
    public boolean isAbandoned() {
        long word = memory.getLongVolatile(base + LockWord.WORD);
        int mark = LockWord.mark(word);
        return !LockWord.isFree(word) && (mark != 0 && threads.isDead(mark) || !liveness.isAlive(LockWord.owner(word)));
    }

    /** The holder's thread id, in its own process. */
    public long holderThreadId() {
        return memory.getLongVolatile(base + LockWord.THREAD_ID);
    }

    /** How many take-overs there were. */
    public long recoveries() {
        return memory.getLongVolatile(base + LockWord.RECOVERIES);
    }

    /** Since when, in epoch ns, a waiter saw the present holder hold; 0 if nobody had to wait. */
    public long heldSinceAtLeastNs() {
        return memory.getLongVolatile(base + LockWord.SEEN_TOKEN) == token()
                ? memory.getLongVolatile(base + LockWord.SEEN_AT)
                : 0;
    }

    /** The holder in words. */
    public String describeHolder() {
        int owner = owner();
        if (owner == Owner.NONE) {
            return "nobody";
        }
        return owner == me
                ? "this process, thread " + holderThreadId()
                : liveness.describe(owner) + ", thread " + holderThreadId();
    }
}
