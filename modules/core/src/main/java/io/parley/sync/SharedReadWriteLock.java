package io.parley.sync;

import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.sync.ReadWriteCore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * A lock between processes that many threads hold for reading or one for writing, and that comes back when a holder
 * dies.
 *
 * <p><b>Threading:</b> both locks are owned by a thread and re-entrant, the read lock also while a writer waits. The
 * writer may take the read lock and then give the write lock back (downgrade). A reader may not take the write lock: it
 * would wait for itself; {@code tryLock()} is false, and whatever would wait is an
 * {@link IllegalMonitorStateException}. A virtual thread may hold either lock; while it waits it looks again every 0.1
 * ms instead of sleeping in the kernel.
 *
 * <p><b>Processes:</b> a dead process's readers do not count; a writer that waits for them notices within 10 ms. If a
 * writer dies, the next writer or reader takes over within milliseconds, and every holder after it is told
 * ({@link #isRecovered()}) until a writer calls {@link #markConsistent()}, because what the lock guards may be
 * half-changed. A paused process keeps its locks. If only a reading <em>thread</em> ends without giving the lock back,
 * its process counts as a reader as long as it lives.
 *
 * <p><b>Ordering:</b> a release of the write lock happens-before the next acquisition of either, and a release of the
 * read lock before the next acquisition of the write lock, in any process.
 *
 * <p><b>Fairness:</b> a writer that waits for readers keeps new readers out; readers and writers that wait for a writer
 * compete as equals. <b>Blocking:</b> every wait ends with an {@link IllegalStateException} when this handle is closed,
 * and with an {@link io.parley.ObjectDeletedException} when somebody deletes the lock. <b>Allocation:</b> none in the
 * read lock's {@code lock} and {@code unlock} after a thread's first; none in the write lock's unless there are readers
 * to wait for.
 *
 * <p><b>Differs from Python:</b> it has none.
 */
public final class SharedReadWriteLock extends SyncObject implements ReadWriteLock {
    private final ReadWriteCore core;
    private final Lock readLock = new ReadLock();
    private final Lock writeLock = new WriteLock();

    private SharedReadWriteLock(Domain domain, String name, ObjectFile file) {
        super(domain, name, file);
        this.core = domain.core(
                file,
                opened -> new ReadWriteCore(opened.memory(), domain.liveness(), domain.clock(), domain.strategy()));
        domain.track(this);
    }

    /**
     * Opens the lock, creating it first if there is none. {@link Parley#readWriteLock(String)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @return a handle; all handles on one lock in one process count as the same lock for re-entry
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedReadWriteLock open(Parley parley, String name) {
        Domain domain = Domain.of(parley);
        return new SharedReadWriteLock(domain, name, domain.openObject(name, ReadWriteCore.SPEC));
    }

    /**
     * The lock for reading. It has no conditions.
     *
     * @return always the same
     */
    @Override
    public Lock readLock() {
        return readLock;
    }

    /**
     * The lock for writing. It has no conditions; use those of a {@link SharedLock}.
     *
     * @return always the same
     */
    @Override
    public Lock writeLock() {
        return writeLock;
    }

    private ReadWriteCore core() {
        requireOpen();
        return core;
    }

    /**
     * Whether a writer died while it held the lock, and no writer declared the guarded data in order since. Ask while
     * holding either lock; it does not change meanwhile, unless by {@link #markConsistent()}.
     *
     * @return true after a writer's death
     */
    public boolean isRecovered() {
        return core().isDirty();
    }

    /**
     * Declares the guarded data in order again after a writer's death.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the write lock
     */
    public void markConsistent() {
        core().markConsistent();
    }

    /**
     * Whether the calling thread holds the write lock.
     *
     * @return exact
     */
    public boolean isWriteLockedByCurrentThread() {
        return core().writer().isHeldByCurrentThread();
    }

    /**
     * Whether a writer has the lock, or waits for the readers to go, or died doing so.
     *
     * @return a snapshot
     */
    public boolean isWriteLocked() {
        return core().isClaimed();
    }

    /**
     * How often the calling thread holds the write lock.
     *
     * @return 0 if it does not
     */
    public int writeHoldCount() {
        return core().writer().holds();
    }

    /**
     * How often the calling thread holds the read lock.
     *
     * @return 0 if it does not
     */
    public int readHoldCount() {
        return core().readHolds();
    }

    /**
     * The writer that has the lock, or waits for the readers to go.
     *
     * @return a snapshot, empty if there is none
     */
    public Optional<HolderInfo> writer() {
        return core().isClaimed() ? Holders.of(domain(), core.writer()) : Optional.empty();
    }

    /**
     * The processes whose threads hold the read lock, and how many threads.
     *
     * @return a snapshot; a dead process is in it until a writer comes
     */
    public List<ProcessHold> readers() {
        return Holders.of(domain(), core().readers());
    }

    @Override
    void wakeAll() {
        core.wakeAll();
    }

    /** After a wait: the lock may be deleted meanwhile, or the handle closed and this process out of the domain. */
    private void requireUsable(boolean acquired, Runnable release) {
        if (isClosed() || isDeleted()) {
            if (acquired) {
                release.run();
            }
            requireUsableHandle();
        }
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private Condition noCondition() {
        throw new UnsupportedOperationException(
                "no conditions on " + this + ": use those of a SharedLock, or wait for a SharedEvent");
    }

    private final class ReadLock implements Lock {
        @Override
        public void lock() {
            if (!core().tryRead()) {
                try {
                    requireUsable(core.read(Long.MAX_VALUE, false, unusable()), core::releaseRead);
                } catch (InterruptedException impossible) {
                    throw new AssertionError(impossible);
                }
            }
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            requireNotInterrupted();
            if (!core().tryRead()) {
                requireUsable(core.read(Long.MAX_VALUE, true, unusable()), core::releaseRead);
            }
        }

        @Override
        public boolean tryLock() {
            return core().tryRead();
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            requireNotInterrupted();
            if (core().tryRead()) {
                return true;
            }
            boolean acquired = core.read(unit.toNanos(time), true, unusable());
            requireUsable(acquired, core::releaseRead);
            return acquired;
        }

        @Override
        public void unlock() {
            core.releaseRead();
        }

        @Override
        public Condition newCondition() {
            return noCondition();
        }

        @Override
        public String toString() {
            return "read lock of " + SharedReadWriteLock.this;
        }
    }

    private final class WriteLock implements Lock {
        @Override
        public void lock() {
            if (!core().tryWrite()) {
                try {
                    requireUsable(core.write(Long.MAX_VALUE, false, unusable()), core::releaseWrite);
                } catch (InterruptedException impossible) {
                    throw new AssertionError(impossible);
                }
            }
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            requireNotInterrupted();
            if (!core().tryWrite()) {
                requireUsable(core.write(Long.MAX_VALUE, true, unusable()), core::releaseWrite);
            }
        }

        @Override
        public boolean tryLock() {
            return core().tryWrite();
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            requireNotInterrupted();
            if (core().tryWrite()) {
                return true;
            }
            boolean acquired = core.write(unit.toNanos(time), true, unusable());
            requireUsable(acquired, core::releaseWrite);
            return acquired;
        }

        @Override
        public void unlock() {
            core.releaseWrite();
        }

        @Override
        public Condition newCondition() {
            return noCondition();
        }

        @Override
        public String toString() {
            return "write lock of " + SharedReadWriteLock.this;
        }
    }

    @Override
    public String toString() {
        return "SharedReadWriteLock(" + name() + ", "
                + (isClosed()
                        ? "closed"
                        : "writer="
                                + (core.isClaimed() ? core.writer().describeHolder() : "nobody")
                                + ", readers=" + Holders.of(domain(), core.readers()) + ", recovered="
                                + core.isDirty())
                + ", " + path() + ")";
    }
}
