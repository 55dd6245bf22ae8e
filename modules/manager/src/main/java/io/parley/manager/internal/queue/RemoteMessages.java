package io.parley.manager.internal.queue;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.MessageCodec;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.Request;
import io.parley.queue.QueueClosedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What all queues of another host have in common. Messages are encoded and decoded here. */
abstract class RemoteMessages<E> extends RemoteCollection<E> implements BlockingQueue<E> {
    final MessageCodec<E> codec;

    RemoteMessages(Link link, int kind, String name, Codec<E> codec, MessageBuffer details) {
        super(link, kind, name, details);
        this.codec = new MessageCodec<>(codec);
    }

    /** What the server has to know besides the name. */
    static MessageBuffer details(Codec<?> codec) {
        MessageBuffer details = new MessageBuffer();
        details.writeUtf8(codec.id());
        return details;
    }

    Request putting(E message, long timeoutNs) {
        MessageBuffer encoded = codec.encode(message, this);
        requireFits(encoded.length());
        Request request = request(QueueOps.PUT).with(timeoutNs);
        request.args().writeBytes(encoded.array(), 0, encoded.length());
        return request;
    }

    private void requireFits(int bytes) {
        if (bytes > QueueOps.MAX_MESSAGE) {
            throw new IllegalArgumentException("message is too large for another host: " + this + ", bytes=" + bytes
                    + ", allowed=" + QueueOps.MAX_MESSAGE + ". Put it in pieces");
        }
    }

    @Override
    public void put(E message) throws InterruptedException {
        putting(message, Long.MAX_VALUE).callInterruptibly();
    }

    @Override
    public boolean offer(E message, long timeout, TimeUnit unit) throws InterruptedException {
        return putting(message, unit.toNanos(timeout)).callInterruptibly().readByte() != 0;
    }

    @Override
    public boolean offer(E message) {
        return putting(message, 0).call().readByte() != 0;
    }

    /** Appends all, a MiB or so at a time. */
    public void putAll(Collection<? extends E> messages) throws InterruptedException {
        List<MessageBuffer> batches = new ArrayList<>();
        encodeAll(messages, (batch, count) -> batches.add(batch));
        for (MessageBuffer batch : batches) {
            batch(QueueOps.PUT_ALL, batch).callInterruptibly();
        }
    }

    /** What is sent at a time. */
    interface Batch {
        void send(MessageBuffer messages, int count);
    }

    final Request batch(int op, MessageBuffer messages) {
        Request request = request(op);
        request.args().writeBytes(messages.array(), 0, messages.length());
        return request;
    }

    final void encodeAll(Collection<? extends E> messages, Batch full) {
        if (messages == this) {
            throw new IllegalArgumentException("a queue cannot be put into itself: " + this);
        }
        MessageBuffer batch = new MessageBuffer();
        int count = 0;
        for (E message : messages) {
            MessageBuffer encoded = codec.encode(message, this);
            requireFits(encoded.length());
            if (count > 0
                    && (batch.length() + encoded.length() > QueueOps.BATCH_BYTES || count == QueueOps.BATCH_MESSAGES)) {
                full.send(batch, count);
                batch = new MessageBuffer();
                count = 0;
            }
            batch.writeInt(encoded.length());
            batch.writeBytes(encoded.array(), 0, encoded.length());
            count++;
        }
        if (count > 0) {
            full.send(batch, count);
        }
    }

    static Request taking(Request request, long timeoutNs) {
        return request.with(timeoutNs).with(Thread.currentThread().getId());
    }

    final Request taking(long timeoutNs) {
        return taking(request(QueueOps.TAKE), timeoutNs);
    }

    /** The message in an answer; null if there is none, and none will come or the time was up. */
    final E taken(MessageReader answer) {
        return answer.readByte() == QueueOps.MESSAGE ? decode(message(answer)) : null;
    }

    private static MessageBuffer message(MessageReader answer) {
        long index = answer.readLong();
        byte[] bytes = RawMessages.read(answer);
        MessageBuffer message = new MessageBuffer(bytes.length + Long.BYTES);
        message.writeLong(index);
        message.writeBytes(bytes, 0, bytes.length);
        return message;
    }

    private E decode(MessageBuffer message) {
        long index = message.readLong();
        MessageBuffer plain = new MessageBuffer(message.remaining());
        plain.writeBytes(message.array(), Long.BYTES, message.remaining());
        return codec.decode(plain, this, index);
    }

    final E decode(byte[] bytes, long index) {
        MessageBuffer message = new MessageBuffer(bytes.length);
        message.writeBytes(bytes, 0, bytes.length);
        return codec.decode(message, this, index);
    }

