package io.parley.manager;

import io.parley.Codec;
import io.parley.queue.ManagedJoinableQueue;
import io.parley.queue.ManagedQueue;
import io.parley.queue.ManagedSimpleQueue;
import io.parley.queue.ManagedTransientQueue;
import io.parley.queue.QueueOptions;
import io.parley.queue.TransientOptions;
import java.util.function.UnaryOperator;

/** What a {@link Manager} knows of queues. */
interface QueueObjects {
    /**
     * A durable queue with default options.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one everywhere
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec
     */
    default <E> ManagedQueue<E> queue(String name, Codec<E> codec) {
        return queue(name, codec, UnaryOperator.identity());
    }

    /**
     * A durable queue.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one everywhere
     * @param options changes the defaults, for example {@code o -> o.capacity(10_000)}; what
     *     {@link QueueOptions#durability} says holds for what is put through this handle, wherever the queue is
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec or other options
     */
    <E> ManagedQueue<E> queue(String name, Codec<E> codec, UnaryOperator<QueueOptions> options);

    /**
     * A durable queue that knows when all work is done, with default options.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one everywhere
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists and is not joinable, or has another codec
     */
    default <E> ManagedJoinableQueue<E> joinableQueue(String name, Codec<E> codec) {
        return joinableQueue(name, codec, UnaryOperator.identity());
    }

    /**
     * A durable queue that knows when all work is done.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one everywhere
     * @param options changes the defaults
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists and is not joinable, or has another codec or other options
     */
    <E> ManagedJoinableQueue<E> joinableQueue(String name, Codec<E> codec, UnaryOperator<QueueOptions> options);

    /**
     * The smallest queue: put, take, and whether it is empty.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one everywhere
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec or with a bound
     */
    <E> ManagedSimpleQueue<E> simpleQueue(String name, Codec<E> codec);

    /**
     * A queue without history, with default options.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one everywhere
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec
     */
    default <E> ManagedTransientQueue<E> transientQueue(String name, Codec<E> codec) {
        return transientQueue(name, codec, UnaryOperator.identity());
    }

    /**
     * A queue without history.
     *
     * @param <E> the message type
     * @param name its name
     * @param codec how messages become bytes; the same one everywhere
     * @param options changes the defaults
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec or other options
     * @throws IllegalArgumentException if it is for one producer or one consumer, and on another host
     */
    <E> ManagedTransientQueue<E> transientQueue(String name, Codec<E> codec, UnaryOperator<TransientOptions> options);
}
