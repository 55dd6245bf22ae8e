package io.parley.queue;

/**
 * A message handed to one consumer and not yet done: {@link #ack()} when it is, {@link #nack()} to let another have it.
 *
 * <p><b>Threading:</b> any thread of the claiming process may finish it, once. <b>Processes:</b> nobody else gets the
 * message while this process lives, paused or not. If the process dies first, the message is delivered again within
 * milliseconds; so handle the possibility of doing work twice ({@link #deliveries()} &gt; 1).
 *
 * @param <E> the message type
 */
public final class Claim<E> implements AutoCloseable {
    private final SharedQueue<E> queue;
    private final E message;
    private final int slot;
    private final long sequence;
    private final long index;
    private final long timestampNs;
    private final int deliveries;
    private boolean finished;

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
    public E message() {
        return message;
    }

    /**
     * The message's number in the queue, from 0.
     *
     * @return the sequence
     */
    public long sequence() {
        return sequence;
    }

    /**
     * The message's durable place in the log.
     *
     * @return the index
     */
    public long index() {
        return index;
    }

    /**
     * When the message was appended, epoch ns.
     *
     * @return the time stamp
     */
    public long timestampNs() {
        return timestampNs;
    }

    /**
     * How often the message was handed out, this time included.
     *
     * @return 1 unless an earlier consumer died or gave it back
     */
    public int deliveries() {
        return deliveries;
    }

    /**
     * Done: the message will not come again, whoever dies afterwards.
     *
     * @throws IllegalStateException if the claim was finished already, or the domain was closed in between: then the
     *     message goes to another consumer
     */
    public synchronized void ack() {
        finish(!finished && queue.ack(slot, sequence), "acknowledged");
    }

    /**
     * Not done: the message goes to the next consumer that asks, before newer ones.
     *
     * @throws IllegalStateException if the claim was finished already, or the domain was closed in between
     */
    public synchronized void nack() {
        finish(!finished && queue.nack(slot, sequence), "given back");
    }

    private void finish(boolean worked, String verb) {
        if (finished || !worked) {
            throw new IllegalStateException("claim cannot be " + verb + ": " + this
                    + (finished ? " was finished already" : " is not this process's any more; was the domain closed?"));
        }
        finished = true;
    }

    /** Gives the message back unless it was acknowledged; for try-with-resources. */
    @Override
    public synchronized void close() {
        if (!finished) {
            finished = true;
            queue.nack(slot, sequence);
        }
    }

    @Override
    public String toString() {
        return "Claim(" + queue.name() + ", sequence=" + sequence + ", deliveries=" + deliveries
                + (finished ? ", finished)" : ")");
    }
}
