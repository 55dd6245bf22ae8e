package io.parley.queue;

import io.parley.CodecException;
import io.parley.Waitable;
import io.parley.internal.queue.DurableQueue;
import io.parley.internal.queue.SubscriberCore;
import io.parley.internal.wait.Deadline;
import io.parley.internal.wait.WaitSources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A named reader of a queue that sees every message, whoever takes or claims it. Its position is durable: who attaches
 * to the name again, in this or another process, goes on there.
 *
 * <p><b>What comes again:</b> the position in the file moves when messages were dealt with, not when they are handed
 * out. Usually a call to {@code take}, {@code poll} or {@code takeBatch} says that: it commits what the call before it
 * returned. So if the process is killed, exactly that comes again which its last call returned; the rest never. With
 * {@link SubscriberOptions#committingByHand()} only {@link #commit()} moves it, and everything comes again that was
 * returned since. Closing commits nothing: call {@link #commit()} first if the last message was dealt with.
 *
 * <p><b>Threading:</b> any thread may call; a call commits what any thread's call before it returned, so one thread at
 * a time should read. <b>Processes:</b> one handle at a time is attached to a name; the next one is refused while the
 * attached process lives, paused or not, and takes over at once when it is dead. Subscribers hold up neither producers
 * nor consumers; they do hold up retention. <b>Blocking:</b> {@code take} while there is no message; costs well under
 * one per cent of a core. <b>Allocation:</b> none of its own; the codec makes the message.
 *
 * <p><b>Differs from Python:</b> there is no such thing.
 *
 * @param <E> the message type
 */
public final class Subscriber<E> implements Waitable, AutoCloseable {
    private final QueueReaders<E> queue;
    private final String name;
    private final boolean manualCommit;
    private final SubscriberCore core;

    Subscriber(QueueReaders<E> queue, String name, SubscriberOptions options) {
        this.queue = queue;
        this.name = name;
        this.manualCommit = options.manualCommit();
        DurableQueue durable = queue.queue;
        this.core = durable.subscribers().attach(durable, name, options.from()::resolve);
        WaitSources.register(this, core);
    }

    /**
     * The subscriber's name.
     *
     * @return unique in its queue
     */
    public String name() {
        return name;
    }

    /**
     * The next message, waiting for one.
     *
     * @return never null
     * @throws QueueClosedException if the queue was closed for writing and everything was read
     * @throws CodecException if the message cannot be decoded; the next call goes on behind it
     * @throws InterruptedException if the thread is interrupted; nothing was read
     * @throws io.parley.ObjectDeletedException if the subscriber was removed, or the queue deleted
     */
    public E take() throws InterruptedException {
        QueueEntry<E> entry = await(Deadline.NEVER);
        if (entry == null) {
            throw new QueueClosedException(
                    "subscriber has read everything: " + this + ". The queue was closed for writing");
        }
        return entry.message();
    }

    /**
     * The next message if there is one.
     *
     * @return the message, or null
     * @throws CodecException if the message cannot be decoded; the next call goes on behind it
     */
    public E poll() {
        QueueEntry<E> entry = pollEntry();
        return entry == null ? null : entry.message();
    }

    /**
     * The next message, waiting for one at most that long; never gives up early.
     *
     * @param timeout how long; zero or less looks once
     * @return the message, or null if none came or none will come ({@link #isDrained()} tells)
     * @throws CodecException if the message cannot be decoded; the next call goes on behind it
     * @throws InterruptedException if the thread is interrupted; nothing was read
     */
    public E poll(Duration timeout) throws InterruptedException {
        QueueEntry<E> entry = pollEntry(timeout);
        return entry == null ? null : entry.message();
    }

    /**
     * Like {@link #poll()}, with the message's number, place and time.
     *
     * @return the entry, or null
     * @throws CodecException if the message cannot be decoded; the next call goes on behind it
     */
    public QueueEntry<E> pollEntry() {
        core.lock().lock();
        try {
            commitUnlessManual();
            return read();
        } finally {
            core.lock().unlock();
        }
    }

    /**
     * Like {@link #poll(Duration)}, with the message's number, place and time.
     *
     * @param timeout how long; zero or less looks once
     * @return the entry, or null if none came or none will come ({@link #isDrained()} tells)
     * @throws CodecException if the message cannot be decoded; the next call goes on behind it
     * @throws InterruptedException if the thread is interrupted; nothing was read
     */
    public QueueEntry<E> pollEntry(Duration timeout) throws InterruptedException {
        return await(queue.queue.deadline(TimeUnit.NANOSECONDS.convert(timeout)));
    }

    private QueueEntry<E> await(long deadlineNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        while (true) {
            QueueEntry<E> entry = pollEntry();
            if (entry != null) {
                return entry;
            }
            if (core.isDrained() || !core.await(deadlineNs)) {
                return null;
            }
        }
    }

    private void commitUnlessManual() {
        if (!manualCommit) {
            core.commit();
        }
    }

    private QueueEntry<E> read() {
        if (!core.tryNext()) {
            return null;
        }
        long index = core.index();
        return new QueueEntry<>(index, core.sequence(), core.timestampNs(), queue.decode(core.buffer(), index));
    }

    /**
     * The next messages, waiting for one at least.
     *
     * @param most how many at most
     * @return one or more, in order
     * @throws QueueClosedException if the queue was closed for writing and everything was read
     * @throws CodecException if the first message cannot be decoded; the next call goes on behind it. Later ones end
     *     the batch
     * @throws InterruptedException if the thread is interrupted; nothing was read
     */
    public List<QueueEntry<E>> takeBatch(int most) throws InterruptedException {
        if (most < 1) {
            throw new IllegalArgumentException("batch too small: most=" + most + ", allowed=1 and more");
        }
        QueueEntry<E> first = await(Deadline.NEVER);
        if (first == null) {
            throw new QueueClosedException(
                    "subscriber has read everything: " + this + ". The queue was closed for writing");
        }
        List<QueueEntry<E>> batch = new ArrayList<>();
        core.lock().lock();
        try {
            for (QueueEntry<E> entry = first; entry != null; entry = batch.size() < most ? read() : null) {
                batch.add(entry);
            }
        } catch (CodecException theNextCallMeetsItAgain) {
            core.back();
        } finally {
            core.lock().unlock();
        }
        return batch;
    }

    /**
     * Says that everything that was returned is dealt with. Durable against the death of the process when it returns;
     * against that of the machine, a moment later.
     *
     * @throws io.parley.ObjectDeletedException if the subscriber was removed, or the queue deleted
     */
    public void commit() {
        core.lock().lock();
        try {
            core.commit();
        } finally {
            core.lock().unlock();
        }
    }

    /**
     * Goes somewhere else in the history, backwards as well, and commits that.
     *
     * @param position where
     * @throws IllegalArgumentException if there is no such message
     */
    public void seek(Position position) {
        core.seek(position::resolve);
    }

    /**
     * The number of the message that comes next.
     *
     * @return its sequence
     */
    public long next() {
        return core.next();
    }

    /**
     * The first message that is not known to be dealt with: what would come first if this process died now.
     *
     * @return its sequence
     */
    public long committed() {
        return core.committed();
    }

    /**
     * How far it is behind, counted from {@link #committed()}.
     *
     * @return a snapshot
     */
    public Lag lag() {
        return queue.lag(core.committed());
    }

    /**
     * Whether nothing will come any more: the queue was closed for writing, and everything was read.
     *
     * @return true for good, unless it seeks
     */
    public boolean isDrained() {
        return core.isDrained();
    }

    @Override
    public boolean isReady() {
        return core.isTrue();
    }

    /**
     * Removes the subscriber and its position, for everybody; closes this handle. Retention does not wait for it any
     * more.
     */
    public void delete() {
        queue.removeSubscriber(name);
        close();
    }

    /** Lets another handle attach; the subscriber stays. Commits nothing. A second call does nothing. */
    @Override
    public void close() {
        core.close();
    }

    @Override
    public String toString() {
        return "Subscriber(" + name + ", next=" + next() + ", committed=" + committed() + ", " + queue.path() + ")";
    }
}
