package io.parley;

import io.parley.queue.JoinableQueue;
import io.parley.queue.QueueOptions;
import io.parley.queue.SharedQueue;
import io.parley.queue.SimpleQueue;
import io.parley.queue.TransientOptions;
import io.parley.queue.TransientQueue;
import java.util.function.UnaryOperator;

/** The part of {@link Parley} that opens what messages travel through. */
abstract class QueueFactories extends PipeFactories {
    QueueFactories() {}

    /**
     * A durable queue with default options: unbounded, no latency histogram.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec
     */
    public <E> SharedQueue<E> queue(String name, Codec<E> codec) {
        return SharedQueue.open(self(), name, codec, QueueOptions.defaults());
    }

    /**
     * A durable queue.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @param options changes the defaults, for example {@code o -> o.capacity(10_000)}
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec or other options
     */
    public <E> SharedQueue<E> queue(String name, Codec<E> codec, UnaryOperator<QueueOptions> options) {
        return SharedQueue.open(self(), name, codec, options.apply(QueueOptions.defaults()));
    }

    /**
     * A durable queue that knows when all work is done, with default options.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @return a handle
     * @throws ObjectMismatchException if it exists and is not joinable, or has another codec
     */
    public <E> JoinableQueue<E> joinableQueue(String name, Codec<E> codec) {
        return JoinableQueue.open(self(), name, codec, QueueOptions.defaults());
    }

    /**
     * A durable queue that knows when all work is done.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @param options changes the defaults, for example {@code o -> o.capacity(10_000)}
     * @return a handle
     * @throws ObjectMismatchException if it exists and is not joinable, or has another codec or other options
     */
    public <E> JoinableQueue<E> joinableQueue(String name, Codec<E> codec, UnaryOperator<QueueOptions> options) {
        return JoinableQueue.open(self(), name, codec, options.apply(QueueOptions.defaults()));
    }

    /**
     * The smallest queue: put, take, and whether it is empty.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec or with a bound
     */
    public <E> SimpleQueue<E> simpleQueue(String name, Codec<E> codec) {
        return SimpleQueue.open(self(), name, codec);
    }

    /**
     * A queue without history, of 1 MiB, for any number of producers and consumers.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec
     */
    public <E> TransientQueue<E> transientQueue(String name, Codec<E> codec) {
        return TransientQueue.open(self(), name, codec, TransientOptions.defaults());
    }

    /**
     * A queue without history.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one in every process
     * @param options changes the defaults, for example {@code o -> o.capacityBytes(1 << 16).oneProducer(true)}
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec or other options
     */
    public <E> TransientQueue<E> transientQueue(String name, Codec<E> codec, UnaryOperator<TransientOptions> options) {
        return TransientQueue.open(self(), name, codec, options.apply(TransientOptions.defaults()));
    }
}
