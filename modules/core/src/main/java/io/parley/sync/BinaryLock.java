package io.parley.sync;

import io.parley.AcquireTimeoutException;
import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.sync.BinaryCore;
import io.parley.internal.sync.LockWord;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A lock between processes that one may acquire and another release: to hand something over. Python's {@code Lock}.
 *
 * <p><b>Threading:</b> it has no owner. Whoever likes may release it; who acquires it twice waits for itself.
 *
 * <p><b>Processes:</b> it stays locked until somebody releases it, also when the process that acquired it exits or
 * dies: it may have been released on that process's behalf by arrangement. Created with
 * {@link LockOptions#recoverOnOwnerDeath()}, it goes to a waiter or the next caller instead, who finds
 * {@link #isRecovered()} true. For what one thread locks and unlocks, {@link SharedLock} is the better choice.
 *
 * <p><b>Ordering:</b> a release happens-before the next acquisition, in any process.
 *
 * <p><b>Fairness:</b> none, unless created with {@link LockOptions#fair()}. <b>Allocation:</b> none in {@code lock} and
 * {@code unlock}.
 *
 * <p><b>Differs from Python:</b> releasing a free lock is an {@link IllegalStateException}.
 */
public final class BinaryLock extends AbstractLock implements ManagedBinaryLock {
    private final BinaryCore core;

    private BinaryLock(Domain domain, String name, ObjectFile file, BinaryCore core) {
        super(domain, name, file, CELL, core, "binary lock");
        this.core = core;
    }

    /**
     * Opens the lock, creating it first if there is none. {@link Parley#binaryLock(String)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @return a handle
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static BinaryLock open(Parley parley, String name) {
        return open(Domain.of(parley), name, null);
    }

    /**
     * Opens the lock, creating it first if there is none. {@link Parley#binaryLock(String, LockOptions)} is the short
     * way.
     *
     * @param parley the domain
     * @param name its name
     * @param options how it behaves
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with other options
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static BinaryLock open(Parley parley, String name, LockOptions options) {
        return open(Domain.of(parley), name, Objects.requireNonNull(options, "options"));
    }

    private static BinaryLock open(Domain domain, String name, LockOptions options) {
        ObjectFile file = openFile(domain, name, ObjectKind.BINARY_LOCK, options, LockWord.FAIR | LockWord.RECOVERS);
        return new BinaryLock(domain, name, file, domain.core(file, object -> newCore(domain, object)));
    }

    private static BinaryCore newCore(Domain domain, ObjectFile object) {
        BinaryCore core = new BinaryCore(object.memory(), CELL, domain.liveness(), domain.clock(), domain.strategy());
        core.measureWith(domain.latencyMeter(object));
        return core;
    }

    private BinaryCore core() {
        requireOpen();
        return core;
    }

    /**
     * Acquires the lock, however long it takes. Interruption does not end the wait; the flag is kept.
     *
     * @throws IllegalStateException if the handle was closed, also while the caller waited
     * @throws io.parley.ObjectDeletedException if the lock was deleted while the caller waited
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
     * Acquires the lock if it is free. Of a fair lock, not if somebody waits for it.
     *
     * @return whether it did
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
     * Acquires the lock within a time.
     *
     * @param timeout how long; zero or less looks once
     * @throws AcquireTimeoutException if it did not come free in time; the message names who acquired it
     * @throws InterruptedException if the thread is interrupted; the lock is not acquired
     * @throws io.parley.ObjectDeletedException if the lock was deleted
     */
    @Override
    public void acquire(Duration timeout) throws InterruptedException {
        if (!tryLock(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS)) {
            throw timedOut(timeout);
        }
    }

    /**
     * Makes the lock free, whoever acquired it.
     *
     * @throws IllegalStateException if it is free already
     */
    @Override
    public void unlock() {
        core().release();
    }

    /**
     * Whether a process died holding the lock, it was taken over, and nobody declared the guarded data in order since.
     * Only where {@link LockOptions#recoverOnOwnerDeath()} was asked for.
     *
     * @return true after a take-over, until {@link #markConsistent()}
     */
    @Override
    public boolean isRecovered() {
        return core().isInconsistent();
    }

    /** Declares the guarded data in order again after a take-over. To be called between lock and unlock. */
    @Override
    public void markConsistent() {
        core().markConsistent();
    }

    @Override
    void requireUsable() {
        if (isClosed() || isDeleted()) {
            core.release();
            requireUsableHandle();
        }
    }
}
