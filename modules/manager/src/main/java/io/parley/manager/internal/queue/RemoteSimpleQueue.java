package io.parley.manager.internal.queue;

import io.parley.Codec;
import io.parley.manager.internal.client.Link;
import io.parley.queue.ManagedSimpleQueue;
import io.parley.queue.QueueOptions;

/** The smallest queue, on another host: a durable one underneath. */
public final class RemoteSimpleQueue<E> implements ManagedSimpleQueue<E> {
    private final RemoteQueue<E> queue;

    /** Opens the queue, creating it first if there is none. */
    public RemoteSimpleQueue(Link link, String name, Codec<E> codec) {
        queue = new RemoteQueue<>(
                link, name, codec, QueueOptions.defaults().capacity(0).capacityBytes(0));
    }

    @Override
    public void put(E message) {
        queue.offer(message);
    }

    @Override
    public E take() throws InterruptedException {
        return queue.take();
    }

    @Override
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public boolean isDeleted() {
        return queue.isDeleted();
    }

    @Override
    public void delete() {
        queue.delete();
    }

    @Override
    public void close() {
        queue.close();
    }

    @Override
    public String toString() {
        return "RemoteSimpleQueue(" + name() + ")";
    }
}
