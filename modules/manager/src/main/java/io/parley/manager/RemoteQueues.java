package io.parley.manager;

import io.parley.Codec;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.queue.RemoteJoinableQueue;
import io.parley.manager.internal.queue.RemoteQueue;
import io.parley.manager.internal.queue.RemoteSimpleQueue;
import io.parley.manager.internal.queue.RemoteTransientQueue;
import io.parley.queue.ManagedJoinableQueue;
import io.parley.queue.ManagedQueue;
import io.parley.queue.ManagedSimpleQueue;
import io.parley.queue.ManagedTransientQueue;
import io.parley.queue.QueueOptions;
import io.parley.queue.TransientOptions;
import java.util.function.UnaryOperator;

/** Queues of another host. */
abstract class RemoteQueues extends RemoteSync implements QueueObjects {
    RemoteQueues(Link link) {
        super(link);
    }

    @Override
    public <E> ManagedQueue<E> queue(String name, Codec<E> codec, UnaryOperator<QueueOptions> options) {
        return new RemoteQueue<>(link, name, codec, options.apply(QueueOptions.defaults()));
    }

    @Override
    public <E> ManagedJoinableQueue<E> joinableQueue(String name, Codec<E> codec, UnaryOperator<QueueOptions> options) {
        return new RemoteJoinableQueue<>(link, name, codec, options.apply(QueueOptions.defaults()));
    }

    @Override
    public <E> ManagedSimpleQueue<E> simpleQueue(String name, Codec<E> codec) {
        return new RemoteSimpleQueue<>(link, name, codec);
    }

    @Override
    public <E> ManagedTransientQueue<E> transientQueue(
            String name, Codec<E> codec, UnaryOperator<TransientOptions> options) {
        return new RemoteTransientQueue<>(link, name, codec, options.apply(TransientOptions.defaults()));
    }
}
