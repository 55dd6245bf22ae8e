package io.parley.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A message handed to one consumer and not yet done: {@link #ack()} when it is, {@link #nack()} to let another have it,
 * {@link #deadLetter} to put it away.
 *
 * <p><b>Threading:</b> any thread of the claiming process may finish it, once. <b>Processes:</b> nobody else gets the
 * message while this process lives, paused or not. If the process dies first, the message is delivered again within
 * milliseconds; so handle the possibility of doing work twice ({@link #deliveries()} &gt; 1).
 *
 * @param <E> the message type
 */
public final class Claim<E> implements ManagedClaim<E> {
    private static final VarHandle FINISHED;

    static {
        try {
            FINISHED = MethodHandles.lookup().findVarHandle(Claim.class, "finished", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final SharedQueue<E> queue;
    private final E message;
    private final int slot;
    private final long sequence;
    private final long index;
    private final long timestampNs;
    private final int deliveries;
    private volatile boolean finished;

    Claim(SharedQueue<E> queue, E message, int slot, long sequence, long index, long timestampNs, int deliveries) {
        this.queue = queue;
        this.message = message;
        this.slot = slot;
        this.sequence = sequence;
        this.index = index;
        this.timestampNs = timestampNs;
        this.deliveries = deliveries;
    }

    /**
     * The message.
     *
     * @return never null
     */
    @Override
    public E message() {
        return message;
    }

    /**
     * The message's number in the queue, from 0.
     *
     * @return the sequence
     */
    @Override
    public long sequence() {
        return sequence;
    }

    /**
     * The message's durable place in the log.
     *
     * @return the index
     */
    @Override
    public long index() {
        return index;
    }

    /**
     * When the message was appended, epoch ns.
     *
     * @return the time stamp
     */
    @Override
    public long timestampNs() {
        return timestampNs;
    }

    /**
     * How often the message was handed out, this time included.
     *
     * @return 1 unless an earlier consumer died or gave it back
     */
    @Override
    public int deliveries() {
        return deliveries;
    }

    /**
     * Done: the message will not come again, whoever dies afterwards.
     *
     * @throws IllegalStateException if the claim was finished already, or the domain was closed in between: then the
     *     message goes to another consumer
     */
    @Override
    public void ack() {
        begin("acknowledged");
        end(queue.ack(slot, sequence), "acknowledged");
    }

    /**
     * Not done: the message goes to the next consumer that asks, before newer ones. It goes to the dead letters instead
     * if it was handed out as often as the queue allows: {@link QueueOptions#maxDeliveries}.
     *
     * @throws IllegalStateException if the claim was finished already, or the domain was closed in between
     * @throws io.parley.DomainFullException if there is no room for the dead letter; the message goes to the next
     *     consumer
     */
    @Override
    public void nack() {
        begin("given back");
        end(queue.nack(slot, sequence, deliveries), "given back");
    }

    /**
     * Cannot be done by anybody: the message goes to {@link SharedQueue#deadLetters()}, once, whoever dies on the way,
     * and does not come again.
     *
     * @param why for people; kept with the letter
     * @throws IllegalStateException if the claim was finished already, or the domain was closed in between; or if
     *     somebody bounded the queue of dead letters and it is full, or closed it: then the claim stands
     * @throws io.parley.DomainFullException if there is no room for the letter; the claim stands
     */
    @Override
    public void deadLetter(String why) {
        begin("put away");
        boolean worked = false;
        try {
            worked = queue.refuse(slot, sequence, why);
        } finally {
            finished = worked;
        }
        end(worked, "put away");
    }

    /** One of several threads finishes the claim. Not by a monitor: that costs as much as taking a message. */
    private void begin(String verb) {
        if (!FINISHED.compareAndSet(this, false, true)) {
            throw new IllegalStateException("claim cannot be " + verb + ": " + this + " was finished already");
        }
    }

    private void end(boolean worked, String verb) {
        if (!worked) {
            finished = false;
            throw new IllegalStateException("claim cannot be " + verb + ": " + this
                    + " is not this process's any more; was the domain closed?");
        }
    }

    /** Gives the message back, as {@link #nack()} does, unless the claim is finished; for try-with-resources. */
    @Override
    public void close() {
        if (FINISHED.compareAndSet(this, false, true)) {
            queue.nack(slot, sequence, deliveries);
        }
    }

    @Override
    public String toString() {
        return "Claim(" + queue.name() + ", sequence=" + sequence + ", deliveries=" + deliveries
                + (finished ? ", finished)" : ")");
    }
}
