package io.parley.sync;

import io.parley.AcquireTimeoutException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.Waitable;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.sync.CountedPermits;
import io.parley.internal.sync.PermitSource;
import io.parley.internal.sync.PermitWord;
import io.parley.internal.sync.Permits;
import io.parley.internal.wait.WaitSources;
import java.time.Duration;
import java.util.List;

/**
 * Permits between processes. Python's {@code Semaphore}.
 *
 * <p><b>Threading:</b> permits have no owner; any thread of any process may release, also one that acquired none. A
 * virtual thread may wait; it looks again every 0.1 ms instead of sleeping in the kernel.
 *
 * <p><b>Processes:</b> the count is one word; no death leaves it half-changed, and nobody waits for a dead process to
 * do its next step. But the permits that a process had when it died are lost, as nobody knows that they were its. Where
 * that matters use a {@link LeasedSemaphore}.
 *
 * <p><b>Ordering:</b> a release happens-before the acquisition that takes the permit, in any process.
 *
 * <p><b>Fairness:</b> none; a running thread may overtake a sleeping one, and one that wants a single permit overtakes
 * one that waits for several. <b>Blocking:</b> every wait ends with an {@link IllegalStateException} when this handle
 * is closed, and with an {@link io.parley.ObjectDeletedException} when somebody deletes the semaphore.
 * <b>Allocation:</b> none in acquire and release.
 *
 * <p><b>Differs from Python:</b> several permits at a time. <b>Differs from {@link java.util.concurrent.Semaphore}:</b>
 * the count is never negative, and there is no fair mode.
 */
