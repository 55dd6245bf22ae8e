package io.parley.sync;

import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.Waitable;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.sync.LatchWord;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.Uninterrupted;
import io.parley.internal.wait.WaitSources;
import java.time.Duration;
import java.util.List;

/**
 * A count between processes that goes down to zero, once, and threads that wait until it is there: a
 * {@link java.util.concurrent.CountDownLatch}. There is no reset; delete the latch and create another, or use a
 * {@link SharedBarrier}.
 *
 * <p><b>Threading:</b> any thread may do anything. A virtual thread may wait; it looks again every 0.1 ms instead of
 * sleeping in the kernel.
 *
 * <p><b>Processes:</b> counting down is one step and waits for nobody. A waiter that dies is nobody's business. A
 * process that dies before it counted down has not counted down: the others wait on. If one dies between counting down
 * to zero and waking the others they look again within 50 ms.
 *
 * <p><b>Ordering:</b> {@code countDown} happens-before the return of a wait that it helped to end, in any process.
 * <b>Blocking:</b> every wait ends with an {@link IllegalStateException} when this handle is closed, and with an
 * {@link io.parley.ObjectDeletedException} when somebody deletes the latch. <b>Allocation:</b> none, unless the caller
 * has to wait.
 *
 * <p><b>Differs from Python:</b> it has none.
 */
public final class SharedLatch extends SyncObject implements ManagedLatch, Waitable {
    private static final long SLICE_NS = 50_000_000;

    private final Memory memory;
    private final Doorbell bell;

    private SharedLatch(Domain domain, String name, ObjectFile file) {
        super(domain, name, file);
        this.memory = file.memory();
        this.bell = new Doorbell(memory, LatchWord.DOORBELL, domain.clock());
        WaitSources.register(this, new BellSource(bell, this::isReady));
        domain.track(this);
    }

    @Override
    List<String> details() {
        return List.of(Integer.toString(LatchWord.initial(memory)));
    }

    /**
     * Opens the latch, creating it first if there is none. {@link Parley#latch} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param count what it counts down from; with 0 it is open from the beginning
     * @return a handle
     * @throws IllegalArgumentException if {@code count} is negative
     * @throws ObjectMismatchException if it exists and began with another count
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedLatch open(Parley parley, String name, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(
                    "latch '" + name + "' cannot begin with count=" + count + ". Zero or more");
        }
        Domain domain = Domain.of(parley);
        ObjectFile file = domain.openObject(name, LatchWord.spec(count));
        if (LatchWord.initial(file.memory()) != count) {
            throw new ObjectMismatchException("latch began with another count: " + file.path() + " found="
                    + LatchWord.initial(file.memory()) + ", expected=" + count
                    + ". Open it with that count, or choose another name");
        }
        return new SharedLatch(domain, name, file);
    }

    /** Counts down by one, and wakes everybody who waits if that was the last. Does nothing at zero. */
    @Override
    public void countDown() {
        countDown(1);
    }

    /**
     * Counts down by several, to zero at most, and wakes everybody who waits if zero is reached.
     *
     * @param n by how many
     * @throws IllegalArgumentException if {@code n} is negative
     */
    @Override
    public void countDown(int n) {
        requireOpen();
        if (n < 0) {
            throw new IllegalArgumentException("latch cannot count up: " + path() + " n=" + n + ". Zero or more");
        }
        LatchWord.countDown(memory, bell, n);
    }

    /**
     * How many are still to come.
     *
     * @return a snapshot; 0 is for good
     */
    @Override
    public int count() {
        requireOpen();
        return LatchWord.count(memory);
    }

    /**
     * Waits until the count is zero.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the latch was deleted while the caller waited
     */
    @Override
    public void await() throws InterruptedException {
        await(Long.MAX_VALUE);
    }

    /**
     * Waits until the count is zero, or the time is up.
     *
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether the count is zero
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the latch was deleted while the caller waited
     */
    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return await(toNs(timeout));
    }

    private boolean await(long timeoutNs) throws InterruptedException {
        requireOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (isOpen()) {
            return true;
        }
        if (timeoutNs > 0) {
            bell.await(this::isOver, Deadline.after(domain().clock(), timeoutNs), SLICE_NS, domain().strategy());
        }
        requireUsableHandle();
        return isOpen();
    }

    /**
     * Waits until the count is zero. Interruption does not end the wait; the flag is kept.
     *
     * @throws io.parley.ObjectDeletedException if the latch was deleted while the caller waited
     */
    @Override
    public void awaitUninterruptibly() {
        requireOpen();
        if (!isOpen()) {
            Uninterrupted.await(bell, this::isOver, Deadline.NEVER, SLICE_NS, domain().strategy());
            requireUsableHandle();
        }
    }

    private boolean isOpen() {
        return LatchWord.count(memory) == 0;
    }

    private boolean isOver() {
        return isOpen() || unusable().getAsBoolean();
    }

    /**
     * Whether some thread of some process may be asleep waiting for the latch.
     *
     * @return a snapshot; true for a while after the last waiter went, or died
     */
    public boolean hasWaiters() {
        requireOpen();
        return bell.hasWaiters();
    }

    /** Whether the count is zero, or this handle is of no use any more. */
    @Override
    public boolean isReady() {
        return isOver();
    }

    @Override
    void wakeAll() {
        bell.ringAll();
    }

    @Override
    public String toString() {
        return "SharedLatch(" + name() + ", "
                + (isClosed()
                        ? "closed"
                        : "count=" + LatchWord.count(memory) + " of " + LatchWord.initial(memory) + ", waiters="
                                + bell.hasWaiters())
                + ", " + path() + ")";
    }
}
