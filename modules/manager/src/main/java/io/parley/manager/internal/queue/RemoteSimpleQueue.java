package io.parley.manager.internal.queue;

import io.parley.Codec;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteHandle;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.queue.ManagedSimpleQueue;
import io.parley.queue.QueueOptions;

/** The smallest queue, on another host: a durable one underneath. */
public final class RemoteSimpleQueue<E> implements ManagedSimpleQueue<E>, RemoteHandle {
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
    public RemoteObject remote() {
        return queue;
    }

    @Override
    public String toString() {
        return "RemoteSimpleQueue(" + name() + ")";
    }
}
