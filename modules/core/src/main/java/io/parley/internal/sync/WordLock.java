package io.parley.internal.sync;

import io.parley.ObjectDeletedException;
import io.parley.WaitStrategy;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.live.LiveThread;
import io.parley.internal.live.Liveness;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ThreadTable;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.Words;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.observe.RecordingSwitch;
import io.parley.internal.os.Clock;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.Futex;
import io.parley.internal.wait.SpinBudget;
import io.parley.internal.wait.WaitPlace;
import io.parley.internal.wait.WaitReason;
import io.parley.internal.wait.WordBell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What locks on one shared word have in common: waiting for it, taking it over from the dead, passing it on, and what
 * people may ask about it.
 *
 * <p>Contended: a few looks with yields between them, and where there are processors enough, spinning as long as it
 * pays; then sleep on the word, and on the life of the holding thread, in slices. After every sleep: do the thread and
 * its process live? If not, one survivor wins the CAS from exactly that word to its own with INCONSISTENT set, and is
 * told. Nobody ever takes from the living: there is no time-out on ownership, and a word that names a live incarnation
 * is never overwritten by anybody else.
 *
 * <p>Fair locks: who comes while the WAITERS bit is set joins a {@link FairQueue}, each sleeps on a word of its own,
 * and release leaves the bit set on a free word, so that the one CAS of a newcomer fails.
 */
public abstract sealed class WordLock extends LockState permits LockCore, BinaryCore {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.lock");
    private static final long SLICE_NS = 10_000_000;
    /** Not a slot of a fair lock's queue. */
    public static final int NO_SLOT = FairQueue.NONE;
    /** For who finds no slot in a fair lock's queue. */
    private static final long UNQUEUED_SLICE_NS = 1_000_000;

    private static final int YIELDS = 10;
    /** Even a strategy that never sleeps leaves this loop, to look at deadline, interruption and the holder's life. */
    private static final int MAX_SPINS = 2_000;
    /** With two processors, a waiter that spins is in the way of the holder more often than not. */
    private static final boolean SPINNING_PAYS = Runtime.getRuntime().availableProcessors() > 2;

    private final Clock clock;
    private final WaitStrategy strategy;
    private final FairQueue queue;
    private final WaitPlace place;
    private final SpinBudget budget = new SpinBudget();
    private final Guard notDeleted = this::requireNotDeleted;
    private final HoldMeter meter = new HoldMeter();

    WordLock(Memory memory, int base, Liveness liveness, ThreadTable threads, Clock clock, WaitStrategy strategy) {
        super(memory, base, liveness, threads);
        this.clock = clock;
        this.strategy = strategy;
        this.queue = isFair() ? new FairQueue(memory, base, liveness) : null;
        this.place = new WaitPlace(memory, base, WaitReason.LOCK, clock);
    }

    /** Ends waits that have become senseless. */
    @FunctionalInterface
    public interface Guard {
        /** Throws if nobody should wait any more: the handle was closed, the object deleted. */
        void requireUsable();
    }

    /** One CAS on a free word, or whatever else is as cheap. */
    abstract boolean tryAcquireFast();

    /** The calling thread. */
    abstract LiveThread self();

    /** What the word is while that one holds it, without flags. */
    abstract long mine(LiveThread self);

    /** Whether the calling thread, which holds the lock, has just acquired it and not once more. */
    abstract boolean isOutermost();

    /** The word names this process since just now, and that is the one. */
    abstract void acquired(LiveThread self, boolean fromTheDead);

    /**
     * The word names this process. Takes the lock from a thread of it that ended without the kernel's telling others,
     * if the lock knows threads.
     */
    abstract boolean tryTakeOverLocally(LiveThread self, long word, long waiters);

    /** The word names this process. Whether {@link #tryTakeOverLocally} would find a thread that ended. */
    abstract boolean hasEndedLocally(long word);

    /** Whether a dead process's hold may be taken over. */
    abstract boolean recovers();

    /** Whether the calling thread may wait for a condition under this lock. */
    public abstract boolean isMine();

    /** Gives the lock back however often it is held, and returns that number for {@link #acquireAgain}. */
    public abstract int releaseAll();

