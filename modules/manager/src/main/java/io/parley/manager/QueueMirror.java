package io.parley.manager;

import io.parley.Codec;
import io.parley.DomainFullException;
import io.parley.NotDurableException;
import io.parley.Parley;
import io.parley.RemoteException;
import io.parley.Waitable;
import io.parley.internal.os.SystemClock;
import io.parley.internal.queue.QueueSource;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.WaitSources;
import io.parley.manager.MirrorReport.State;
import io.parley.manager.internal.queue.LocalMirror;
import io.parley.manager.internal.queue.MirrorTarget;
import io.parley.manager.internal.queue.RawCodec;
import io.parley.manager.internal.queue.RemoteMirror;
import io.parley.queue.Lag;
import io.parley.queue.Position;
import io.parley.queue.QueueClosedException;
import io.parley.queue.QueueEntry;
import io.parley.queue.SharedQueue;
import io.parley.queue.Subscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Copies a queue of this host continuously to a queue of another host's domain: every message once, in order, without a
 * gap. Who starts it again, in this or another process, goes on where it was.
 *
 * <p>The mirror is a durable subscriber of the source: retention deletes nothing that was not copied. The target takes
 * messages of this source only, so how many it has says which comes next; that is one fact, written with each message.
 * So nothing is doubled or missing after the death of the mirror, of the server, or of both, at any moment.
 *
 * <p><b>Threading:</b> thread-safe; one daemon thread copies. <b>Hosts:</b> consumers of the target take, claim and
 * subscribe as of any queue, as soon as a message is there; a {@code put} into it is refused. Messages get the target's
 * own time. <b>If the wire or the server fails</b> the mirror connects again, for ever; {@link #report} says what is
 * wrong. A target that is full makes it wait. <b>After a crash of a machine:</b> if the target lost messages that the
 * source still has, they are copied again; if the source lost some that the target has, or forgot some that the target
 * lost, the mirror fails and says so. <b>The end:</b> when the source was closed for writing, so is the target.
 *
 * <p><b>Blocking:</b> only {@link #join()} and {@link #close()}. <b>Allocation:</b> some objects for each message.
 * <b>Differs from Python:</b> there is no such thing.
 */
public final class QueueMirror implements Waitable, AutoCloseable {
    private static final long PAUSE_MS = 100;

    private final SharedQueue<byte[]> source;
    private final long sourceId;
    private final RawCodec codec;
    private final Callable<? extends Manager> connect;
    private final MirrorOptions options;
    private final Subscriber<byte[]> subscriber;
    private final Thread thread;
    private State state = State.CONNECTING;
    private Throwable failure;
    private long copied;
    private long connections;
    private boolean over;
    private long lastCommitted;
    private Lag lastLag = new Lag(0, 0, Duration.ZERO);

    private QueueMirror(
            SharedQueue<byte[]> source, RawCodec codec, Callable<? extends Manager> connect, MirrorOptions options) {
        this.source = source;
        this.codec = codec;
        this.connect = connect;
        this.options = options;
        this.sourceId = ((QueueSource) WaitSources.of(source)).queue().identity();
        String name = options.subscriber().isEmpty() ? "mirror-" + target() : options.subscriber();
        this.subscriber = source.subscriber(name, o -> o.from(options.from()).committingByHand());
        this.thread = new Thread(this::run, "parley-mirror-" + source.name());
        thread.setDaemon(true);
    }

    /**
     * Starts a mirror, or goes on with one.
     *
     * @param parley the source's domain
     * @param source the source's name; it is created if there is none
     * @param codec the source's codec; only its id is used
     * @param connect makes the connection to the other host, now and whenever one is lost; the mirror closes it.
     *     {@link Manager#local} copies between domains of this host
     * @param options how to copy
     * @return the mirror to close
     * @throws io.parley.SubscriberInUseException if another process copies already
     * @throws io.parley.ObjectMismatchException if the source has another codec
     */
    public static QueueMirror start(
            Parley parley,
            String source,
            Codec<?> codec,
            Callable<? extends Manager> connect,
            UnaryOperator<MirrorOptions> options) {
        RawCodec raw = new RawCodec(codec.id());
        SharedQueue<byte[]> queue = parley.queue(source, raw);
        try {
            QueueMirror mirror = new QueueMirror(queue, raw, connect, options.apply(MirrorOptions.defaults()));
            mirror.thread.start();
            return mirror;
        } catch (RuntimeException e) {
            queue.close();
            throw e;
        }
    }

    private String target() {
        return options.target().isEmpty() ? source.name() : options.target();
    }

    private void run() {
        try {
            while (isAtWork() && !connectAndCopy()) {
                Thread.sleep(PAUSE_MS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            end(State.FAILED, e);
        } finally {
            end(State.CLOSED, null);
            letGo();
        }
    }

    /** Closes what it reads from; how far it got is still to be asked for. */
    private synchronized void letGo() {
        try {
            lastCommitted = subscriber.committed();
            lastLag = subscriber.lag();
        } finally {
            over = true;
            subscriber.close();
            source.close();
        }
    }

    /** True when there is nothing to do any more; false when it is worth trying again. */
    private boolean connectAndCopy() throws InterruptedException {
        try (Manager manager = connect.call();
                MirrorTarget target = open(manager)) {
            begin(target);
            copy(target);
            end(State.ENDED, null);
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (IOException | RemoteException | DomainFullException | NotDurableException e) {
            tryAgain(e);
            return false;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private MirrorTarget open(Manager manager) {
        if (manager instanceof RemoteManager remote) {
            return new RemoteMirror(remote.link, target(), codec, options.options());
        }
        if (manager instanceof LocalManager local) {
            return new LocalMirror(local.parley, target(), codec, options.options());
        }
        throw new IllegalArgumentException("not a manager of Parley's: " + manager);
    }

    /** Goes to the message that the target needs next, be that before or behind what was committed here. */
    private void begin(MirrorTarget target) {
        long next = target.begin(sourceId, subscriber.committed());
        if (next > source.appended()) {
            throw new IllegalStateException("target has more than the source: " + source + ", target '" + target()
                    + "' needs next=" + next + ". The source lost messages in a crash of the machine, or is another"
                    + " one of that name; mirror it into a new queue");
        }
        subscriber.seek(Position.sequence(next));
        require(next, subscriber.next());
        synchronized (this) {
            connections++;
            state = state == State.CONNECTING ? State.COPYING : state;
        }
    }

    private void require(long needed, long found) {
        if (needed != found) {
            throw new IllegalStateException("messages are missing: " + source + " target '" + target() + "' needs next="
                    + needed + ", the source has=" + found + ". The target lost messages in a crash of the machine"
                    + " that retention deleted here; mirror into a new queue, or with Durability.onPut()");
        }
    }

    private void copy(MirrorTarget target) throws InterruptedException {
        try {
            while (isAtWork()) {
                List<QueueEntry<byte[]>> batch = subscriber.takeBatch(options.batch());
                long first = batch.get(0).sequence();
                require(first + batch.size() - 1, batch.get(batch.size() - 1).sequence());
                target.append(
                        sourceId, first, batch.stream().map(QueueEntry::message).toList());
                subscriber.commit();
                copied(batch.size());
            }
        } catch (QueueClosedException end) {
            target.closeForWriting();
        }
    }

    private synchronized void copied(int messages) {
        copied += messages;
        failure = null;
        notifyAll();
    }

    private synchronized void tryAgain(Throwable why) {
        failure = why;
        state = state == State.COPYING ? State.CONNECTING : state;
    }

    private synchronized void end(State how, Throwable why) {
        if (isAtWork()) {
            state = how;
            failure = why;
            notifyAll();
        }
    }

    private synchronized boolean isAtWork() {
        return state == State.CONNECTING || state == State.COPYING;
    }

    /**
     * How it is doing.
     *
     * @return a snapshot
     */
    public synchronized MirrorReport report() {
        long committed = over ? lastCommitted : subscriber.committed();
        Lag lag = over ? lastLag : subscriber.lag();
        return new MirrorReport(state, copied, connections, committed, lag, Optional.ofNullable(failure));
    }

    /** Whether it ended, failed or was closed. */
    @Override
    public boolean isReady() {
        return !isAtWork();
    }

    /**
     * Waits until it ends: the source was closed for writing and everything is at the target, or it was closed.
     *
     * @throws IllegalStateException if it failed; the cause says why
     * @throws InterruptedException if the thread is interrupted
     */
    public void join() throws InterruptedException {
        join(Deadline.NEVER);
    }

    /**
     * Waits until it ends, at most that long; never gives up early.
     *
     * @param timeout how long; zero or less looks once
     * @return whether it ended
     * @throws IllegalStateException if it failed; the cause says why
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean join(Duration timeout) throws InterruptedException {
        return join(Deadline.after(SystemClock.LOCAL, TimeUnit.NANOSECONDS.convert(timeout)));
    }

    private synchronized boolean join(long deadlineNs) throws InterruptedException {
        while (isAtWork()) {
            long leftNs = Deadline.remainingNs(deadlineNs, SystemClock.LOCAL.monotonicNs());
            if (leftNs <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, leftNs));
        }
        if (state == State.FAILED) {
            throw new IllegalStateException("mirror failed: " + source.name() + ": " + failure.getMessage(), failure);
        }
        return true;
    }

    /** Stops copying and waits for the thread. What was copied stays; the next start goes on. */
    @Override
    public void close() {
        end(State.CLOSED, null);
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "QueueMirror(" + source.name() + " to " + target() + ", " + (isAtWork() ? "at work" : "over") + ")";
    }
}
