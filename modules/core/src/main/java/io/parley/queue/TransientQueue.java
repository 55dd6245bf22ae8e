package io.parley.queue;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageEncoder;
import io.parley.MessageHandler;
import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.observe.Measure;
import io.parley.internal.queue.Scratch;
import io.parley.internal.ring.RecordReader;
import io.parley.internal.ring.RecordWriter;
import io.parley.internal.ring.Ring;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A first-in-first-out queue between processes without history: a ring in mapped memory, where what was taken is
 * overwritten. Many times quicker than {@link SharedQueue}, and always bounded.
 *
 * <p><b>Threading:</b> any number of threads of any number of processes may put and take, unless the queue was created
 * for one producer or one consumer: then the first thread to come is the one, and any other gets an
 * {@link IllegalStateException} until that thread closes its handle or ends. <b>Ordering:</b> one total order of all
 * producers; a {@code take} that returns a message happens-after its {@code put}, in any process. Each message goes to
 * one consumer.
 *
 * <p><b>Processes:</b> a message is visible to everybody when {@code put} returns, and survives the death of its
 * producer. A producer that dies within {@code put} leaves the whole message or none; consumers pass by what it left
 * after some milliseconds, and no other message is lost. A producer that is <em>paused</em> within {@code put} holds
 * consumers up at its message, and a paused consumer within {@code take} holds up the others: each is within it for
 * well under a microsecond. A message that was taken is lost if its consumer dies with it; for messages that must not
 * be lost there is {@link SharedQueue#claim()}. What is in the queue survives the restart of every process, and on a
 * disk an orderly restart of the machine; after a crash of the machine delete the queue.
 *
 * <p><b>Blocking:</b> {@code put} while there is no room; {@code take} while the queue is empty. Waiting costs well
 * under one per cent of a core. Of a queue that was deleted consumers still get what is in it. <b>Allocation:</b> none
 * of the queue's own in {@code put} and {@code take}; the codec makes the message. The forms with
 * {@link MessageEncoder} and {@link MessageHandler} need no object at all.
 *
 * <p><b>Differs from Python:</b> no feeder thread, always bounded, and one message may take half the capacity at most.
 *
 * <p>The record that is marked while it is written, and the producers' private copy of the head, are from Agrona's ring
 * buffers; that a claim names its producer, who is dead or not, is Parley's.
 *
 * @param <E> the message type
 */
public final class TransientQueue<E> extends TransientHandle<E> implements ManagedTransientQueue<E> {
    /** Of the one producer. */
    private final MessageBuffer given = new MessageBuffer();

    private final RecordWriter writer = new RecordWriter();
    private final boolean oneProducer;
    /** Of the one consumer. */
    private final MessageBuffer taken = new MessageBuffer();

    private final RecordReader inPlace = new RecordReader();
    private final boolean oneConsumer;

    private TransientQueue(Parley parley, String name, Codec<E> codec, TransientOptions options) {
        super(parley, name, codec, options);
        this.oneProducer = queue.hasOneProducer();
        this.oneConsumer = queue.hasOneConsumer();
    }

    /**
     * Opens the queue, creating it first if there is none. {@link Parley#transientQueue(String, Codec)} is the short
     * way.
     *
     * @param <E> the message type
     * @param parley the domain
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @param options how to create it
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec or other options
     * @throws io.parley.DomainFullException if the file system has no room for its capacity
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <E> TransientQueue<E> open(Parley parley, String name, Codec<E> codec, TransientOptions options) {
        TransientQueue<E> queue = new TransientQueue<>(parley, name, codec, options);
        queue.domain.track(queue);
        return queue;
    }

    /**
     * Puts a message, waiting for room.
     *
     * @throws QueueClosedException if the queue was closed for writing
     * @throws IllegalArgumentException if the message is longer than {@link #maxMessageBytes}
     * @throws IllegalStateException if the queue has one producer and that is another thread
     * @throws InterruptedException if the thread is interrupted; nothing was put
     * @throws io.parley.ObjectDeletedException if the queue was deleted
     */
    @Override
    public void put(E message) throws InterruptedException {
        put(message, Deadline.NEVER);
    }

    /**
     * Puts a message, waiting for room at most that long; never gives up early.
     *
     * @return whether it was put
     * @throws QueueClosedException if the queue was closed for writing
     * @throws IllegalArgumentException if the message is longer than {@link #maxMessageBytes}
     * @throws IllegalStateException if the queue has one producer and that is another thread
     * @throws InterruptedException if the thread is interrupted; nothing was put
     */
    @Override
    public boolean offer(E message, long timeout, TimeUnit unit) throws InterruptedException {
        return put(message, queue.deadline(unit.toNanos(timeout)));
    }

    private boolean put(E message, long deadlineNs) throws InterruptedException {
        requireNotInterrupted();
        MessageBuffer bytes = encode(message);
        long wantedNs = latency.start();
        int outcome;
        while ((outcome = ring.write(bytes.array(), 0, bytes.length(), 0)) != Ring.WRITTEN) {
            requireOpen(outcome);
            if (!queue.awaitRoom(bytes.length(), outcome, deadlineNs)) {
                return false;
            }
        }
        queue.written();
        latency.record(Measure.PUT, wantedNs);
        return true;
    }

    /** Before anything is shared: its errors are the caller's alone. */
    private MessageBuffer encode(E message) {
        queue.requireProducer();
        if (!oneProducer || message == null) {
            return encoder.encode(message, this);
        }
        given.reset();
        codec.encode(message, given);
        return given;
    }

    private void requireOpen(long outcome) {
        if (outcome == Ring.CLOSED) {
            queue.file().requireNotDeleted();
            throw noMore();
        }
    }

    /**
     * Puts a message if there is room. Waits for other producers that are just claiming theirs, not for room.
     *
     * @return whether it was put
     * @throws QueueClosedException if the queue was closed for writing
     * @throws IllegalArgumentException if the message is longer than {@link #maxMessageBytes}
     * @throws IllegalStateException if the queue has one producer and that is another thread
     */
    @Override
    public boolean offer(E message) {
        MessageBuffer bytes = encode(message);
        long wantedNs = latency.start();
        int outcome;
        while ((outcome = ring.write(bytes.array(), 0, bytes.length(), 0)) == Ring.BUSY) {
            queue.pause();
        }
        requireOpen(outcome);
        if (outcome == Ring.FULL) {
            return false;
        }
        queue.written();
        latency.record(Measure.PUT, wantedNs);
        return true;
    }

    /**
     * Has a message written straight into the queue if there is room.
     *
     * @param <A> what the message is made from
     * @param maxLength how many bytes the encoder writes at most; {@link #maxMessageBytes} or less
     * @param source handed to the encoder
     * @param encode writes the message; consumers wait for it meanwhile, other producers do not
     * @return whether it was put
     * @throws QueueClosedException if the queue was closed for writing
     * @throws CodecException if the encoder writes more; nothing was put
     * @throws IllegalStateException if the queue has one producer and that is another thread
     */
    public <A> boolean offer(int maxLength, A source, MessageEncoder<? super A> encode) {
        ring.requireWritable(maxLength);
        queue.requireProducer();
        long wantedNs = latency.start();
        long position;
        while ((position = ring.claim(maxLength)) == Ring.BUSY) {
            queue.pause();
        }
        requireOpen(position);
        return position != Ring.FULL && encode(wantedNs, position, maxLength, source, encode);
    }

    /**
     * Has a message written straight into the queue, waiting for room.
     *
     * @param <A> what the message is made from
     * @param maxLength how many bytes the encoder writes at most; {@link #maxMessageBytes} or less
     * @param source handed to the encoder
     * @param encode writes the message; consumers wait for it meanwhile, other producers do not
     * @throws QueueClosedException if the queue was closed for writing
     * @throws CodecException if the encoder writes more; nothing was put
     * @throws IllegalStateException if the queue has one producer and that is another thread
     * @throws InterruptedException if the thread is interrupted; nothing was put
     */
    public <A> void put(int maxLength, A source, MessageEncoder<? super A> encode) throws InterruptedException {
        requireNotInterrupted();
        ring.requireWritable(maxLength);
        queue.requireProducer();
        long wantedNs = latency.start();
        long position;
        while ((position = ring.claim(maxLength)) < 0) {
            requireOpen(position);
            queue.awaitRoom(maxLength, position, Deadline.NEVER);
        }
        encode(wantedNs, position, maxLength, source, encode);
    }

    private <A> boolean encode(
            long wantedNs, long position, int maxLength, A source, MessageEncoder<? super A> encode) {
        if (oneProducer) {
            encode(position, maxLength, source, encode, writer);
        } else {
            Scratch scratch = Scratch.acquire();
            try {
                encode(position, maxLength, source, encode, scratch.writer());
            } finally {
                scratch.release();
            }
        }
        queue.written();
        latency.record(Measure.PUT, wantedNs);
        return true;
    }

    private <A> void encode(
            long position, int maxLength, A source, MessageEncoder<? super A> encode, RecordWriter out) {
        boolean complete = false;
        out.bind(ring.words(), ring.payloadAt(position), maxLength);
        try {
            encode.encode(source, out);
            complete = true;
        } finally {
            out.unbind();
            if (complete) {
                ring.commit(position, maxLength, out.length(), 0);
            } else {
                ring.abort(position, maxLength);
            }
        }
    }

    /**
     * Puts messages in order, waiting for room. If the thread is interrupted or an exception is thrown, those before
     * are in the queue.
     *
     * @param messages what to put
     * @throws QueueClosedException if the queue was closed for writing
     * @throws InterruptedException if the thread is interrupted
     */
    @Override
    public void putAll(Collection<? extends E> messages) throws InterruptedException {
        for (E message : messages) {
            put(message);
        }
    }

    /**
     * Takes the next message, waiting for one.
     *
     * @throws QueueClosedException if the queue was closed for writing and is drained
     * @throws CodecException if the message cannot be decoded; it counts as taken
     * @throws IllegalStateException if the queue has one consumer and that is another thread
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     * @throws io.parley.ObjectDeletedException if the queue was deleted
     */
    @Override
    public E take() throws InterruptedException {
        E message = poll(Deadline.NEVER);
        if (message == null) {
            throw drained();
        }
        return message;
    }

    /**
     * Takes the next message, waiting for one at most that long; never gives up early.
     *
     * @return the message, or null if none came or none will come ({@link #isDrained()} tells)
     * @throws CodecException if the message cannot be decoded; it counts as taken
     * @throws IllegalStateException if the queue has one consumer and that is another thread
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    @Override
    public E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return poll(queue.deadline(unit.toNanos(timeout)));
    }

    private E poll(long deadlineNs) throws InterruptedException {
        long wantedNs = latency.start();
        requireNotInterrupted();
        while (queue.enterReading(deadlineNs)) {
            E message = readInTurn(wantedNs);
            if (message != null) {
                return message;
            }
            if (queue.isDrained() || !queue.awaitRecord(deadlineNs)) {
                return null;
            }
        }
        return null;
    }

    /**
     * Takes the next message if there is one. Waits for another consumer that is just reading its own.
     *
     * @return the message, or null
     * @throws CodecException if the message cannot be decoded; it counts as taken
     * @throws IllegalStateException if the queue has one consumer and that is another thread
     */
    @Override
    public E poll() {
        if (isSurelyEmpty()) {
            return null;
        }
        long wantedNs = latency.start();
        queue.enterReading();
        return readInTurn(wantedNs);
    }

    /** One look that disturbs nobody, for those who poll again and again. */
    private boolean isSurelyEmpty() {
        if (oneConsumer || !ring.isEmpty()) {
            return false;
        }
        queue.file().requireNotDeleted();
        return true;
    }

    private E readInTurn(long wantedNs) {
        requireNoHandler();
        if (oneConsumer) {
            return readInto(taken, wantedNs) ? decode(taken) : null;
        }
        Scratch scratch = Scratch.acquire();
        try {
            return readInto(scratch.buffer(), wantedNs) ? decode(scratch.buffer()) : null;
        } finally {
            scratch.release();
        }
    }

    private boolean readInto(MessageBuffer buffer, long wantedNs) {
        boolean found;
        try {
            found = ring.tryRead(buffer);
        } finally {
            queue.leaveReading();
        }
        if (found) {
            queue.read();
            latency.record(Measure.TAKE, wantedNs);
        } else {
            queue.foundNothing();
        }
        return found;
    }

    /**
     * Has the next message read if there is one. Of a queue with one consumer the handler reads it where it lies, of
     * others in a copy.
     *
     * @param <A> what the handler works on
     * @param target handed to the handler
     * @param handler reads the message; of a queue with one consumer it does not use the same handle
     * @return whether there was a message
     * @throws IllegalStateException if the queue has one consumer and that is another thread
     */
    public <A> boolean poll(A target, MessageHandler<? super A> handler) {
        if (isSurelyEmpty()) {
            return false;
        }
        long wantedNs = latency.start();
        queue.enterReading();
        return handleInTurn(target, handler, wantedNs);
    }

    /**
     * Has the next message read, waiting for one.
     *
     * @param <A> what the handler works on
     * @param target handed to the handler
     * @param handler reads the message; of a queue with one consumer it does not use the same handle
     * @throws QueueClosedException if the queue was closed for writing and is drained
     * @throws IllegalStateException if the queue has one consumer and that is another thread
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    public <A> void takeWith(A target, MessageHandler<? super A> handler) throws InterruptedException {
        long wantedNs = latency.start();
        requireNotInterrupted();
        while (true) {
            queue.enterReading(Deadline.NEVER);
            if (handleInTurn(target, handler, wantedNs)) {
                return;
            }
            if (queue.isDrained()) {
                throw drained();
            }
            queue.awaitRecord(Deadline.NEVER);
        }
    }

    private <A> boolean handleInTurn(A target, MessageHandler<? super A> handler, long wantedNs) {
        requireNoHandler();
        if (oneConsumer) {
            return handleInPlace(target, handler, wantedNs);
        }
        Scratch scratch = Scratch.acquire();
        try {
            boolean found = readInto(scratch.buffer(), wantedNs);
            if (found) {
                handler.handle(target, scratch.buffer());
            }
            return found;
        } finally {
            scratch.release();
        }
    }

    private <A> boolean handleInPlace(A target, MessageHandler<? super A> handler, long wantedNs) {
        int length = ring.nextLength();
        if (length == Ring.NONE) {
            queue.foundNothing();
            return false;
        }
        inPlace.bind(ring.words(), ring.nextOffset(), length);
        ring.takeInPlace(length);
        latency.record(Measure.TAKE, wantedNs);
        try {
            handler.handle(target, inPlace);
        } finally {
            inPlace.unbind();
            ring.pass(length);
            queue.read();
        }
        return true;
    }

    private void requireNoHandler() {
        if (inPlace.isBound()) {
            throw new IllegalStateException("handler uses the handle it is called from: " + this
                    + ". Remember what to do and do it afterwards");
        }
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /**
     * Takes the next messages: waits for the first, then takes what there is.
     *
     * @param max how many at most
     * @return one message or more; empty only if the queue is drained
     * @throws CodecException if a message cannot be decoded; it counts as taken, and those before it are lost
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    @Override
    public List<E> takeBatch(int max) throws InterruptedException {
        return takeBatch(max, Deadline.NEVER);
    }

    /**
     * Takes the next messages: waits for the first at most that long, then takes what there is.
     *
     * @param max how many at most
     * @param timeout how long; zero or less looks once
     * @return the messages; empty if none came, or none will come
     * @throws CodecException if a message cannot be decoded; it counts as taken, and those before it are lost
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    @Override
    public List<E> takeBatch(int max, Duration timeout) throws InterruptedException {
        return takeBatch(max, queue.deadline(TimeUnit.NANOSECONDS.convert(timeout)));
    }

    private List<E> takeBatch(int max, long deadlineNs) throws InterruptedException {
        List<E> batch = new ArrayList<>();
        E first = max > 0 ? poll(deadlineNs) : null;
        if (first != null) {
            batch.add(first);
            drainTo(batch, max - 1);
        }
        return batch;
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
