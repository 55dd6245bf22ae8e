package io.parley.queue;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageEncoder;
import io.parley.MessageHandler;
import io.parley.MessageReader;
import io.parley.Parley;
import io.parley.internal.queue.DurableQueue;
import io.parley.internal.queue.MessageBatch;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The part of {@link SharedQueue} for those in a hurry: messages in place, and many at a time. */
abstract class BulkQueue<E> extends QueueReaders<E> {
    private static final int FIRST_BATCH = 64;

    BulkQueue(Parley parley, String name, Codec<E> codec, QueueOptions options) {
        super(parley, name, codec, options);
    }

    /** The next message, waiting for one until the deadline; null if none came or none will come. */
    abstract E poll(long deadlineNs) throws InterruptedException;

    /**
     * Appends a message that is written where it will be read, waiting for room: no object, no codec, no copy. The
     * bytes must be what the queue's codec reads, if others read with it.
     *
     * <p><b>Allocation:</b> none, if the encoder captures nothing. Every sixteenth message, and those that are larger
     * than a fifth of the queue's {@link QueueOptions#blockSize}, are copied once.
     *
     * @param <A> what the message is made from
     * @param maxLength the most bytes it can become; room is reserved for so many
     * @param source handed to the encoder
     * @param encoder writes the message; what it throws reaches the caller, and nothing was appended
     * @throws QueueClosedException if the queue was closed for writing
     * @throws CodecException if the encoder writes more than announced; nothing was appended
     * @throws IllegalStateException if the encoder uses this handle
     * @throws InterruptedException if the thread is interrupted; nothing was appended
     */
    public <A> void put(int maxLength, A source, MessageEncoder<? super A> encoder) throws InterruptedException {
        requireOpen(queue.append(maxLength, source, encoder, Deadline.NEVER));
    }

    /**
     * The same, unless the queue is full.
     *
     * @param <A> what the message is made from
     * @param maxLength the most bytes it can become; the queue is full if there is no room for so many
     * @param source handed to the encoder
     * @param encoder writes the message; what it throws reaches the caller, and nothing was appended
     * @return whether it was appended
     * @throws QueueClosedException if the queue was closed for writing
     * @throws CodecException if the encoder writes more than announced; nothing was appended
     * @throws IllegalStateException if the encoder uses this handle
     */
    public <A> boolean offer(int maxLength, A source, MessageEncoder<? super A> encoder) {
        return requireOpen(queue.tryAppend(maxLength, source, encoder));
    }

    /**
     * Appends messages in their order, waiting for room as often as needed. They lie next to each other, unless the
     * queue was full in between. One look at the lock and one at the waiting consumers for all of them.
     *
     * <p>A process that dies in here has appended the first so many of them.
     *
     * @param messages what to append; they are encoded before the first is appended
     * @throws QueueClosedException if the queue was closed for writing; the first so many may have been appended
     * @throws CodecException if one cannot be encoded; none was appended
     * @throws io.parley.DomainFullException if the file system is full; the first so many may have been appended
     * @throws InterruptedException if the thread is interrupted; the first so many may have been appended
     */
    public void putAll(Collection<? extends E> messages) throws InterruptedException {
        if (!queue.appendAll(batch(messages), Deadline.NEVER)) {
            requireOpen(DurableQueue.Appended.CLOSED);
        }
    }

    /**
     * Appends as many messages as there is room for, in their order, next to each other.
     *
     * @param messages what to append; they are encoded before the first is appended
     * @return how many were appended, from the first on
     * @throws QueueClosedException if the queue was closed for writing; none was appended
     * @throws CodecException if one cannot be encoded; none was appended
     * @throws io.parley.DomainFullException if the file system is full; the first so many may have been appended
     */
    public int offerAll(Collection<? extends E> messages) {
        MessageBatch batch = batch(messages);
        int wanted = batch.remaining();
        if (!queue.tryAppendSome(batch)) {
            requireOpen(DurableQueue.Appended.CLOSED);
        }
        return wanted - batch.remaining();
    }

    private MessageBatch batch(Collection<? extends E> messages) {
        if (messages == this) {
            throw new IllegalArgumentException("a queue cannot be put into itself: " + this);
        }
        MessageBatch batch = new MessageBatch();
        for (E message : messages) {
            batch.add(message, codec, this);
        }
        return batch;
    }

    final boolean requireOpen(DurableQueue.Appended outcome) {
        if (outcome == DurableQueue.Appended.CLOSED) {
            throw new QueueClosedException("queue takes no more messages: " + this + ". It was closed for writing");
        }
        return outcome == DurableQueue.Appended.YES;
    }

    final QueueClosedException drained() {
        return new QueueClosedException(
                "queue is drained: " + this + ". It was closed for writing and every message was taken");
    }

    static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** The message in the reader's buffer was taken, by a call that began then: {@code queue.wanted()}. */
    final void took(long wantedNs) {
        if (latency != null) {
            latency.record(queue.epochNs() - reader.timestampNs());
        }
        queue.took(wantedNs, reader);
    }

