package io.parley.queue;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Parley;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.DeadLetterBox;
import io.parley.internal.queue.DeadLetterRecord;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A durable first-in-first-out queue between processes, with its history. Python's {@code Queue}.
 *
 * <p>Messages are appended to a log on the domain's file system and stay there: consumers move a shared cursor, and
 * {@link #forEach(long, Consumer)} replays from anywhere without consuming.
 *
 * <p><b>Threading:</b> any number of threads of any number of processes may put and take. <b>Ordering:</b> one total
 * order of all producers; a {@code take} that returns a message happens-after its {@code put}, in any process. Each
 * message goes to one consumer.
 *
 * <p><b>Processes:</b> a message is visible to everybody when {@code put} returns, and survives the death of its
 * producer. A producer that dies within {@code put} leaves the whole message or none, and holds nobody up for more than
 * some milliseconds. {@link #take()} hands a message over for good: it is lost if the consumer dies with it.
 * {@link #claim()} does not lose it: what a dead consumer claimed and did not acknowledge is delivered again.
 * Restarting every process changes nothing. After a crash of the machine, a queue on a disk has what was flushed; call
 * {@link #sync()} for what must not be lost.
 *
 * <p><b>Blocking:</b> {@code put} while a bounded queue is full; {@code take} and {@code claim} while it is empty.
 * Waiting costs well under one per cent of a core. <b>Allocation:</b> none of the queue's own in {@code put} and
 * {@code take}; the codec makes the message, {@code claim} makes the claim.
 *
 * <p><b>Differs from Python:</b> the message is encoded in {@code put}, so that errors reach the caller and later
 * changes to the object are not delivered; there is no feeder thread to join; {@code null} is refused, and
 * {@link #closeForWriting()} ends the stream.
 *
 * @param <E> the message type
 */
public class SharedQueue<E> extends BulkQueue<E> implements ManagedQueue<E> {
    private final Codec<E> plainCodec;
    private final AsyncQueue<E> async = new LocalAsyncQueue<>(this);

    SharedQueue(Parley parley, String name, Codec<E> codec, QueueOptions options) {
        super(parley, name, codec, options);
        this.plainCodec = codec.in(parley);
    }

    /**
     * Opens the queue, creating it first if there is none. {@link Parley#queue(String, Codec)} is the short way.
     *
     * @param <E> the message type
     * @param parley the domain
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @param options how to create it
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec or other options
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <E> SharedQueue<E> open(Parley parley, String name, Codec<E> codec, QueueOptions options) {
        SharedQueue<E> queue = new SharedQueue<>(parley, name, codec, options);
        queue.domain.track(queue);
        return queue;
    }

    /**
     * Appends a message, waiting for room in a bounded queue.
     *
     * @throws QueueClosedException if the queue was closed for writing
     * @throws InterruptedException if the thread is interrupted; nothing was appended
     * @throws io.parley.DomainFullException if the file system is full; nothing was appended
     * @throws io.parley.ObjectDeletedException if the queue was deleted
     */
    @Override
    public void put(E message) throws InterruptedException {
        requireOpen(queue.append(encode(message), Deadline.NEVER));
    }

    /**
     * Appends a message, waiting for room at most that long; never gives up early.
     *
     * @return whether it was appended
     * @throws QueueClosedException if the queue was closed for writing
     * @throws InterruptedException if the thread is interrupted; nothing was appended
     */
    @Override
    public boolean offer(E message, long timeout, TimeUnit unit) throws InterruptedException {
        return requireOpen(queue.append(encode(message), queue.deadline(unit.toNanos(timeout))));
    }

    /**
     * Appends a message unless the queue is full. Waits for appends under way, not for room.
     *
     * @return whether it was appended
     * @throws QueueClosedException if the queue was closed for writing
     */
    @Override
    public boolean offer(E message) {
        return requireOpen(queue.tryAppend(encode(message)));
    }

    private MessageBuffer encode(E message) {
        return codec.encode(message, this);
    }

    /**
     * Takes the next message, waiting for one.
     *
     * @throws QueueClosedException if the queue was closed for writing and is drained
     * @throws CodecException if the message cannot be decoded; it counts as taken, and goes to the dead letters if the
     *     queue has {@link QueueOptions#maxDeliveries}
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
     * @throws CodecException if the message cannot be decoded; it counts as taken, and goes to the dead letters if the
     *     queue has {@link QueueOptions#maxDeliveries}
     * @throws InterruptedException if the thread is interrupted; nothing was taken
     */
    @Override
    public E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return poll(queue.deadline(unit.toNanos(timeout)));
    }

    @Override
    final E poll(long deadlineNs) throws InterruptedException {
        long wantedNs = queue.wanted();
        requireNotInterrupted();
        while (true) {
            E message = pollNow(wantedNs);
            if (message != null) {
                return message;
            }
            if (reader.isDrained() || !reader.await(deadlineNs)) {
                return null;
            }
        }
    }

    /**
     * Takes the next message if there is one.
     *
     * @return the message, or null
     * @throws CodecException if the message cannot be decoded; it counts as taken, and goes to the dead letters if the
     *     queue has {@link QueueOptions#maxDeliveries}
     */
    @Override
    public E poll() {
        return pollNow(queue.wanted());
    }

    private E pollNow(long wantedNs) {
        queue.file().requireNotDeleted();
        reader.lock().lock();
        try {
            if (!receive()) {
                return null;
            }
            took(wantedNs);
            return decodeTaken();
        } finally {
            reader.lock().unlock();
        }
    }

    /** Brings the next message into the reader's buffer, taken; false if there is none. */
    boolean receive() {
        return reader.tryTake();
    }

    private E decodeTaken() {
        try {
            return decode(reader.buffer(), reader.index());
        } catch (CodecException undecodable) {
            tookUndecodable(undecodable);
            throw undecodable;
        }
    }

    /** What becomes of a message that was just taken and that the codec cannot read. */
    void tookUndecodable(CodecException undecodable) {
        if (reader.keepsDeadLetters()) {
            reader.deadLetterTaken(DeadLetterRecord.UNDECODABLE, reasonOf(undecodable));
        }
    }

    /** What becomes of a claimed message that the codec cannot read: it would be the same for everybody. */
    final void claimedUndecodable(int slot, long sequence, CodecException undecodable) {
        try {
            if (reader.keepsDeadLetters()) {
                reader.deadLetter(slot, sequence, DeadLetterRecord.UNDECODABLE, reasonOf(undecodable));
            } else {
                reader.ack(slot, sequence);
            }
        } catch (RuntimeException noRoom) {
            reader.nack(slot, sequence);
            undecodable.addSuppressed(noRoom);
        }
    }

    private static String reasonOf(CodecException undecodable) {
        Throwable cause = undecodable.getCause();
        return String.valueOf(cause == null ? undecodable : cause);
    }

    /**
     * The next message, which stays in the queue. Messages that were claimed and given back are not looked at.
     *
     * @return the message, or null
     * @throws CodecException if the message cannot be decoded
     */
    @Override
    public E peek() {
        reader.lock().lock();
        try {
            return reader.tryPeek() ? decode(reader.buffer(), reader.index()) : null;
        } finally {
            reader.lock().unlock();
        }
    }

    /**
     * Claims the next message, waiting for one. Acknowledge it when it is dealt with.
     *
     * @return the claim
     * @throws QueueClosedException if the queue was closed for writing and is drained, and no other process has a claim
     *     that could come back
     * @throws io.parley.ClaimTableFullException if too many messages are claimed and not acknowledged
     * @throws CodecException if the message cannot be decoded; it counts as acknowledged, and goes to the dead letters
     *     if the queue has {@link QueueOptions#maxDeliveries}
     * @throws InterruptedException if the thread is interrupted; nothing was claimed
     */
    @Override
    public Claim<E> claim() throws InterruptedException {
        return claim(Deadline.NEVER).orElseThrow(this::drained);
    }

    /**
     * Claims the next message, waiting for one at most that long; never gives up early.
     *
     * @param timeout how long; zero or less looks once
     * @return the claim, or empty if no message came or none will come ({@link #isDrained()} tells)
     * @throws io.parley.ClaimTableFullException if too many messages are claimed and not acknowledged
     * @throws CodecException if the message cannot be decoded; it counts as acknowledged, and goes to the dead letters
     *     if the queue has {@link QueueOptions#maxDeliveries}
     * @throws InterruptedException if the thread is interrupted; nothing was claimed
     */
    @Override
    public Optional<Claim<E>> claim(Duration timeout) throws InterruptedException {
        return claim(queue.deadline(TimeUnit.NANOSECONDS.convert(timeout)));
    }

    private Optional<Claim<E>> claim(long deadlineNs) throws InterruptedException {
        long wantedNs = queue.wanted();
        requireNotInterrupted();
        while (true) {
            Optional<Claim<E>> claim = tryClaim(wantedNs);
            if (claim.isPresent()) {
                return claim;
            }
            if (reader.isDrained() || !reader.await(deadlineNs)) {
                return Optional.empty();
            }
        }
    }

    /**
     * Claims the next message if there is one.
     *
     * @return the claim, or empty
     * @throws io.parley.ClaimTableFullException if too many messages are claimed and not acknowledged
     * @throws CodecException if the message cannot be decoded; it counts as acknowledged, and goes to the dead letters
     *     if the queue has {@link QueueOptions#maxDeliveries}
     */
    @Override
    public Optional<Claim<E>> tryClaim() {
        return tryClaim(queue.wanted());
    }

    private Optional<Claim<E>> tryClaim(long wantedNs) {
        queue.file().requireNotDeleted();
        reader.lock().lock();
        try {
            int slot = reader.tryClaim();
            if (slot == 0) {
                return Optional.empty();
            }
            took(wantedNs);
            return Optional.of(newClaim(slot));
        } finally {
            reader.lock().unlock();
        }
    }

    private Claim<E> newClaim(int slot) {
        long sequence = reader.sequence();
        try {
            E message = decode(reader.buffer(), reader.index());
            return new Claim<>(
                    this, message, slot, sequence, reader.index(), reader.timestampNs(), reader.deliveries(slot));
        } catch (CodecException undecodable) {
            claimedUndecodable(slot, sequence, undecodable);
            throw undecodable;
        }
    }

    boolean ack(int slot, long sequence) {
        return reader.ack(slot, sequence);
    }

    boolean nack(int slot, long sequence, int deliveries) {
        if (!reader.isLastDelivery(deliveries)) {
            return reader.nack(slot, sequence);
        }
        try {
            return reader.deadLetter(slot, sequence, DeadLetterRecord.DELIVERIES, "");
        } catch (RuntimeException noRoom) {
            reader.nack(slot, sequence);
            throw noRoom;
        }
    }

    boolean refuse(int slot, long sequence, String why) {
        return reader.deadLetter(slot, sequence, DeadLetterRecord.REFUSED, why);
    }

    /**
     * The messages that nobody could deal with: those that a consumer put away with {@link Claim#deadLetter}, and, if
     * the queue has {@link QueueOptions#maxDeliveries}, those that were handed out so often and those that the codec
     * cannot read. They are in a queue of their own beside this one, called {@code <name>-dead}, which is created when
     * it is first asked for, and not deleted with this one.
     *
     * @return a handle of its own, to close when it is not needed any more
     */
    @Override
    public SharedQueue<DeadLetter<E>> deadLetters() {
        return open(parley, DeadLetterBox.nameFor(name), new DeadLetterCodec<>(plainCodec), QueueOptions.defaults());
    }

    /**
     * Ends the stream: no process can put any more. Consumers take what is left; then {@code take} and {@code claim}
     * throw {@link QueueClosedException}. A second call does nothing.
     */
    @Override
    public void closeForWriting() {
        queue.closeForWriting();
    }

    /**
     * Whether the queue was closed for writing.
     *
     * @return true once any process closed it
     */
    @Override
    public boolean isClosedForWriting() {
        return queue.isClosedForWriting();
    }

    /**
     * Whether nothing will come any more: closed for writing, everything taken, and no claim of another process that
     * could come back.
     *
     * @return true for good
     */
    @Override
    public boolean isDrained() {
        return reader.isDrained();
    }

    /**
     * The same queue for those who have other things to do than to wait. What cannot be done at once is done in order
     * by a daemon thread, which is there while something waits.
     *
     * @return always the same view
     */
    @Override
    public AsyncQueue<E> async() {
        return async;
    }
}