    /**
     * Acquires the lock for a thread that had it before, however long it takes and even if it was deleted meanwhile;
     * interruption is kept for later.
     */
    public final void acquireAgain(int holds, Guard guard) {
        acquire(guard);
        restoreHolds(holds);
    }

    abstract void restoreHolds(int holds);

    /** Acquires the lock, however long it takes; see {@link #acquire(Guard)}. */
    public final boolean acquire() {
        return acquire(notDeleted);
    }

    /**
     * Acquires the lock, however long it takes; interruption is kept for later. Returns whether it had to look twice.
     */
    public final boolean acquire(Guard guard) {
        return waited(wanted(), !tryAcquireFast() && acquireSlowPath(guard));
    }

    private boolean acquireSlowPath(Guard guard) {
        try {
            return acquireContended(Deadline.NEVER, false, guard);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Acquires the lock unless the calling thread is interrupted first. Returns whether it had to look twice. */
    public final boolean acquireInterruptibly() throws InterruptedException {
        return acquireInterruptibly(notDeleted);
    }

    /** Acquires the lock unless the calling thread is interrupted first. Returns whether it had to look twice. */
    public final boolean acquireInterruptibly(Guard guard) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return waited(wanted(), !tryAcquireFast() && acquireContended(Deadline.NEVER, true, guard));
    }

    /** Acquires the lock within {@code timeoutNs}; false if that was not long enough. */
    public final boolean acquire(long timeoutNs) throws InterruptedException {
        return acquire(timeoutNs, notDeleted);
    }

    /** Acquires the lock within {@code timeoutNs}; false if that was not long enough. */
    public final boolean acquire(long timeoutNs, Guard guard) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (tryAcquire()) {
            return true;
        }
        long sinceNs = wanted();
        return timeoutNs > 0
                && acquireContended(Deadline.after(clock, timeoutNs), true, guard)
                && waited(sinceNs, true);
    }

    /** Acquires the lock if it is free and nobody waits in order, or if its holder is dead. */
    public final boolean tryAcquire() {
        long sinceNs = wanted();
        return (tryAcquireFast() || tryAcquireSlow(self(), 0, FairQueue.NONE)) && waited(sinceNs, true);
    }

    /** Lets threads of this process measure how long they wait for the lock and hold it, once that is switched on. */
    public final void measureWith(LatencyMeter latency) {
        meter.setLatency(latency);
    }

    /** Since when the calling thread wants the lock; 0 if that is not measured. */
    private long wanted() {
        return RecordingSwitch.isOn(words) ? meter.start() : 0;
    }

    /** The calling thread has the lock; passes on what else there is to say. */
    private boolean waited(long sinceNs, boolean result) {
        if (sinceNs != 0 && isOutermost()) {
            meter.began(sinceNs, token());
        }
        return result;
    }

    /** Of the hold that the calling thread is about to end: how long it was. */
    final long heldNs() {
        return meter.isHeld() && owner() == me ? meter.endNs(token()) : HoldMeter.UNMEASURED;
    }

    /** The hold, which was that long, has ended. */
    final void held(long ns) {
        if (ns != HoldMeter.UNMEASURED) {
            meter.ended(ns);
        }
    }

    /** One look at a word that is not plainly free: with leftovers of a dead holder, or a dead holder itself. */
    private boolean tryAcquireSlow(LiveThread self, long waiters, int slot) {
        long word = Words.getLongVolatile(words, base + LockWord.WORD);
        if (isAfterOthers(word, slot)) {
            return false;
        }
        if (!LockWord.isFree(word)) {
            return tryTakeOver(self, word, waiters);
        }
        if (!Words.compareAndSetLong(words, base + LockWord.WORD, word, mine(self) | word | waiters)) {
            return false;
        }
        acquired(self, LockWord.isInconsistent(word));
        return true;
    }

    private boolean isAfterOthers(long word, int slot) {
        return queue != null && (slot != FairQueue.NONE || LockWord.hasWaiters(word)) && !queue.isNext(slot);
    }

