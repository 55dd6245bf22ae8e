package io.parley.sync;

import io.parley.SharedObject;
import io.parley.internal.crash.Failpoint;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.os.Clock;
import io.parley.internal.os.SystemClock;
import io.parley.internal.sync.ConditionCore;
import io.parley.internal.sync.ConditionLayout;
import io.parley.internal.sync.LockCores;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Where threads of several processes wait under a lock until one of them says that something changed. Python's
 * {@code Condition}. From {@link SharedLock#condition(String)} or {@link BinaryLock#condition(String)}.
 *
 * <p><b>Threading:</b> waiting and signalling need the lock; a wait gives it up completely, however often it is held,
 * and takes it back as often before it returns. At most 256 threads wait at a time.
 *
 * <p><b>Processes:</b> waiters of all processes are signalled in the order in which they began to wait. Nobody waits
 * for a waiter to answer: a signaller never hangs because a waiter died. A signal whose receiver dies, is interrupted
 * or runs out of time at that moment goes to the next waiter; one that nobody waits for is not remembered. After a
 * waiter's death another may get a signal too many, so wait in a loop, as with every condition. If a holder of the lock
 * dies, who may have been about to signal, the waiters notice, take the lock over and return all, to look for
 * themselves; {@link SharedLock#isRecovered()} tells the first of them.
 *
 * <p><b>Ordering:</b> what was done before {@link #signal()} happens-before the return of the wait it ends.
 *
 * <p><b>Failure:</b> {@link IllegalMonitorStateException} without the lock. If the handle, the lock's handle or the
 * domain is closed during a wait, the wait ends with an {@link IllegalStateException} and without the lock; if the
 * condition or its lock is deleted, with an {@link io.parley.ObjectDeletedException} and with the lock.
 *
 * <p><b>Differs from Python:</b> there a signaller hangs for ever if a waiter was killed.
 */
public final class SharedCondition extends SyncObject implements ManagedCondition {
    static {
        LockCores.register(SharedCondition.class, condition -> condition.core);
    }

    private final AbstractLock lock;
    private final ConditionCore core;
    private final ConditionCore.Handle handle = new Handle();

    private SharedCondition(AbstractLock lock, String name, ObjectFile file) {
        super(lock.domain(), name, file);
        Domain domain = lock.domain();
        this.lock = lock;
        this.core = new ConditionCore(file.memory(), lock.word(), domain.liveness(), domain.clock(), domain.strategy());
        domain.track(this);
    }

    @Override
    SharedObject partOf() {
        return lock;
    }

    @Override
    List<String> details() {
        return List.of(name());
    }

    static SharedCondition open(AbstractLock lock, String name) {
        lock.requireUsableHandle();
        String fileName = lock.path().getFileName() + "." + name;
        long generation = lock.file().header().generation();
        ObjectFile.Spec spec = new ObjectFile.Spec(
                ObjectKind.CONDITION,
                0,
                ConditionLayout.SLOTS,
                ConditionLayout.FILE_LENGTH,
                memory -> memory.putLong(ConditionLayout.LOCK_GENERATION, generation));
        while (true) {
            ObjectFile file = lock.domain().openObject(fileName, spec);
            if (file.memory().getLong(ConditionLayout.LOCK_GENERATION) == generation) {
                return new SharedCondition(lock, name, file);
            }
            // Left behind by a lock of that name that was deleted; unless it is this lock that was, just now.
            lock.requireUsableHandle();
            lock.domain().delete(file);
            Failpoint.CONDITION_STALE_REMOVED.hit();
        }
    }

    /** What waiters look at now and then. */
    private final class Handle implements ConditionCore.Handle {
        @Override
        public boolean isClosed() {
            return SharedCondition.this.isClosed() || lock.isClosed();
        }

        @Override
        public boolean isDeleted() {
            return SharedCondition.this.isDeleted() || lock.isDeleted();
        }

        @Override
        public void requireOpen() {
            SharedCondition.this.requireOpen();
            lock.requireOpen();
        }

        @Override
        public void requireUsable() {
            requireUsableHandle();
            lock.requireUsableHandle();
        }
    }

    private Clock clock() {
        return domain().clock();
    }

    private boolean awaitFor(long timeoutNs) throws InterruptedException {
        return core.await(Deadline.after(clock(), timeoutNs), true, handle);
    }

    /**
     * Waits for a signal.
     *
     * @throws InterruptedException if the thread is interrupted before it is signalled
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     * @throws IllegalStateException if 256 threads wait already, or a handle is closed meanwhile
     */
    @Override
    public void await() throws InterruptedException {
        core.await(Deadline.NEVER, true, handle);
    }

    /**
     * Waits for a signal; interruption does not end the wait, and the flag is kept.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     * @throws IllegalStateException if 256 threads wait already, or a handle is closed meanwhile
     */
    @Override
    public void awaitUninterruptibly() {
        try {
            core.await(Deadline.NEVER, false, handle);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long deadlineNs = Deadline.after(clock(), nanosTimeout);
        core.await(deadlineNs, true, handle);
        return Deadline.remainingNs(deadlineNs, clock().monotonicNs());
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return awaitFor(unit.toNanos(time));
    }

    /**
     * Waits for a signal within a time.
     *
     * @param timeout how long; with zero or less it only gives up the lock and takes it back
     * @return whether there was a signal
     * @throws InterruptedException if the thread is interrupted before it is signalled
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     * @throws IllegalStateException if 256 threads wait already, or a handle is closed meanwhile
     */
    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return awaitFor(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /**
     * Waits for a signal until a time of the wall clock, as it is set when the wait begins.
     *
     * @param deadline when to give up
     * @return whether there was a signal
     */
    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        long nowNs = clock().monotonicNs() + SystemClock.currentOffsetNs();
        long nowMs = nowNs / 1_000_000;
        long leftMs = deadline.getTime() <= nowMs ? 0 : deadline.getTime() - nowMs;
        return awaitFor(TimeUnit.MILLISECONDS.toNanos(leftMs) - nowNs % 1_000_000);
    }

    /**
     * Waits until something is true. Looks first, and again after each signal, always under the lock. If it is true at
     * once there is no wait.
     *
     * @param predicate what must be true; called by this thread
     * @param timeout how long at most; zero or less looks once
     * @return what the predicate said last
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalMonitorStateException if it has to wait and the calling thread does not hold the lock
     * @throws IllegalStateException if 256 threads wait already, or a handle is closed meanwhile
     */
    @Override
    public boolean awaitUntil(BooleanSupplier predicate, Duration timeout) throws InterruptedException {
        requireOpen();
        long deadlineNs = Deadline.after(clock(), TimeUnit.NANOSECONDS.convert(timeout));
        boolean met = predicate.getAsBoolean();
        while (!met && Deadline.remainingNs(deadlineNs, clock().monotonicNs()) > 0) {
            core.await(deadlineNs, true, handle);
            met = predicate.getAsBoolean();
        }
        return met;
    }

    /**
     * Ends the wait of the thread that waits longest, if anybody waits.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    @Override
    public void signal() {
        signal(1);
    }

    /**
     * Ends the waits of those who wait longest.
     *
     * @param count how many at most; zero or less signals nobody
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    @Override
    public void signal(int count) {
        handle.requireOpen();
        core.signal(count);
    }

    /**
     * Ends the waits of all who wait now.
     *
     * @throws IllegalMonitorStateException if the calling thread does not hold the lock
     */
    @Override
    public void signalAll() {
        handle.requireOpen();
        core.signalAll();
    }

    /**
     * How many live threads wait for a signal, in all processes.
     *
     * @return a snapshot
     */
    @Override
    public int waiters() {
        requireOpen();
        return core.waiting();
    }

    @Override
    public String toString() {
        return "SharedCondition(" + name() + ", " + (isClosed() ? "closed" : "waiting=" + core.waiting()) + ", "
                + path() + ")";
    }
}