public sealed class SharedSemaphore extends SyncObject implements ManagedSemaphore, Waitable
        permits BoundedSemaphore, LeasedSemaphore {
    /** Takes what is there. */
    static final int ANY = -1;

    private final Permits permits;
    private final int sort;
    private final int initial;

    SharedSemaphore(Domain domain, String name, ObjectFile file, Permits permits) {
        super(domain, name, file);
        this.permits = permits;
        this.sort = PermitWord.sort(file.memory());
        this.initial = PermitWord.initial(file.memory());
        WaitSources.register(this, new PermitSource(permits, unusable()));
        domain.track(this);
    }

    @Override
    List<String> details() {
        return List.of(Integer.toString(sort), Integer.toString(initial));
    }

    /**
     * Opens the semaphore, creating it with one permit if there is none. {@link Parley#semaphore(String)} is the short
     * way.
     *
     * @param parley the domain
     * @param name its name
     * @return a handle
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedSemaphore open(Parley parley, String name) {
        return openPlain(parley, name, ANY);
    }

    /**
     * Opens the semaphore, creating it first if there is none. {@link Parley#semaphore(String, int)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param permits how many permits it begins with
     * @return a handle
     * @throws IllegalArgumentException if {@code permits} is negative
     * @throws ObjectMismatchException if it exists and began with another number, or is of another sort
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedSemaphore open(Parley parley, String name, int permits) {
        return openPlain(parley, name, requireInitial(name, permits));
    }

    private static SharedSemaphore openPlain(Parley parley, String name, int permits) {
        Domain domain = Domain.of(parley);
        ObjectFile file = openFile(domain, name, PermitWord.PLAIN, permits);
        return new SharedSemaphore(domain, name, file, counted(domain, file, PermitWord.MAX));
    }

    static Permits counted(Domain domain, ObjectFile file, int most) {
        return new CountedPermits(file.memory(), domain.clock(), domain.strategy(), most);
    }

    static int requireInitial(String name, int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException(
                    "semaphore '" + name + "' cannot begin with permits=" + permits + ". Zero or more");
        }
        return permits;
    }

    static ObjectFile openFile(Domain domain, String name, int sort, int permits) {
        ObjectFile file = domain.openObject(name, PermitWord.spec(sort, permits == ANY ? 1 : permits));
        Memory memory = file.memory();
        if (PermitWord.sort(memory) != sort) {
            throw new ObjectMismatchException("semaphore is of another sort: " + file.path() + " found="
                    + describe(PermitWord.sort(memory)) + ", expected=" + describe(sort)
                    + ". Open it as what it is, or choose another name");
        }
        if (permits != ANY && PermitWord.initial(memory) != permits) {
            throw new ObjectMismatchException("semaphore began with another number of permits: " + file.path()
                    + " found=" + PermitWord.initial(memory) + ", expected=" + permits
                    + ". Open it with that number, or choose another name");
        }
        return file;
    }

    private static String describe(int sort) {
        return switch (sort) {
            case PermitWord.PLAIN -> "plain";
            case PermitWord.BOUNDED -> "bounded";
            case PermitWord.LEASED -> "leased";
            default -> "unknown sort " + sort;
        };
    }

    final Permits permits() {
        requireOpen();
        return permits;
    }

    /**
     * Takes one permit, however long it takes.
     *
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    @Override
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    /**
     * Takes several permits at once, however long it takes.
     *
     * @param n how many
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    @Override
    public void acquire(int n) throws InterruptedException {
        requireNotInterrupted();
        if (!permits().tryAcquire(requireWanted(n))) {
            acquireSlowPath(n, Long.MAX_VALUE, true);
        }
    }

    /**
     * Takes one permit within a time.
     *
     * @param timeout how long; zero or less looks once
     * @throws AcquireTimeoutException if none came free in time
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    @Override
    public void acquire(Duration timeout) throws InterruptedException {
        acquire(1, timeout);
    }

    /**
     * Takes several permits at once within a time.
     *
     * @param n how many
     * @param timeout how long; zero or less looks once
     * @throws AcquireTimeoutException if too few came free in time; none is taken
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    @Override
    public void acquire(int n, Duration timeout) throws InterruptedException {
        if (!tryAcquire(n, timeout)) {
            throw new AcquireTimeoutException("semaphore '" + name() + "' not acquired in " + timeout + ": " + path()
                    + " wanted=" + n + ", available=" + permits.inWord() + ", initial=" + initial + describeHolders()
                    + ". Look for who does not release"
                    + (sort == PermitWord.LEASED
                            ? ""
                            : "; permits of a process" + " that died are lost, those of a leased semaphore come back"));
        }
    }

    /** Who has the permits, where that is known; begins with a comma. */
    String describeHolders() {
        return "";
    }

    /**
     * Takes one permit, however long it takes. Interruption does not end the wait; the flag is kept.
     *
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    @Override
    public void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /**
     * Takes several permits at once, however long it takes. Interruption does not end the wait; the flag is kept.
     *
     * @param n how many
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    @Override
    public void acquireUninterruptibly(int n) {
        if (!permits().tryAcquire(requireWanted(n))) {
            try {
                acquireSlowPath(n, Long.MAX_VALUE, false);
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    /**
     * Takes one permit if there is one.
     *
     * @return whether it was taken
     */
    @Override
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Takes several permits at once if so many are there.
     *
     * @param n how many
     * @return whether they were taken
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     */
    @Override
    public boolean tryAcquire(int n) {
        return permits().tryAcquire(requireWanted(n));
    }

    /**
     * Takes one permit if one comes free in time.
     *
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether it was taken
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    @Override
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return tryAcquire(1, timeout);
    }

    /**
     * Takes several permits at once if so many come free in time.
     *
     * @param n how many
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether they were taken; if not, none was
     * @throws InterruptedException if the thread is interrupted; no permit is taken
     * @throws IllegalArgumentException if {@code n} is negative, or more than there can ever be
     * @throws io.parley.ObjectDeletedException if the semaphore was deleted while the caller waited
     */
    @Override
    public boolean tryAcquire(int n, Duration timeout) throws InterruptedException {
        requireNotInterrupted();
        if (permits().tryAcquire(requireWanted(n))) {
            return true;
        }
        long timeoutNs = toNs(timeout);
        return timeoutNs > 0 && acquireSlowPath(n, timeoutNs, true);
    }

    private boolean acquireSlowPath(int n, long timeoutNs, boolean interruptible) throws InterruptedException {
        boolean acquired = permits.acquire(n, timeoutNs, interruptible, unusable());
        if (isClosed() || isDeleted()) {
            if (acquired) {
                permits.release(n);
            }
            requireUsableHandle();
        }
        return acquired;
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private int requireWanted(int n) {
        // One permit of none may be waited for, as in Python.
        int most = sort == PermitWord.PLAIN ? PermitWord.MAX : Math.max(1, initial);
        if (n < 0 || n > most) {
            throw new IllegalArgumentException("permits out of range: " + path() + " wanted=" + n + ", most=" + most
                    + ". So many can never be there at once");
        }
        return n;
    }

    /**
     * Gives one permit back, or adds one; wakes a waiter if there is one.
     *
     * @throws IllegalStateException if there would be too many; nothing is changed
     */
    @Override
    public void release() {
        release(1);
    }

    /**
     * Gives several permits back, or adds them; wakes as many waiters.
     *
     * @param n how many
     * @throws IllegalArgumentException if {@code n} is negative
     * @throws IllegalStateException if there would be too many; nothing is changed
     */
    @Override
    public void release(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("permits out of range: " + path() + " released=" + n + ". Zero or more");
        }
        permits().release(n);
    }

    /**
     * How many permits could be taken now.
     *
     * @return a snapshot
     */
    @Override
    public int availablePermits() {
        return permits().available();
    }

    /**
     * Takes all permits that are there.
     *
     * @return how many were taken
     */
    @Override
    public int drainPermits() {
        return permits().drain();
    }

    /**
     * How many permits the semaphore began with.
     *
     * @return never changes
     */
    @Override
    public int initialPermits() {
        return initial;
    }

    /**
     * Whether some thread of some process may be asleep waiting for a permit.
     *
     * @return a snapshot; true for a while after the last waiter went, or died
     */
    public boolean hasWaiters() {
        return permits().hasWaiters();
    }

    /** Whether there is a permit, or this handle is of no use any more. */
    @Override
    public final boolean isReady() {
        return unusable().getAsBoolean() || permits.inWord() > 0;
    }

    @Override
    final void wakeAll() {
        permits.wakeAll();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + name() + ", "
                + (isClosed()
                        ? "closed"
                        : "available=" + permits.inWord() + ", initial=" + initial + describeHolders() + ", waiters="
                                + permits.hasWaiters())
                + ", " + path() + ")";
    }
}
