package io.parley.queue;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.Waitable;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.observe.Counters;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.queue.MessageCodec;
import io.parley.internal.queue.TransientRing;
import io.parley.internal.ring.Ring;
import io.parley.internal.ring.RingWalk;
import io.parley.internal.wait.WaitSources;
import java.nio.file.Path;
import java.util.AbstractQueue;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;

/** The part of {@link TransientQueue} that puts and takes nothing: its life, and what can be asked about it. */
abstract class TransientHandle<E> extends AbstractQueue<E> implements BlockingQueue<E>, SharedObject, Waitable {
    static {
        Addresses.register(TransientHandle.class, handle -> handle.address());
        Counters.register(TransientHandle.class, TransientHandle::counters);
    }

    final Domain domain;
    final TransientRing queue;
    final LatencyMeter latency;
    final Ring ring;
    final Codec<E> codec;
    final MessageCodec<E> encoder;
    private final String name;

    TransientHandle(Parley parley, String name, Codec<E> codec, TransientOptions options) {
        this.name = name;
        this.codec = codec.in(parley);
        this.encoder = new MessageCodec<>(this.codec);
        this.domain = Domain.of(parley);
        this.queue = TransientRing.open(domain, name, options.config().withCodec(codec.id()));
        this.latency = domain.latencyMeter(queue.file());
        this.ring = queue.ring();
        WaitSources.register(this, queue);
    }

    @SuppressWarnings("rawtypes") // the class of handles, whatever their messages are
    private static void counters(Counters.Table<TransientHandle> table) {
        table.gauge("usedBytes", TransientHandle::usedBytes).gauge("capacityBytes", TransientHandle::capacityBytes);
    }

    private Address address() {
        return new Address(domain, this, queue.file(), name, List.of(codec.id()), List.of(codec));
    }

    final E decode(MessageBuffer bytes) {
        try {
            return MessageCodec.notNull(codec.decode(bytes), codec);
        } catch (RuntimeException e) {
            throw new CodecException(
                    "message cannot be decoded: " + path() + " codec=" + codec.id() + " bytes=" + bytes.length()
                            + ". It was taken and is gone; was it written by another version of the codec?",
                    e);
        }
    }

    final QueueClosedException noMore() {
        return new QueueClosedException("queue takes no more messages: " + this + ". It was closed for writing");
    }

    final QueueClosedException drained() {
        return new QueueClosedException(
                "queue is drained: " + this + ". It was closed for writing and every message was taken");
    }

    /**
     * Ends the stream: no process can put any more. Consumers take what is left; then {@code take} throws
     * {@link QueueClosedException}. A second call does nothing.
     *
     * @throws IllegalStateException if the queue has one producer and that is another thread, or another process, which
     *     lives
     */
    public void closeForWriting() {
        queue.file().requireNotDeleted();
        queue.closeForWriting();
    }

    /**
     * Whether the queue was closed for writing.
     *
     * @return true once any process closed it
     */
    public boolean isClosedForWriting() {
        return ring.isClosed();
    }

    /**
     * Whether nothing will come any more: closed for writing, and everything taken.
     *
     * @return true for good
     */
    public boolean isDrained() {
        return queue.isDrained();
    }

    /** Whether {@code take} would not wait: there is a message, or there will be none any more. */
    @Override
    public boolean isReady() {
        queue.file().requireNotDeleted();
        return ring.hasNext() || queue.isDrained();
    }

    /** How many messages wait; a snapshot. They are counted: it takes the longer the more there are. */
    @Override
    public int size() {
        queue.file().requireNotDeleted();
        return RingWalk.count(ring);
    }

    /** Whether there is no message now; in constant time. */
    @Override
    public boolean isEmpty() {
        queue.file().requireNotDeleted();
        return !ring.hasNext();
    }

    /** How many empty messages would fit now; fewer of any others. {@link #usedBytes} tells more. */
    @Override
    public int remainingCapacity() {
        queue.file().requireNotDeleted();
        return (int) (ring.capacity() - ring.used()) / Long.BYTES;
    }

    /**
     * How many bytes there are for messages.
     *
     * @return the capacity
     */
    public long capacityBytes() {
        return ring.capacity();
    }

    /**
     * How many bytes are in use; a message takes 8 more than its codec writes, rounded up to a multiple of 8.
     *
     * @return a snapshot, in constant time
     */
    public long usedBytes() {
        queue.file().requireNotDeleted();
        return ring.used();
    }

    /**
     * The longest message that the queue takes, in bytes as its codec writes them.
     *
     * @return somewhat less than half the capacity
     */
    public int maxMessageBytes() {
        return ring.maxRecordLength();
    }

    /**
     * The next message, which stays in the queue.
     *
     * @return the message, or null
     * @throws CodecException if the message cannot be decoded
     */
    @Override
    public E peek() {
        Iterator<E> messages = iterator();
        return messages.hasNext() ? messages.next() : null;
    }

    /**
     * The messages nobody took yet, oldest first, without consuming them; weakly consistent: what is taken meanwhile
     * may be left out. {@code remove} is not supported.
     */
    @Override
    public Iterator<E> iterator() {
        queue.file().requireNotDeleted();
        return new Walking();
    }

    private final class Walking implements Iterator<E> {
        private final RingWalk walk = new RingWalk(ring);
        private final MessageBuffer buffer = new MessageBuffer();
        private E next;

        @Override
        public boolean hasNext() {
            if (next == null && walk.next(buffer)) {
                next = decode(buffer);
            }
            return next != null;
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more messages now: " + TransientHandle.this);
            }
            E result = next;
            next = null;
            return result;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path path() {
        return queue.file().path();
    }

    @Override
    public boolean isDeleted() {
        return queue.file().isDeleted();
    }

    @Override
    public void delete() {
        queue.delete(domain);
    }

    /**
     * Closes this handle; the queue stays. The one producer or consumer of a queue calls this in its thread, so that
     * another one can follow. A second call does nothing.
     */
    @Override
    public void close() {
        domain.untrack(this);
        if (queue.isOpen()) {
            queue.close();
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        String state = queue.isOpen()
                ? "used=" + ring.used() + " of " + ring.capacity() + " bytes, closed=" + ring.isClosed()
                : "handle closed";
        return "TransientQueue(" + name + ", " + state + ", " + path() + ")";
    }
}
