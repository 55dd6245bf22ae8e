package io.parley.manager.internal.queue;

import io.parley.RemoteException;
import io.parley.manager.internal.client.Request;
import io.parley.queue.ManagedClaim;
import java.util.concurrent.atomic.AtomicBoolean;

/** A claim of this manager's session. */
final class RemoteClaim<E> implements ManagedClaim<E> {
    private final RemoteQueue<E> queue;
    private final long number;
    private final E message;
    private final Facts facts;
    private final AtomicBoolean finished = new AtomicBoolean();

    /** What is known of the message. */
    record Facts(long sequence, long index, long timestampNs, int deliveries) {}

    RemoteClaim(RemoteQueue<E> queue, long number, E message, Facts facts) {
        this.queue = queue;
        this.number = number;
        this.message = message;
        this.facts = facts;
    }

    @Override
    public E message() {
        return message;
    }

    @Override
    public long sequence() {
        return facts.sequence;
    }

    @Override
    public long index() {
        return facts.index;
    }

    @Override
    public long timestampNs() {
        return facts.timestampNs;
    }

    @Override
    public int deliveries() {
        return facts.deliveries;
    }

    @Override
    public void ack() {
        finish(queue.finishing(QueueOps.ACK, number), "acknowledged");
    }

    @Override
    public void nack() {
        finish(queue.finishing(QueueOps.NACK, number), "given back");
    }

    @Override
    public void deadLetter(String why) {
        Request request = queue.finishing(QueueOps.DEAD_LETTER, number);
        request.args().writeUtf8(why);
        boolean worked = false;
        try {
            finish(request, "put away");
            worked = true;
        } finally {
            finished.compareAndSet(true, worked);
        }
    }

    private void finish(Request request, String verb) {
        if (!finished.compareAndSet(false, true)) {
            throw new IllegalStateException("claim cannot be " + verb + ": " + this + " was finished already");
        }
        request.call();
    }

    @Override
    public void close() {
        if (finished.compareAndSet(false, true)) {
            try {
                queue.finishing(QueueOps.NACK, number).call();
            } catch (RemoteException | IllegalStateException over) {
                // the server gave it back already, or will
            }
        }
    }

    @Override
    public String toString() {
        return "Claim(" + queue.name() + ", sequence=" + sequence() + ", deliveries=" + deliveries()
                + (finished.get() ? ", finished)" : ")");
    }
}
