package io.parley.queue;

/**
 * A message of a {@link ManagedQueue} that was handed to one consumer and is not done yet: {@link #ack()} when it is,
 * {@link #nack()} to let another have it, {@link #deadLetter} to put it away.
 *
 * <p><b>Threading:</b> any thread of the claiming process may finish it, once. <b>Hosts:</b> on the queue's own host
 * the claim belongs to the process, on another one to the manager's session: if that is lost, the message is delivered
 * again when the server's time limit is over, and this claim is of no use any more; every call then says so.
 *
 * <p><b>Differs from Python:</b> there is no such thing.
 *
 * @param <E> the message type
 */
public interface ManagedClaim<E> extends AutoCloseable {
    /**
     * The message.
     *
     * @return never null
     */
    E message();

    /**
     * The message's number in the queue, from 0.
     *
     * @return the sequence
     */
    long sequence();

    /**
     * The message's durable place in the log.
     *
     * @return the index
     */
    long index();

    /**
     * When the message was appended, epoch ns.
     *
     * @return the time stamp
     */
    long timestampNs();

    /**
     * How often the message was handed out, this time included.
     *
     * @return 1 unless an earlier consumer died or gave it back
     */
    int deliveries();

    /**
     * Done: the message will not come again, whoever dies afterwards.
     *
     * @throws IllegalStateException if the claim was finished already, or is not the caller's any more: then the
     *     message goes to another consumer
     */
    void ack();

    /**
     * Not done: the message goes to the next consumer that asks, before newer ones; or to the dead letters, if it was
     * handed out as often as the queue allows.
     *
     * @throws IllegalStateException if the claim was finished already, or is not the caller's any more
     */
    void nack();

    /**
     * Cannot be done by anybody: the message goes to {@link ManagedQueue#deadLetters()} and does not come again.
     *
     * @param why for people; kept with the letter
     * @throws IllegalStateException if the claim was finished already, or is not the caller's any more
     */
    void deadLetter(String why);

    /** Gives the message back, as {@link #nack()} does, unless the claim is finished; for try-with-resources. */
    @Override
    void close();
}