    final QueueClosedException drained() {
        return new QueueClosedException(
                "queue is drained: " + this + ". It was closed for writing and every message was taken");
    }

    @Override
    public E take() throws InterruptedException {
        return orDrained(next(Long.MAX_VALUE));
    }

    final E orDrained(E message) {
        if (message == null) {
            throw drained();
        }
        return message;
    }

    @Override
    public E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return next(unit.toNanos(timeout));
    }

    private E next(long timeoutNs) throws InterruptedException {
        return taken(taking(timeoutNs).callInterruptibly());
    }

    @Override
    public E poll() {
        return taken(taking(0).call());
    }

    /** Waits for one message and takes what there is behind it, in one round trip. */
    public List<E> takeBatch(int max) throws InterruptedException {
        List<E> batch = takeBatch(max, Long.MAX_VALUE);
        if (batch.isEmpty()) {
            throw drained();
        }
        return batch;
    }

    /** The same, waiting for the first message at most that long. */
    public List<E> takeBatch(int max, Duration timeout) throws InterruptedException {
        return takeBatch(max, TimeUnit.NANOSECONDS.convert(timeout));
    }

    private List<E> takeBatch(int max, long timeoutNs) throws InterruptedException {
        if (max < 1) {
            throw new IllegalArgumentException("batch too small: max=" + max + ", smallest=1");
        }
        return batch(takingBatch(max, timeoutNs).callInterruptibly());
    }

    private Request takingBatch(int max, long timeoutNs) {
        Request request = request(QueueOps.TAKE_BATCH);
        request.args().writeInt(max);
        return taking(request, timeoutNs);
    }

    private List<E> batch(MessageReader answer) {
        List<E> batch = new ArrayList<>();
        if (answer.readByte() != QueueOps.MESSAGE) {
            return batch;
        }
        long first = answer.readLong();
        int arrived = 0;
        CodecException undecodable = null;
        for (; answer.remaining() > 0; arrived++) {
            MessageBuffer message = message(answer);
            try {
                if (undecodable == null) {
                    batch.add(decode(message));
                }
            } catch (CodecException e) {
                undecodable = e;
            }
        }
        // One that cannot be decoded counts as taken if it is the first; otherwise it, and what is behind it, stays.
        batchTaken(first, arrived, Math.max(1, batch.size()));
        if (batch.isEmpty()) {
            throw undecodable;
        }
        return batch;
    }

    /** Tells the server which of a batch were taken; the others go back. */
    void batchTaken(long first, int arrived, int taken) {
        Request request = request(QueueOps.BATCH_TAKEN).with(first);
        request.args().writeInt(arrived);
        request.args().writeInt(taken);
        request.send();
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
        while (drained < maxElements) {
            List<E> batch = batch(takingBatch(maxElements - drained, 0).call());
            if (batch.isEmpty()) {
                return drained;
            }
            target.addAll(batch);
            drained += batch.size();
        }
        return drained;
    }

    @Override
    public E peek() {
        MessageReader answer = request(QueueOps.PEEK).call();
        return answer.readByte() == QueueOps.NOTHING ? null : decode(RawMessages.rest(answer), 0);
    }

    @Override
    public void clear() {
        drainTo(new ArrayList<>());
    }

    final <R> R info(Function<QueueInfo, R> what) {
        return what.apply(QueueInfo.read(request(QueueOps.INFO).call()));
    }

    @Override
    public int size() {
        return info(QueueInfo::size);
    }

    @Override
    public int remainingCapacity() {
        return info(QueueInfo::remainingCapacity);
    }

    /** Ends the stream. */
    public void closeForWriting() {
        request(QueueOps.CLOSE_FOR_WRITING).call();
    }

    /** Whether it was ended. */
    public boolean isClosedForWriting() {
        return info(QueueInfo::closed);
    }

    /** Whether nothing will come any more. */
    public boolean isDrained() {
        return info(QueueInfo::drained);
    }

    /** What nobody took yet, fetched page by page. */
    @Override
    public Iterator<E> iterator() {
        return new Iterator<>() {
            private final Queue<MessageBuffer> page = new ArrayDeque<>();
            private long next;

            @Override
            public boolean hasNext() {
                if (page.isEmpty()) {
                    MessageReader answer = request(QueueOps.PAGE).with(next).call();
                    next = answer.readLong();
                    while (answer.remaining() > 0) {
                        page.add(message(answer));
                    }
                }
                return !page.isEmpty();
            }

            @Override
            public E next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no more messages now: " + RemoteMessages.this);
                }
                return decode(page.poll());
            }
        };
    }
}
