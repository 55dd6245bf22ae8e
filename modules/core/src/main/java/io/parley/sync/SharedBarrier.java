package io.parley.sync;

import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.sync.BarrierCore;
import io.parley.internal.sync.BarrierWord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Parties of several processes that wait for each other, phase after phase: a
 * {@link java.util.concurrent.CyclicBarrier}. Python's {@code Barrier}.
 *
 * <p>A barrier either releases all parties of a phase or none: if one of them gives up (its time is up, it is
 * interrupted, it dies, its handle is closed), if the action fails, or if somebody calls {@link #abort()} or
 * {@link #reset()}, the barrier is broken and every other party gets a {@link BrokenBarrierException}. So does whoever
 * comes later, until {@link #reset()}.
 *
 * <p><b>Threading:</b> each thread that waits is a party. A virtual thread may wait; it looks again every 0.1 ms
 * instead of sleeping in the kernel.
 *
 * <p><b>Processes:</b> if a process dies while one of its threads waits here, or runs the action, or is anywhere inside
 * a method of the barrier, the others notice within 10 ms and the barrier is broken. A process that dies before it
 * arrives is unknown here: the others wait for it, so give them a time-out.
 *
 * <p><b>Action:</b> belongs to the handle. The last party to arrive runs the action of its own handle, if it has one,
 * before any party goes on: so every process that should be able to run it passes it.
 *
 * <p><b>Ordering:</b> what a party did before it arrived happens-before the action, and the action happens-before every
 * party goes on, in any process. <b>Blocking:</b> every wait ends with an {@link IllegalStateException} when this
 * handle is closed, and with an {@link io.parley.ObjectDeletedException} when somebody deletes the barrier. Changes are
 * made under a guard that is held for about a microsecond; a process that is stopped in that moment holds the others
 * up. <b>Allocation:</b> a small object for each arrival.
 *
 * <p><b>Differs from Python:</b> the party whose time is up gets a {@link TimeoutException}; {@link #await()} numbers
 * from the last, {@link #arriveAndAwait()} from the first. There a party that is killed is waited for.
 */
public final class SharedBarrier extends SyncObject implements ManagedBarrier {
    private final BarrierCore core;
    private final int parties;
    private final Runnable action;
    private final long timeoutNs;
    private final AtomicInteger inside = new AtomicInteger();

    private SharedBarrier(Domain domain, String name, ObjectFile file, Runnable action, long timeoutNs) {
        super(domain, name, file);
        this.core = new BarrierCore(
                file.memory(),
                domain.lockCore(file, BarrierWord.GUARD),
                domain.liveness(),
                domain.clock(),
                domain.strategy());
        this.parties = BarrierWord.parties(file.memory());
        this.action = action;
        this.timeoutNs = timeoutNs;
        domain.track(this);
    }

    @Override
    List<String> details() {
        return List.of(Integer.toString(parties));
    }

    /**
     * Opens the barrier, creating it first if there is none. {@link Parley#barrier(String, int)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @param parties how many wait for each other, 1 to 65,535
     * @param action what the last to arrive runs if it comes through this handle, or null
     * @param timeout how long {@link #await()} and {@link #arriveAndAwait()} wait before they break the barrier, or
     *     null for ever
     * @return a handle
     * @throws IllegalArgumentException if {@code parties} is out of range
     * @throws ObjectMismatchException if it exists with another number of parties
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedBarrier open(Parley parley, String name, int parties, Runnable action, Duration timeout) {
        if (parties < 1 || parties > BarrierWord.MAX_PARTIES) {
            throw new IllegalArgumentException("barrier '" + name + "' cannot have parties=" + parties + ", allowed=1.."
                    + BarrierWord.MAX_PARTIES);
        }
        Domain domain = Domain.of(parley);
        ObjectFile file = domain.openObject(name, BarrierWord.spec(parties));
        int found = BarrierWord.parties(file.memory());
        if (found != parties) {
            throw new ObjectMismatchException("barrier has another number of parties: " + file.path() + " found="
                    + found + ", expected=" + parties + ". Open it with that number, or choose another name");
        }
        return new SharedBarrier(domain, name, file, action, timeout == null ? Long.MAX_VALUE : toNs(timeout));
    }

    /**
     * Arrives and waits until all parties have. Where the barrier was opened with a time-out and it is up, the barrier
     * is broken for this party as for the others.
     *
     * @return how many parties were still missing: {@code parties - 1} for the first, 0 for the last
     * @throws InterruptedException if the thread is interrupted; the barrier is broken
     * @throws BrokenBarrierException if the barrier is broken, or breaks
     * @throws io.parley.ObjectDeletedException if the barrier was deleted
     */
    @Override
    public int await() throws InterruptedException, BrokenBarrierException {
        return parties - 1 - arriveAndAwait();
    }

    /**
     * Arrives and waits until all parties have, or the time is up.
     *
     * @param timeout how long; with zero or less only the last to arrive gets through; never given up early
     * @return how many parties were still missing: {@code parties - 1} for the first, 0 for the last
     * @throws InterruptedException if the thread is interrupted; the barrier is broken
     * @throws BrokenBarrierException if the barrier is broken, or breaks
     * @throws TimeoutException if the time is up; the barrier is broken
     * @throws io.parley.ObjectDeletedException if the barrier was deleted
     */
    @Override
    public int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException {
        return parties - 1 - arrive(toNs(timeout));
    }

    /**
     * As {@link #await()}, with the result that Python gives.
     *
     * @return how many parties had arrived before: 0 for the first, {@code parties - 1} for the last
     * @throws InterruptedException if the thread is interrupted; the barrier is broken
     * @throws BrokenBarrierException if the barrier is broken, or breaks
     * @throws io.parley.ObjectDeletedException if the barrier was deleted
     */
    @Override
    public int arriveAndAwait() throws InterruptedException, BrokenBarrierException {
        try {
            return arrive(timeoutNs);
        } catch (TimeoutException e) {
            BrokenBarrierException broken = new BrokenBarrierException(e.getMessage());
            broken.initCause(e);
            throw broken;
        }
    }

    /**
     * As {@link #await(Duration)}, with the result that Python gives.
     *
     * @param timeout how long; with zero or less only the last to arrive gets through; never given up early
     * @return how many parties had arrived before: 0 for the first, {@code parties - 1} for the last
     * @throws InterruptedException if the thread is interrupted; the barrier is broken
     * @throws BrokenBarrierException if the barrier is broken, or breaks
     * @throws TimeoutException if the time is up; the barrier is broken
     * @throws io.parley.ObjectDeletedException if the barrier was deleted
     */
    @Override
    public int arriveAndAwait(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException {
        return arrive(toNs(timeout));
    }

    private int arrive(long withinNs) throws InterruptedException, BrokenBarrierException, TimeoutException {
        requireUsableHandle();
        inside.incrementAndGet();
        int index;
        try {
            index = core.await(withinNs, action, unusable());
        } finally {
            inside.decrementAndGet();
        }
        if (index == BarrierCore.OVER) {
            requireUsableHandle();
        }
        return index;
    }

    /** Breaks the barrier for those who wait and those who come, until {@link #reset()}. Nothing if it is broken. */
    @Override
    public void abort() {
        requireOpen();
        core.breakUp(BarrierCore.Cause.ABORTED);
    }

    /** Breaks the barrier for those who wait, and makes it usable again for those who come. */
    @Override
    public void reset() {
        requireOpen();
        core.reset();
    }

    /**
     * Whether the barrier is broken.
     *
     * @return a snapshot
     */
    @Override
    public boolean isBroken() {
        requireOpen();
        return core.isBroken();
    }

    /**
     * How many parties wait for each other.
     *
     * @return never changes
     */
    @Override
    public int parties() {
        return parties;
    }

    /**
     * How many parties have arrived and wait for the others.
     *
     * @return a snapshot
     */
    @Override
    public int waiting() {
        requireOpen();
        return core.arrived();
    }

    /**
     * Closes this handle. Threads that wait through it leave with an {@link IllegalStateException}, and the barrier is
     * broken for the others.
     */
    @Override
    public void close() {
        super.close();
        if (inside.get() > 0) {
            core.breakUp(BarrierCore.Cause.LEFT);
        }
    }

    @Override
    void wakeAll() {
        core.wakeAll();
    }

    @Override
    public String toString() {
        return "SharedBarrier(" + name() + ", "
                + (isClosed()
                        ? "closed"
                        : "waiting=" + core.arrived() + " of " + parties + ", broken=" + core.isBroken())
                + ", " + path() + ")";
    }
}
