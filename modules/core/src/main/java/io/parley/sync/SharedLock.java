package io.parley.sync;

import io.parley.AcquireTimeoutException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.Owner;
import io.parley.internal.live.ProcessSlot;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectHeader;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.LockCore;
import io.parley.internal.sync.LockWord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * A re-entrant lock between processes that comes back when its holder dies. Python's {@code RLock}.
 *
 * <p><b>Threading:</b> owned by one thread of one process; only it may release. A virtual thread may hold it; while it
 * waits it looks again every 0.1 ms instead of sleeping in the kernel.
 *
 * <p><b>Processes:</b> if the holder's process dies, however it dies, one waiter or the next caller takes the lock over
 * within milliseconds and is told ({@link Lease#recovered()}, {@link #isRecovered()}), because what the lock guards may
 * be half-changed. A paused process keeps its locks; nothing is ever taken from the living and nothing expires. If only
 * the holding <em>thread</em> ends, the other threads of its process take over; other processes cannot see it.
 *
 * <p><b>Ordering:</b> a release happens-before the next acquisition, in any process.
 *
 * <p><b>Fairness:</b> none; a running thread may overtake a sleeping one. <b>Allocation:</b> none in {@code lock} and
 * {@code unlock}.
 *
 * <p><b>Differs from Python:</b> there a lock whose holder dies stays locked for ever.
 */
public final class SharedLock extends SyncObject implements Lock {
    private static final int CELL = ObjectHeader.LENGTH;
    private static final ObjectFile.Spec SPEC =
            new ObjectFile.Spec(ObjectKind.LOCK, 0, 1, CELL + LockWord.LENGTH, memory -> {});

    private final LockCore core;

    private SharedLock(Domain domain, String name, ObjectFile file, int cell) {
        super(domain, name, file);
        this.core = domain.lockCore(file, cell);
        domain.track(this);
    }

    /**
     * Opens the lock, creating it first if there is none. {@link Parley#lock(String)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @return a handle; all handles on one lock in one process count as the same lock for re-entry
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedLock open(Parley parley, String name) {
        Domain domain = Domain.of(parley);
        return new SharedLock(domain, name, domain.openObject(name, SPEC), CELL);
    }

    /**
     * The lock that lies in the file of another object, as in those of values and arrays; {@code lock()} of theirs is
     * the short way. Deleting it deletes that object.
     *
     * @param object an open handle on the object
     * @return a handle on its lock
     * @throws IllegalArgumentException if there is no lock in it, or the handle is closed
     */
    public static SharedLock inside(SharedObject object) {
        Domain.EmbeddedLock embedded = Domain.embeddedLock(object);
        if (embedded == null) {
            throw new IllegalArgumentException(
                    "no lock inside, or the handle is closed: " + object + ". Use parley.lock(name)");
        }
        return new SharedLock(embedded.domain(), embedded.name(), embedded.object(), embedded.cell());
    }

    private LockCore core() {
        requireOpen();
        return core;
    }

    /**
     * Acquires the lock, however long it takes. Interruption does not end the wait; the flag is kept.
     *
     * @throws io.parley.ObjectDeletedException if the lock was deleted while the caller waited; one that is free when
     *     asked does not look
     */
    @Override
    public void lock() {
        if (core().acquire()) {
            requireUsable();
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (core().acquireInterruptibly()) {
            requireUsable();
        }
    }

    /**
     * Acquires the lock if it is free, or if its holder is dead.
     *
     * @return whether the calling thread holds it now
     */
    @Override
    public boolean tryLock() {
        return core().tryAcquire();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        boolean acquired = core().acquire(unit.toNanos(time));
        if (acquired) {
            requireUsable();
        }
        return acquired;
    }

    /**
     * Gives the lock back, or one of several holds of this thread.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold it
     * @throws io.parley.OwnershipLostException if the domain was closed under the holder
     */
    @Override
    public void unlock() {
        core().release();
    }

    /**
     * Not supported: waiting for a condition needs a place of its own in shared memory, which an unnamed condition does
     * not have.
     *
     * @return never
     * @throws UnsupportedOperationException always; wait on a value ({@code awaitChange}) or on a queue instead
     */
    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException("no conditions on " + this
                + ": other processes could not name them. Wait with awaitChange on a value, or on a queue");
    }

    /**
     * Acquires the lock, however long it takes.
     *
     * @return the lease to close
     * @throws InterruptedException if the thread is interrupted; the lock is not acquired
     * @throws io.parley.ObjectDeletedException if the lock was deleted
     */
    public Lease acquire() throws InterruptedException {
        lockInterruptibly();
        return new Lease(core);
    }

    /**
     * Acquires the lock within a time.
     *
     * @param timeout how long; zero or less looks once
     * @return the lease to close
     * @throws AcquireTimeoutException if it did not come free in time; the message names the holder
     * @throws InterruptedException if the thread is interrupted; the lock is not acquired
     * @throws io.parley.ObjectDeletedException if the lock was deleted
     */
    public Lease acquire(Duration timeout) throws InterruptedException {
        if (!tryLock(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS)) {
            throw new AcquireTimeoutException("lock '" + name() + "' not acquired in " + timeout + ": " + path()
                    + " holder=" + core.describeHolder() + heldSince()
                    + ". Look at the holder; a dead one would have been"
                    + " taken over");
        }
        return new Lease(core);
    }

    private String heldSince() {
        long sinceNs = core.heldSinceAtLeastNs();
        return sinceNs == 0 ? "" : ", held for at least " + (domain().clock().epochNs() - sinceNs) / 1_000_000 + " ms";
    }

    /**
     * Acquires the lock if it is free, or if its holder is dead.
     *
     * @return the lease to close, or empty
     */
    public Optional<Lease> tryAcquire() {
        return tryLock() ? Optional.of(new Lease(core)) : Optional.empty();
    }

    /**
     * Whether the calling thread took the lock over from a dead holder, and nobody declared the guarded data in order
     * since.
     *
     * @return true after a take-over, until {@link #markConsistent()}
     */
    public boolean isRecovered() {
        return core().isRecovered();
    }

    /**
     * Declares the guarded data in order again after a take-over.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    public void markConsistent() {
        core().markConsistent();
    }

    /**
     * Whether somebody holds the lock, or died holding it and nobody took over yet.
     *
     * @return a snapshot
     */
    public boolean isLocked() {
        return core().owner() != Owner.NONE;
    }

    /**
     * Whether the calling thread holds the lock.
     *
     * @return exact
     */
    public boolean isHeldByCurrentThread() {
        return core().isHeldByCurrentThread();
    }

    /**
     * How often the calling thread holds the lock.
     *
     * @return 0 if it does not
     */
    public int holdCount() {
        return core().holds();
    }

    /**
     * Who holds the lock.
     *
     * @return a snapshot, empty when free
     */
    public Optional<HolderInfo> holder() {
        int owner = core().owner();
        if (owner == Owner.NONE) {
            return Optional.empty();
        }
        ProcessSlot slot = domain().find(owner);
        long since = core.heldSinceAtLeastNs();
        return Optional.of(new HolderInfo(
                slot == null ? 0 : slot.pid(),
                slot == null ? "gone" : slot.name(),
                core.holderThreadId(),
                core.token(),
                slot != null && slot.alive(),
                since == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, since))));
    }

    /**
     * The fencing token of the latest acquisition by anybody.
     *
     * @return 0 if there was none
     */
    public long token() {
        return core().token();
    }

    /**
     * How often a dead holder was taken over since the lock was created.
     *
     * @return a count
     */
    public long recoveries() {
        return core().recoveries();
    }

    /** After a wait: the lock may be deleted meanwhile, or the handle closed and this process out of the domain. */
    private void requireUsable() {
        if (isClosed() || isDeleted()) {
            core.release();
            requireUsableHandle();
        }
    }

    @Override
    public String toString() {
        return "SharedLock(" + name() + ", "
                + (isClosed() ? "closed" : "holder=" + core.describeHolder() + ", token=" + core.token()) + ", "
                + path() + ")";
    }
}
