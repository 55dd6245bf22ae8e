package io.parley.sync;

import io.parley.Parley;
import io.parley.Waitable;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.sync.EventWord;
import io.parley.internal.wait.BellSource;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.Doorbell;
import io.parley.internal.wait.Uninterrupted;
import io.parley.internal.wait.WaitSources;
import java.time.Duration;

/**
 * A flag between processes that threads wait for. Python's {@code Event}. Initially clear.
 *
 * <p>Every change from clear to set counts: {@link #epoch()}. A thread that is in {@code await} when the event is set
 * returns, also if the event is cleared again at once: no pulse is lost. A thread that comes to {@code await} after the
 * event was cleared waits for the next time; with {@link #awaitEpochAfter(long)} it does not, if it says which epoch it
 * saw last.
 *
 * <p><b>Threading:</b> any thread may do anything, shutdown hooks included. A virtual thread may wait; it looks again
 * every 0.1 ms instead of sleeping in the kernel.
 *
 * <p><b>Processes:</b> setting and clearing are one step each, and setting waits for nobody. A waiter that dies is
 * nobody's business; if a setter dies before it woke the others they look again within 50 ms.
 *
 * <p><b>Ordering:</b> {@code set} happens-before the return of a wait that it ends, in any process. <b>Blocking:</b>
 * every wait ends with an {@link IllegalStateException} when this handle is closed, and with an
 * {@link io.parley.ObjectDeletedException} when somebody deletes the event. <b>Allocation:</b> none, unless the caller
 * has to wait.
 *
 * <p><b>Differs from Python:</b> there {@code set} waits for the waiters and hangs if one was killed, and a waiter may
 * miss a pulse.
 */
public final class SharedEvent extends SyncObject implements ManagedEvent, Waitable {
    private static final long SLICE_NS = 50_000_000;

    private final Memory memory;
    private final Doorbell bell;

    private SharedEvent(Domain domain, String name, ObjectFile file) {
        super(domain, name, file);
        this.memory = file.memory();
        this.bell = new Doorbell(memory, EventWord.DOORBELL, domain.clock());
        WaitSources.register(this, new BellSource(bell, this::isReady));
        domain.track(this);
    }

    /**
     * Opens the event, creating it first if there is none. {@link Parley#event(String)} is the short way.
     *
     * @param parley the domain
     * @param name its name
     * @return a handle
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static SharedEvent open(Parley parley, String name) {
        Domain domain = Domain.of(parley);
        return new SharedEvent(domain, name, domain.openObject(name, EventWord.SPEC));
    }

    /** Sets the event and wakes everybody who waits. Does nothing if it is set. Never waits. */
    @Override
    public void set() {
        requireOpen();
        EventWord.set(memory, bell);
    }

    /** Clears the event. Does nothing if it is clear. Never waits. */
    @Override
    public void clear() {
        requireOpen();
        EventWord.clear(memory);
    }

    /**
     * Whether the event is set.
     *
     * @return a snapshot
     */
    @Override
    public boolean isSet() {
        requireOpen();
        return EventWord.isSet(EventWord.read(memory));
    }

    /**
     * How often the event went from clear to set.
     *
     * @return 0 for a new event
     */
    @Override
    public long epoch() {
        requireOpen();
        return EventWord.epoch(EventWord.read(memory));
    }

    /**
     * Waits until the event is set, now or for a moment while the caller waits.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the event was deleted
     */
    @Override
    public void await() throws InterruptedException {
        await(Long.MAX_VALUE);
    }

    /**
     * Waits until the event is set, now or for a moment while the caller waits, or the time is up.
     *
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether it was set
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the event was deleted
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
        long word = EventWord.read(memory);
        if (EventWord.isSet(word)) {
            return true;
        }
        return awaitAfter(EventWord.epoch(word), timeoutNs);
    }

    /**
     * Waits until the event is set, now or for a moment while the caller waits. Interruption does not end the wait; the
     * flag is kept.
     *
     * @throws io.parley.ObjectDeletedException if the event was deleted
     */
    @Override
    public void awaitUninterruptibly() {
        requireOpen();
        long word = EventWord.read(memory);
        if (!EventWord.isSet(word)) {
            Uninterrupted.await(bell, movedFrom(EventWord.epoch(word)), Deadline.NEVER, SLICE_NS, domain().strategy());
            requireUsableHandle();
        }
    }

    /**
     * Waits until the event was set once more than {@code epoch} times, whether it still is or not: for who must not
     * miss a pulse while it does something else.
     *
     * @param epoch the epoch that the caller saw
     * @return the epoch now, greater than {@code epoch}
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the event was deleted
     */
    @Override
    public long awaitEpochAfter(long epoch) throws InterruptedException {
        requireOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        awaitAfter(epoch, Long.MAX_VALUE);
        return epoch();
    }

    /**
     * Waits until the event was set once more than {@code epoch} times, or the time is up.
     *
     * @param epoch the epoch that the caller saw
     * @param timeout how long; zero or less looks once; never given up early
     * @return whether it was
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the event was deleted
     */
    @Override
    public boolean awaitEpochAfter(long epoch, Duration timeout) throws InterruptedException {
        requireOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return awaitAfter(epoch, toNs(timeout));
    }

    private boolean awaitAfter(long epoch, long timeoutNs) throws InterruptedException {
        if (isAfter(epoch)) {
            return true;
        }
        if (timeoutNs > 0) {
            bell.await(movedFrom(epoch), Deadline.after(domain().clock(), timeoutNs), SLICE_NS, domain().strategy());
        }
        requireUsableHandle();
        return isAfter(epoch);
    }

    private boolean isAfter(long epoch) {
        return EventWord.epoch(EventWord.read(memory)) > epoch;
    }

    private Doorbell.Condition movedFrom(long epoch) {
        return () -> isAfter(epoch) || unusable().getAsBoolean();
    }

    /**
     * Whether some thread of some process may be asleep waiting for the event.
     *
     * @return a snapshot; true for a while after the last waiter went, or died
     */
    public boolean hasWaiters() {
        requireOpen();
        return bell.hasWaiters();
    }

    /** Whether the event is set, or this handle is of no use any more. A pulse that is over does not count. */
    @Override
    public boolean isReady() {
        return unusable().getAsBoolean() || EventWord.isSet(EventWord.read(memory));
    }

    @Override
    void wakeAll() {
        bell.ringAll();
    }

    @Override
    public String toString() {
        long word = EventWord.read(memory);
        return "SharedEvent(" + name() + ", "
                + (isClosed()
                        ? "closed"
                        : (EventWord.isSet(word) ? "set" : "clear") + ", epoch=" + EventWord.epoch(word) + ", waiters="
                                + bell.hasWaiters())
                + ", " + path() + ")";
    }
}
