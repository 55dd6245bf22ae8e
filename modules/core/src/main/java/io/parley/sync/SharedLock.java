package io.parley.sync;

import io.parley.AcquireTimeoutException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.LockCore;
import io.parley.internal.sync.LockWord;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A re-entrant lock between processes that comes back when its holder dies. Python's {@code RLock}.
 *
 * <p><b>Threading:</b> owned by one thread of one process; only it may release. A virtual thread may hold it; while it
 * waits it looks again every 0.1 ms instead of sleeping in the kernel.
 *
 * <p><b>Processes:</b> if the holder's process dies, however it dies, one waiter or the next caller takes the lock over
 * within milliseconds and is told ({@link Lease#recovered()}, {@link #isRecovered()}), because what the lock guards may
 * be half-changed. A paused process keeps its locks; nothing is ever taken from the living and nothing expires. If only
 * the holding <em>thread</em> ends, it is the same, in its process and in others. Exceptions: that a virtual thread
 * ended, or one whose native thread goes on (as that of {@code main} does until the JVM exits), only its own process
 * sees.
 *
 * <p><b>Ordering:</b> a release happens-before the next acquisition, in any process.
 *
 * <p><b>Fairness:</b> none, unless created with {@link LockOptions#fair()}; a running thread may overtake a sleeping
 * one. <b>Allocation:</b> none in {@code lock} and {@code unlock}.
 *
 * <p><b>Differs from Python:</b> there a lock whose holder dies stays locked for ever.
 */
public final class SharedLock extends AbstractLock implements ManagedLock {
    private final LockCore core;
    /** The handle on the object that the lock lies in; null if it has a file of its own. */
    private final SharedObject whole;

    private SharedLock(Domain domain, String name, ObjectFile file, int cell, LockCore core, SharedObject whole) {
        super(domain, name, file, cell, core, "lock");
        this.core = core;
        this.whole = whole;
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
        return open(Domain.of(parley), name, null);
    }

    /**
     * Opens the lock, creating it first if there is none. {@link Parley#lock(String, LockOptions)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param options how it behaves
     * @return a handle; all handles on one lock in one process count as the same lock for re-entry
     * @throws io.parley.ObjectMismatchException if it exists with other options
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedLock open(Parley parley, String name, LockOptions options) {
        return open(Domain.of(parley), name, Objects.requireNonNull(options, "options"));
    }

    private static SharedLock open(Domain domain, String name, LockOptions options) {
        ObjectFile file = openFile(domain, name, ObjectKind.LOCK, options, LockWord.FAIR);
        return new SharedLock(domain, name, file, CELL, domain.lockCore(file, CELL), null);
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
        return new SharedLock(
                embedded.domain(),
                embedded.name(),
                embedded.object(),
                embedded.cell(),
                embedded.domain().lockCore(embedded.object(), embedded.cell()),
                object);
    }

    @Override
    SharedObject partOf() {
        return whole;
    }

    private LockCore core() {
        requireOpen();
        return core;
    }

    /**
     * Acquires the lock, however long it takes. Interruption does not end the wait; the flag is kept.
     *
     * @throws IllegalStateException if the handle was closed, also while the caller waited
     * @throws io.parley.ObjectDeletedException if the lock was deleted while the caller waited; one that is free when
     *     asked does not look
     */
    @Override
    public void lock() {
        if (core().acquire(guard)) {
            requireUsable();
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (core().acquireInterruptibly(guard)) {
            requireUsable();
        }
    }

    /**
     * Acquires the lock if it is free, or if its holder is dead. Of a fair lock, not if somebody waits for it.
     *
     * @return whether the calling thread holds it now
     */
    @Override
    public boolean tryLock() {
        return core().tryAcquire();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        boolean acquired = core().acquire(unit.toNanos(time), guard);
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
     * Acquires the lock, however long it takes.
     *
     * @return the lease to close
     * @throws InterruptedException if the thread is interrupted; the lock is not acquired
     * @throws io.parley.ObjectDeletedException if the lock was deleted
     */
    @Override
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
    @Override
    public Lease acquire(Duration timeout) throws InterruptedException {
        if (!tryLock(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS)) {
            throw timedOut(timeout);
        }
        return new Lease(core);
    }

    /**
     * Acquires the lock if it is free, or if its holder is dead.
     *
     * @return the lease to close, or empty
     */
    @Override
    public Optional<Lease> tryAcquire() {
        return tryLock() ? Optional.of(new Lease(core)) : Optional.empty();
    }

    /**
     * Whether the calling thread took the lock over from a dead holder, and nobody declared the guarded data in order
     * since.
     *
     * @return true after a take-over, until {@link #markConsistent()}
     */
    @Override
    public boolean isRecovered() {
        return core().isRecovered();
    }

    /**
     * Declares the guarded data in order again after a take-over.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    @Override
    public void markConsistent() {
        core().markConsistent();
    }

    /**
     * Whether the calling thread holds the lock.
     *
     * @return exact
     */
    @Override
    public boolean isHeldByCurrentThread() {
        return core().isHeldByCurrentThread();
    }

    /**
     * How often the calling thread holds the lock.
     *
     * @return 0 if it does not
     */
    @Override
    public int holdCount() {
        return core().holds();
    }

    @Override
    void requireUsable() {
        if (isClosed() || isDeleted()) {
            core.release();
            requireUsableHandle();
        }
    }
}
