package io.parley.queue;

import io.parley.internal.os.Clock;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * A replay under way: hands entries to its handler, one after the other, and can be paused, moved and stepped.
 *
 * <p>Who calls {@link #run()} or {@link #step()} calls the handler, in its own thread. Everything else may be called by
 * any thread at any time, from the handler as well, and takes effect before the next entry.
 *
 * <p><b>Processes:</b> nobody notices a replay; a message that a dead producer left unfinished is not in it.
 * <b>Blocking:</b> {@code run} waits for the next entry's time, while paused, and, if it follows the queue, for the
 * next message, which it sees within 5 ms; at well under one per cent of a core. <b>Allocation:</b> one entry for each
 * message.
 *
 * @param <E> the message type
 */
public final class ReplaySession<E> implements AutoCloseable {
    private static final long FIRST_LOOK_NS = 50_000;
    private static final long LAST_LOOK_NS = 5_000_000;

    /** How to sleep on a condition; tests move their clock on instead. */
    @FunctionalInterface
    interface Sleep {
        void await(Condition changed, long ns) throws InterruptedException;
    }

    private final ReplaySource<E> source;
    private final BiConsumer<? super QueueEntry<E>, ? super ReplayClock> handler;
    private final double speed;
    private final boolean follows;
    private final Clock real;
    private final Sleep sleep;
    private final ReplayClock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Thread driver;
    private boolean paused;
    /** The next entry comes though the session is paused. */
    private boolean advancing;

    private boolean closed;
    private ReplaySource.Position wanted = ReplaySource.Position.START;
    /** Read, and waiting for its time. */
    private QueueEntry<E> head;

    private boolean anchored;
    private long anchorVirtualNs;
    private long anchorRealNs;
    private long lookNs = FIRST_LOOK_NS;
    private long delivered;

    ReplaySession(
            ReplaySource<E> source,
            BiConsumer<? super QueueEntry<E>, ? super ReplayClock> handler,
            double speed,
            boolean follows,
            Clock real,
            Sleep sleep) {
        this.source = source;
        this.handler = handler;
        this.speed = speed;
        this.follows = follows;
        this.real = real;
        this.sleep = sleep;
        this.clock = new ReplayClock(real);
    }

    /**
     * Replays up to the end, or until {@link #close()}. What the handler throws comes out of here; the entry counts as
     * delivered, and another call goes on behind it.
     *
     * @return how many entries the session has delivered, ever
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is lost, another call goes on
     * @throws IllegalArgumentException if the replay should go to a place that is not there
     * @throws IllegalStateException if another thread runs the session, or the queue's handle is closed
     * @throws io.parley.CodecException if a message cannot be decoded; another call goes on behind it
     * @throws io.parley.ObjectCorruptException if the log is damaged there; see {@link Replay#skipDamage}
     */
    public long run() throws InterruptedException {
        while (true) {
            QueueEntry<E> entry = take(false);
            if (entry == null) {
                return delivered();
            }
            handler.accept(entry, clock);
        }
    }

    /**
     * Delivers the next entry, paused or not, without waiting for its time.
     *
     * @return false if there is none, or none yet
     * @throws IllegalArgumentException if the replay should go to a place that is not there
     * @throws IllegalStateException if another thread runs the session, or the queue's handle is closed
     * @throws io.parley.CodecException if the message cannot be decoded; the next call goes on behind it
     * @throws io.parley.ObjectCorruptException if the log is damaged there; see {@link Replay#skipDamage}
     */
    public boolean step() {
        QueueEntry<E> entry;
        try {
            entry = take(true);
        } catch (InterruptedException e) {
            throw new AssertionError("a step does not wait", e);
        }
        if (entry == null) {
            return false;
        }
        handler.accept(entry, clock);
        return true;
    }

    /* The next entry when it is due; null at the end. */
    private QueueEntry<E> take(boolean atOnce) throws InterruptedException {
        enter();
        try {
            while (!closed) {
                boolean now = atOnce || advancing;
                if (paused && !now) {
                    changed.await();
                } else if (fill()) {
                    long waitNs = now ? 0 : untilDue();
                    if (waitNs <= 0) {
                        advancing = false;
                        return deliver(now);
                    }
                    sleep.await(changed, waitNs);
                } else if (atOnce || !follows || source.isEnded()) {
                    return null;
                } else {
                    sleep.await(changed, lookNs);
                    lookNs = Math.min(LAST_LOOK_NS, lookNs * 2);
                }
            }
            return null;
        } finally {
            leave();
        }
    }

    private void enter() throws InterruptedException {
        lock.lock();
        if (driver != null && driver != Thread.currentThread()) {
            lock.unlock();
            throw new IllegalStateException("another thread runs the replay: " + driver.getName()
                    + ". Pause, move and close it from here; run and step it from there");
        }
        driver = Thread.currentThread();
    }

    private void leave() {
        driver = null;
        if (closed) {
            source.close();
        }
        lock.unlock();
    }

    private boolean fill() {
        if (wanted != null) {
            ReplaySource.Position target = wanted;
            wanted = null;
            head = null;
            anchored = false;
            clock.reset();
            source.seek(target);
        }
        if (head == null) {
            head = source.next();
        }
        return head != null;
    }

    private long untilDue() {
        if (speed == 0) {
            return 0;
        }
        long targetNs = clock.timeOf(head.timestampNs());
        long nowNs = real.monotonicNs();
        if (!anchored) {
            anchored = true;
            anchorRealNs = nowNs;
            anchorVirtualNs = clock.nowNs() == Long.MIN_VALUE ? targetNs : clock.nowNs();
        }
        long waitNs = anchorRealNs - nowNs + (long) Math.ceil((targetNs - anchorVirtualNs) / speed);
        if (waitNs > 0) {
            clock.run(anchorVirtualNs, anchorRealNs, speed, targetNs);
        }
        return waitNs;
    }

    private QueueEntry<E> deliver(boolean atOnce) {
        QueueEntry<E> entry = head;
        head = null;
        lookNs = FIRST_LOOK_NS;
        clock.stand(clock.timeOf(entry.timestampNs()));
        if (atOnce) {
            // The pace starts anew from wherever the steps have led.
            anchored = false;
        }
        delivered++;
        return entry;
    }

    /** Makes {@link #run()} wait before the next entry. The time in the replay stands still. */
    public void pause() {
        change(() -> {
            paused = true;
            clock.stop();
            anchored = false;
        });
    }

    /** Lets {@link #run()} go on, at the replay's speed from where it was paused. */
    public void resume() {
        change(() -> {
            paused = false;
            advancing = false;
        });
    }

    /**
     * Makes {@link #run()} deliver the next entry without waiting for its time, and wait before the one behind it: a
     * {@link #step()} for who does not run the session. Several calls before that entry comes count as one.
     */
    public void advance() {
        change(() -> {
            paused = true;
            advancing = true;
        });
    }

    /**
     * Whether the session is paused.
     *
     * @return a snapshot
     */
    public boolean isPaused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Goes to a message, forwards or back; it is delivered next. The time in the replay becomes that message's.
     *
     * @param index a {@link QueueEntry#index()}; if there is none, whoever runs the session is told
     */
    public void seekIndex(long index) {
        seek(new ReplaySource.Position(ReplaySource.Kind.INDEX, index));
    }

    /**
     * Goes to a message, forwards or back; it is delivered next, or the first one behind it.
     *
     * @param sequence a {@link QueueEntry#sequence()}
     */
    public void seekSequence(long sequence) {
        seek(new ReplaySource.Position(ReplaySource.Kind.SEQUENCE, sequence));
    }

    /**
     * Goes to the first message of a time or later, forwards or back.
     *
     * @param time the least time
     */
    public void seekTime(Instant time) {
        seek(ReplaySource.Position.time(time));
    }

    /** Goes back to where the replay began. */
    public void rewind() {
        seek(ReplaySource.Position.START);
    }

    private void seek(ReplaySource.Position target) {
        change(() -> wanted = target);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The time in the replay.
     *
     * @return the clock that the handler gets, too
     */
    public ReplayClock clock() {
        return clock;
    }

    /**
     * How many entries were delivered.
     *
     * @return a count since the session was opened
     */
    public long delivered() {
        lock.lock();
        try {
            return delivered;
        } finally {
            lock.unlock();
        }
    }

    /** Ends {@link #run()} before the next entry, and gives back what the session holds. */
    @Override
    public void close() {
        change(() -> {
            closed = true;
            if (driver == null) {
                source.close();
            }
        });
    }

    @Override
    public String toString() {
        return "ReplaySession(delivered=" + delivered() + ", paused=" + isPaused() + ", " + clock + ")";
    }
}