    private boolean tryTakeOver(LiveThread self, long word, long waiters) {
        int owner = LockWord.owner(word);
        boolean threadEnded = hasThreadEnded(word);
        if (owner == me && !threadEnded) {
            return tryTakeOverLocally(self, word, waiters);
        }
        if (!recovers()
                || !threadEnded && liveness.isAlive(owner)
                || !Words.compareAndSetLong(words, base + LockWord.WORD, word, taken(self, word, waiters))) {
            return false;
        }
        takenOver(self, word);
        return true;
    }

    /** What the word becomes when that one takes it from a dead holder. */
    final long taken(LiveThread self, long word, long waiters) {
        return mine(self) | LockWord.INCONSISTENT | word & LockWord.WAITERS | waiters;
    }

    /** The word names this process, and INCONSISTENT is set. */
    final void takenOver(LiveThread self, long from) {
        Failpoint.LOCK_TAKEN_OVER.hit();
        int owner = LockWord.owner(from);
        long threadId = holderThreadId();
        Words.putInt(words, base + LockWord.PREVIOUS_OWNER, owner);
        Words.getAndAddLong(words, base + LockWord.RECOVERIES, 1);
        acquired(self, true);
        LOG.warn(
                "PLY-0002 lock taken over from a dead holder: {} previous={}, thread {} token={}",
                memory.name(),
                liveness.describe(owner),
                threadId,
                token());
    }

