package io.parley.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * A durable first-in-first-out queue as a manager gives it, here or on another host; a {@link SharedQueue} is one.
 * Python's {@code Manager().Queue()}.
 *
 * <p><b>Threading:</b> any number of threads, processes and hosts may put and take. <b>Ordering:</b> one total order of
 * all producers. Consumers of other hosts that wait at one server are served in the order in which they came; between
 * those and consumers of the queue's host there is none. Each message goes to one consumer.
 *
 * <p><b>If somebody dies:</b> {@code put} appends once as long as the session lives, however often the wire breaks. If
 * the session ends before the answer is there, {@code io.parley.manager.IndeterminateException} says that the message
 * may be in the queue. A message that was on its way to a client that vanished goes to the next consumer, before newer
 * ones; so {@code take} loses nothing on the wire. The price: if a client got a message and its session was lost before
 * the server heard of that, the message comes again. A claim belongs to the session: it is given back at once when the
 * manager is closed, and when the server's time limit is over if the client vanished.
 *
 * <p><b>Blocking:</b> {@code put} while a bounded queue is full, {@code take} and {@code claim} while it is empty; no
 * thread of the server waits. Every other call takes one round trip on another host. <b>Allocation:</b> on another host
 * some objects for each call.
 *
 * <p><b>Codec:</b> messages are encoded and decoded by the caller; the server knows bytes and the codec's id only.
 *
 * <p><b>Differs from Python:</b> a consumer that dies holds up nobody, messages can be claimed, and {@code put} is done
 * once although it was sent twice.
 *
 * @param <E> the message type
 */
public interface ManagedQueue<E> extends ManagedMessages<E> {
    /**
     * Appends as many messages as there is room for, in their order, next to each other.
     *
     * @param messages what to append
     * @return how many were appended, from the first on
     * @throws QueueClosedException if the queue was closed for writing; none was appended
     * @throws io.parley.CodecException if one cannot be encoded; none was appended
     */
    int offerAll(Collection<? extends E> messages);

    /**
     * Claims the next message, waiting for one. Acknowledge it when it is dealt with.
     *
     * @return the claim
     * @throws QueueClosedException if the queue was closed for writing and is drained, and nobody else has a claim that
     *     could come back
     * @throws io.parley.ClaimTableFullException if too many messages are claimed and not acknowledged
     * @throws io.parley.CodecException if the message cannot be decoded; it counts as acknowledged, and goes to the
     *     dead letters if the queue has {@link QueueOptions#maxDeliveries}
     * @throws InterruptedException if the thread is interrupted; nothing was claimed
     */
    ManagedClaim<E> claim() throws InterruptedException;

    /**
     * Claims the next message, waiting for one at most that long; never gives up early.
     *
     * @param timeout how long; zero or less looks once
     * @return the claim, or empty if no message came or none will come ({@link #isDrained()} tells)
     * @throws io.parley.ClaimTableFullException if too many messages are claimed and not acknowledged
     * @throws io.parley.CodecException if the message cannot be decoded; it counts as acknowledged, and goes to the
     *     dead letters if the queue has {@link QueueOptions#maxDeliveries}
     * @throws InterruptedException if the thread is interrupted; nothing was claimed
     */
    Optional<? extends ManagedClaim<E>> claim(Duration timeout) throws InterruptedException;

    /**
     * Claims the next message if there is one.
     *
     * @return the claim, or empty
     * @throws io.parley.ClaimTableFullException if too many messages are claimed and not acknowledged
     * @throws io.parley.CodecException if the message cannot be decoded; it counts as acknowledged, and goes to the
     *     dead letters if the queue has {@link QueueOptions#maxDeliveries}
     */
    Optional<? extends ManagedClaim<E>> tryClaim();

    /**
     * The messages that nobody could deal with: a queue of their own beside this one.
     *
     * @return a handle of its own, to close when it is not needed any more
     */
    ManagedQueue<DeadLetter<E>> deadLetters();

    /**
     * How many messages were ever appended.
     *
     * @return a snapshot
     */
    long appended();

    /**
     * How many messages were ever taken or claimed.
     *
     * @return a snapshot
     */
    long taken();

    /**
     * How many messages are claimed and not acknowledged; what is on its way to a client counts.
     *
     * @return a snapshot
     */
    int claimed();

    /**
     * How often a message was handed out again, because its consumer died or gave it back.
     *
     * @return a count since the queue was created
     */
    long redelivered();

    /**
     * The same queue for those who have other things to do than to wait.
     *
     * @return a view of this handle; use one and the same for calls that shall keep their order
     */
    AsyncQueue<E> async();
}