    /**
     * Takes the next message, waiting for one, and reads it where it lies: no object, no codec, no copy.
     *
     * @param <A> what the handler works on
     * @param target handed to the handler
     * @param handler reads the message; what it throws reaches the caller, and the message counts as taken
     * @throws QueueClosedException if the queue was closed for writing and is drained
     * @throws IllegalStateException if the handler uses this handle
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    public <A> void takeWith(A target, MessageHandler<? super A> handler) throws InterruptedException {
        if (!pollUntil(target, handler, Deadline.NEVER)) {
            throw drained();
        }
    }

    /**
     * The same, waiting at most that long; never gives up early.
     *
     * @param <A> what the handler works on
     * @param target handed to the handler
     * @param handler reads the message; what it throws reaches the caller, and the message counts as taken
     * @param timeout how long; zero or less looks once
     * @return whether there was a message; false if none came or none will come ({@link SharedQueue#isDrained()} tells)
     * @throws IllegalStateException if the handler uses this handle
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    public <A> boolean poll(A target, MessageHandler<? super A> handler, Duration timeout) throws InterruptedException {
        return pollUntil(target, handler, queue.deadline(TimeUnit.NANOSECONDS.convert(timeout)));
    }

    private <A> boolean pollUntil(A target, MessageHandler<? super A> handler, long deadlineNs)
            throws InterruptedException {
        long wantedNs = queue.wanted();
        requireNotInterrupted();
        while (!poll(target, handler, wantedNs)) {
            if (reader.isDrained() || !reader.await(deadlineNs)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same, if there is a message now.
     *
     * @param <A> what the handler works on
     * @param target handed to the handler
     * @param handler reads the message; what it throws reaches the caller, and the message counts as taken
     * @return whether there was a message
     * @throws IllegalStateException if the handler uses this handle
     */
    public <A> boolean poll(A target, MessageHandler<? super A> handler) {
        return poll(target, handler, queue.wanted());
    }

    private <A> boolean poll(A target, MessageHandler<? super A> handler, long wantedNs) {
        queue.file().requireNotDeleted();
        reader.lock().lock();
        try {
            MessageReader message = receiveInPlace();
            if (message == null) {
                return false;
            }
            took(wantedNs);
            reader.hand(message, target, handler);
            return true;
        } finally {
            reader.lock().unlock();
        }
    }

    /** Takes the next message to be read where it lies, or in the reader's buffer; null if there is none. */
    MessageReader receiveInPlace() {
        return reader.tryTakeInPlace();
    }

    /**
     * Takes several messages at once: waits for the first, and takes what there is behind it.
     *
     * @param max how many at most
     * @return 1 to {@code max} messages, in their order
     * @throws QueueClosedException if the queue was closed for writing and is drained
     * @throws CodecException if the first message cannot be decoded; it counts as taken. If a later one cannot be, it
     *     stays in the queue and ends the batch, and the next call throws
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    public List<E> takeBatch(int max) throws InterruptedException {
        List<E> batch = takeBatch(max, Deadline.NEVER);
        if (batch.isEmpty()) {
            throw drained();
        }
        return batch;
    }

    /**
     * The same, waiting for the first message at most that long; never gives up early.
     *
     * @param max how many at most
     * @param timeout how long; zero or less looks once
     * @return up to {@code max} messages; none if none came or none will come ({@link SharedQueue#isDrained()} tells)
     * @throws CodecException if the first message cannot be decoded; it counts as taken. If a later one cannot be, it
     *     stays in the queue and ends the batch, and the next call throws
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    public List<E> takeBatch(int max, Duration timeout) throws InterruptedException {
        return takeBatch(max, queue.deadline(TimeUnit.NANOSECONDS.convert(timeout)));
    }

    private List<E> takeBatch(int max, long deadlineNs) throws InterruptedException {
        if (max < 1) {
            throw new IllegalArgumentException("batch too small: max=" + max + ", smallest=1");
        }
        List<E> batch = new ArrayList<>(Math.min(max, FIRST_BATCH));
        E first = poll(deadlineNs);
        if (first != null) {
            batch.add(first);
            for (E next; batch.size() < max && (next = pollDecodable()) != null; ) {
                batch.add(next);
            }
        }
        return batch;
    }

    /** The next message if there is one and it can be decoded; otherwise it stays. */
    E pollDecodable() {
        long wantedNs = queue.wanted();
        reader.lock().lock();
        try {
            while (reader.tryPeek()) {
                E message = decode(reader.buffer(), reader.index());
                if (reader.takeRead()) {
                    took(wantedNs);
                    return message;
                }
            }
            return null;
        } catch (CodecException forTheNextCall) {
            return null;
        } finally {
            reader.lock().unlock();
        }
    }

    @Override
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> target, int maxElements) {
        if (target == this) {
            throw new IllegalArgumentException("a queue cannot be drained into itself: " + this);
        }
        int drained = 0;
        for (E message; drained < maxElements && (message = poll()) != null; drained++) {
            target.add(message);
        }
        return drained;
    }
}