    private boolean acquireContended(long deadlineNs, boolean interruptible, Guard guard) throws InterruptedException {
        LiveThread self = self();
        int slot = enterQueue(ThreadNames.id(Thread.currentThread()));
        int note = WaitPlace.NOT_NOTED;
        boolean acquired = false;
        boolean interrupted = false;
        try {
            if (spin(self, slot)) {
                acquired = true;
                return true;
            }
            noteContention();
            while (true) {
                guard.requireUsable();
                int wakes = slot == FairQueue.NONE ? 0 : queue.wakes(slot);
                // Whoever slept may not be the only one, so the bit goes with the lock.
                if (tryAcquireSlow(self, LockWord.WAITERS, slot)) {
                    acquired = true;
                    return true;
                }
                long remainingNs = Deadline.remainingNs(deadlineNs, clock.monotonicNs());
                if (remainingNs <= 0) {
                    return false;
                }
                if (note == WaitPlace.NOT_NOTED) {
                    note = place.enter();
                }
                sleep(slot, wakes, remainingNs, interruptible);
                if (Thread.interrupted()) {
                    if (interruptible) {
                        throw new InterruptedException();
                    }
                    interrupted = true;
                }
            }
        } finally {
            place.leave(note);
            leaveQueue(slot, acquired);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int enterQueue(long id) {
        if (queue == null) {
            return FairQueue.NONE;
        }
        int slot = queue.enter(id);
        setBits(LockWord.WAITERS); // from here on nobody overtakes
        return slot;
    }

    private void leaveQueue(int slot, boolean acquired) {
        if (slot != FairQueue.NONE) {
            queue.leave(slot);
            long word = Words.getLongVolatile(words, base + LockWord.WORD);
            if (!acquired && LockWord.isFree(word) && LockWord.hasWaiters(word)) {
                passOn();
            }
        }
    }

    /** A holder may keep a deleted object's lock for long; nobody waits for that. */
    private void requireNotDeleted() {
        if (isGone()) {
            throw new ObjectDeletedException(
                    "object was deleted: " + memory.name() + ". Open it again to create a new one");
        }
    }

    private boolean spin(LiveThread self, int slot) {
        if (SPINNING_PAYS || !strategy.usesFutex()) {
            int limit = budget.next(Math.min(MAX_SPINS, strategy.maxSpins()));
            for (int i = 0; i < limit; i++) {
                if (tryAcquireIfFree(self, slot)) {
                    budget.succeeded(i);
                    return true;
                }
                Thread.onSpinWait();
            }
        }
        for (int i = 0; i < YIELDS; i++) {
            if (tryAcquireIfFree(self, slot)) {
                return true;
            }
            Thread.yield();
        }
        budget.failed();
        return false;
    }

    private boolean tryAcquireIfFree(LiveThread self, int slot) {
        return LockWord.isFree(Words.getLongVolatile(words, base + LockWord.WORD)) && tryAcquireSlow(self, 0, slot);
    }

    /** Sleeps on the word, or in a fair lock on the word of the waiter's own slot. */
    private void sleep(int slot, int wakes, long remainingNs, boolean interruptible) {
        long word = Words.getLongVolatile(words, base + LockWord.WORD);
        long announced = word | LockWord.WAITERS;
        if (LockWord.isFree(word) && (slot == FairQueue.NONE || word != announced)) {
            if (queue != null) {
                Thread.yield(); // without a slot, behind others: look again, until there is one
            }
            return;
        }
        if (word != announced && !Words.compareAndSetLong(words, base + LockWord.WORD, word, announced)) {
            return;
        }
        int mark = LockWord.mark(announced);
        if (mark != 0 && threads.isDead(mark)) {
            threads.passOnDeath(mark);
            if (queue == null || queue.isNext(slot)) {
                return;
            }
            mark = 0; // who is behind others has nothing more to see there
        }
        if (slot != FairQueue.NONE) {
            await(queue.wakeOffset(slot), wakes, mark, Math.min(SLICE_NS, remainingNs), interruptible);
        } else {
            long maxNs = Math.min(queue == null ? SLICE_NS : UNQUEUED_SLICE_NS, remainingNs);
            await(base + LockWord.WORD, LockWord.futex(announced), mark, maxNs, interruptible);
        }
    }

    /** Sleeps until somebody wakes the word at {@code offset}, or the thread behind {@code mark} ends. */
    private void await(int offset, int expected, int mark, long maxNs, boolean interruptible) {
        if (mark == 0 || !strategy.usesFutex() || !Futex.canAwaitBoth()) {
            Futex.await(memory, offset, expected, maxNs, interruptible, strategy);
            return;
        }
        int life = threads.life(mark);
        if (!threads.isDead(mark)) {
            Memory lives = threads.memory();
            Futex.awaitBoth(memory, offset, expected, lives, threads.lifeOffset(mark), life, maxNs, interruptible);
        }
        if (threads.isDead(mark)) {
            threads.passOnDeath(mark);
        }
    }

    /** Leaves a note for people since when the present holder is known to hold. The hot path reads no clock. */
    private void noteContention() {
        Words.getAndAddLong(words, base + LockWord.CONTENDED, 1);
        long token = token();
        if (Words.getLongVolatile(words, base + LockWord.SEEN_TOKEN) != token) {
            Words.putLong(words, base + LockWord.SEEN_AT, clock.epochNs());
            Words.putLongVolatile(words, base + LockWord.SEEN_TOKEN, token);
        }
    }

    /** What a held word becomes when it is released. */
    final long released(long word) {
        return queue == null ? word & LockWord.INCONSISTENT : word & (LockWord.INCONSISTENT | LockWord.WAITERS);
    }

    /** Wakes who is next, after a word with the WAITERS bit was released. */
    final void wakeNext() {
        if (queue == null) {
            Futex.wake(memory, base + LockWord.WORD, 1);
        } else {
            passOn();
        }
    }

    /**
     * Of a fair lock: wakes the first in the queue; if nobody lives in it, clears the bit, and looks again for somebody
     * who came in between and saw the bit set.
     */
    private void passOn() {
        if (queue.wakeFirst()) {
            return;
        }
        long word = Words.getLongVolatile(words, base + LockWord.WORD);
        if (LockWord.isFree(word)
                && LockWord.hasWaiters(word)
                && Words.compareAndSetLong(words, base + LockWord.WORD, word, word & ~LockWord.WAITERS)) {
            Failpoint.FAIR_WAITERS_CLEARED.hit();
            if (!queue.isNext(FairQueue.NONE)) {
                setBits(LockWord.WAITERS);
                queue.wakeFirst();
            }
        }
    }

    final void setBits(long bits) {
        long word;
        do {
            word = Words.getLongVolatile(words, base + LockWord.WORD);
        } while (!Words.compareAndSetLong(words, base + LockWord.WORD, word, word | bits));
    }

    final void clearBits(long bits) {
        long word;
        do {
            word = Words.getLongVolatile(words, base + LockWord.WORD);
        } while (!Words.compareAndSetLong(words, base + LockWord.WORD, word, word & ~bits));
    }

    private boolean isFair() {
        return (Words.getInt(words, base + LockWord.OPTIONS) & LockWord.FAIR) != 0;
    }

    /** Whether that agent holds the lock; of a lock without an owner, whether it acquired last. */
    public abstract boolean isHeldBy(LiveThread agent);

    abstract boolean tryReenter(LiveThread agent);

    /**
     * Acquires the lock for an agent, if it is free or its holder dead, or once more if the agent holds it.
     *
     * @param waited whether the agent found it taken before; others may have then, too
     * @param slot of a fair lock, where the agent {@linkplain #enterQueue(LiveThread) stands}
     */
    public final boolean tryAcquireAs(LiveThread agent, boolean waited, int slot) {
        return tryReenter(agent) || tryAcquireSlow(agent, waited ? LockWord.WAITERS : 0, slot);
    }

    /** Of a fair lock: the agent waits behind everybody else; its slot, or {@link #NO_SLOT} if there is none. */
    public final int enterQueue(LiveThread agent) {
        return enterQueue(agent.id());
    }

    /** The agent does not wait any longer, whether it has the lock or not. */
    public final void leaveQueue(LiveThread agent, int slot) {
        leaveQueue(slot, isHeldBy(agent));
    }

    /** Gives one hold of the agent back; whether it was the last. */
    public abstract boolean releaseAs(LiveThread agent);

    /** Gives all holds of the agent back, and returns how many there were. */
    public abstract int releaseAllAs(LiveThread agent);

    /** The agent, which acquired with that token, is dead: the next holder is told. False if it holds nothing. */
    public abstract boolean abandon(LiveThread agent, long token);

    /** Whether the agent's hold began with a dead holder's leftovers. */
    public abstract boolean isRecoveredFor(LiveThread agent);

    /** Says for the agent that what the lock guards is in order again. */
    public abstract void markConsistentAs(LiveThread agent);

    /** The agent, which has acquired it again, holds the lock as often as before. */
    public final void restoreHoldsOf(LiveThread agent, int holds) {
        if (isHeldBy(agent)) {
            restoreHolds(holds);
        }
    }

    /** Frees the word that a dead agent's hold left. */
    final boolean abandonWord(long held) {
        long threadId = holderThreadId();
        Words.putInt(words, base + LockWord.PREVIOUS_OWNER, me);
        Words.getAndAddLong(words, base + LockWord.RECOVERIES, 1);
        Failpoint.LOCK_BEFORE_RELEASE.hit();
        long word;
        do {
            word = Words.getLongVolatile(words, base + LockWord.WORD);
            if (!LockWord.isSameHold(word, held)) {
                return false;
            }
        } while (!Words.compareAndSetLong(words, base + LockWord.WORD, word, released(word) | LockWord.INCONSISTENT));
        LOG.warn(
                "PLY-0002 lock given back for a dead holder: {} {} token={}",
                memory.name(),
                ThreadNames.describe(threadId),
                token());
        if (LockWord.hasWaiters(word)) {
            wakeNext();
        }
        return true;
    }

    /** Whether it was created in order of arrival. */
    public final boolean isOrdered() {
        return queue != null;
    }

    /** Somebody waits: for people. */
    public final void noteWait() {
        noteContention();
    }

    /** Whether who waits in this slot, or in none, should try now. Asks nobody's process. */
    final boolean looksFree(int slot) {
        long word = Words.getLongVolatile(words, base + LockWord.WORD);
        return (LockWord.isFree(word) || hasThreadEnded(word) || isGone()) && (queue == null || queue.isNext(slot));
    }

    /** Whether the holder is dead, also if only this process can know. */
    final boolean isHolderDead() {
        long word = Words.getLongVolatile(words, base + LockWord.WORD);
        int owner = LockWord.owner(word);
        return owner == me ? hasEndedLocally(word) : owner != Owner.NONE && recovers() && !liveness.isAlive(owner);
    }

    /** Throws if the object was deleted. */
    public final void requireThere() {
        requireNotDeleted();
    }

    /** What a sleeper in this slot, or in none, sleeps on. */
    final Doorbell bell(int slot) {
        return slot == FairQueue.NONE
                ? new WordBell(memory, base + LockWord.WORD, true, clock)
                : new WordBell(memory, queue.wakeOffset(slot), false, clock);
    }
}
