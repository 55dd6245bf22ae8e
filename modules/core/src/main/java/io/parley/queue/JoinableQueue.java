package io.parley.queue;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.Parley;
import io.parley.internal.wait.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A {@link SharedQueue} that knows when all work is done. Python's {@code JoinableQueue}.
 *
 * <p>A message is unfinished from {@code put} until somebody says that it is done: {@link #taskDone()} after
 * {@code take} or {@code poll}, {@link Claim#ack()} after {@code claim}. {@link #join()} waits until no message is
 * unfinished.
 *
 * <p><b>Processes:</b> whoever takes a message of this queue has a claim on it until it is done. If a consumer dies or
 * closes its domain before that, the message goes to another consumer, so {@code join} ends although consumers die, as
 * long as one lives; work may be done twice. Nothing is counted that could be wrong after a death: what is unfinished
 * is what was appended and not taken, and what is claimed.
 *
 * <p><b>Threading:</b> {@link #taskDone()} finishes the message that the calling thread took first of those it is not
 * done with; if it has none, that some other thread of this process took first. Threads that work on several messages
 * at a time use {@link #claim()}, where each message is finished by itself.
 *
 * <p><b>Blocking:</b> like {@link SharedQueue}; {@code join} sleeps until it is over. <b>Allocation:</b> like
 * {@link SharedQueue}. {@code take} and {@code poll} throw {@link io.parley.ClaimTableFullException} if more messages
 * are unfinished in consumers' hands than {@link QueueOptions#claims} says.
 *
 * <p><b>Differs from Python:</b> {@code task_done} there may be called by any process and is counted only, so a
 * consumer that dies between {@code get} and {@code task_done} blocks {@code join} for ever; here it finishes a message
 * that its own process took. {@code join} has a form with a time-out. A handle of the plain kind on the same queue
 * takes messages for good: they are done at once.
 *
 * @param <E> the message type
 */
public final class JoinableQueue<E> extends SharedQueue<E> implements ManagedJoinableQueue<E> {
    private int lastTaken;

    private JoinableQueue(Parley parley, String name, Codec<E> codec, QueueOptions options) {
        super(parley, name, codec, options.joinable());
    }

    /**
     * Opens the queue, creating it first if there is none. {@link Parley#joinableQueue(String, Codec)} is the short
     * way.
     *
     * @param <E> the message type
     * @param parley the domain
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @param options how to create it
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists and is not joinable, or has another codec or other options
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <E> JoinableQueue<E> open(Parley parley, String name, Codec<E> codec, QueueOptions options) {
        JoinableQueue<E> queue = new JoinableQueue<>(parley, name, codec, options);
        queue.domain.track(queue);
        return queue;
    }

    /**
     * Done with a message that this process took: the one this thread took first, or else any thread.
     *
     * @throws IllegalStateException if this process has taken no message that it is not done with: {@code taskDone} was
     *     called too often, or the domain was closed in between and the message goes to another consumer
     */
    @Override
    public void taskDone() {
        queue.file().requireNotDeleted();
        if (!reader.taskDone()) {
            throw new IllegalStateException("nothing is being done: " + this
                    + ". This process took no message that it is not done with; call taskDone() once for each take()");
        }
    }

    /**
     * How many messages were appended and are not done with.
     *
     * @return a snapshot
     */
    @Override
    public long unfinished() {
        return queue.joining().unfinished();
    }

    /**
     * Waits until every message is done with. Messages put while it waits count as well.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the queue was deleted
     */
    @Override
    public void join() throws InterruptedException {
        queue.joining().await(Deadline.NEVER);
    }

    /**
     * Waits until every message is done with, at most that long; never gives up early.
     *
     * @param timeout how long; zero or less looks once
     * @return whether at some moment nothing was unfinished
     * @throws InterruptedException if the thread is interrupted
     * @throws io.parley.ObjectDeletedException if the queue was deleted
     */
    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        return queue.joining().await(queue.deadline(TimeUnit.NANOSECONDS.convert(timeout)));
    }

    @Override
    boolean receive() {
        lastTaken = reader.tryTakeUntilDone();
        return lastTaken != 0;
    }

    @Override
    MessageReader receiveInPlace() {
        return receive() ? reader.buffer() : null;
    }

    @Override
    E pollDecodable() {
        long wantedNs = queue.wanted();
        reader.lock().lock();
        try {
            if (!receive()) {
                return null;
            }
            E message = decode(reader.buffer(), reader.index());
            took(wantedNs);
            return message;
        } catch (CodecException forTheNextCall) {
            reader.nack(lastTaken, reader.sequence());
            return null;
        } finally {
            reader.lock().unlock();
        }
    }

    @Override
    void tookUndecodable(CodecException undecodable) {
        claimedUndecodable(lastTaken, reader.sequence(), undecodable);
    }

    /** Takes every message and is done with it. */
    @Override
    public void clear() {
        for (Optional<Claim<E>> claim = tryClaim(); claim.isPresent(); claim = tryClaim()) {
            claim.get().ack();
        }
    }
}
