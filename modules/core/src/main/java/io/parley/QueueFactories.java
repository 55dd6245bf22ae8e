package io.parley;

import io.parley.queue.QueueOptions;
import io.parley.queue.SharedQueue;
import java.util.function.UnaryOperator;

/** The part of {@link Parley} that opens what messages travel through. */
abstract class QueueFactories extends SyncFactories {
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
}
