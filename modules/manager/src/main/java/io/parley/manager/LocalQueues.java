package io.parley.manager;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.queue.ManagedJoinableQueue;
import io.parley.queue.ManagedQueue;
import io.parley.queue.ManagedSimpleQueue;
import io.parley.queue.ManagedTransientQueue;
import io.parley.queue.QueueOptions;
import io.parley.queue.TransientOptions;
import java.util.function.UnaryOperator;

/** Queues of this host. */
abstract class LocalQueues extends LocalSync implements QueueObjects {
    LocalQueues(Parley parley) {
        super(parley);
    }

    @Override
    public <E> ManagedQueue<E> queue(String name, Codec<E> codec, UnaryOperator<QueueOptions> options) {
        return parley.queue(name, codec, options);
    }

    @Override
    public <E> ManagedJoinableQueue<E> joinableQueue(String name, Codec<E> codec, UnaryOperator<QueueOptions> options) {
        return parley.joinableQueue(name, codec, options);
    }

    @Override
    public <E> ManagedSimpleQueue<E> simpleQueue(String name, Codec<E> codec) {
        return parley.simpleQueue(name, codec);
    }

    @Override
    public <E> ManagedTransientQueue<E> transientQueue(
            String name, Codec<E> codec, UnaryOperator<TransientOptions> options) {
        return parley.transientQueue(name, codec, options);
    }
}
