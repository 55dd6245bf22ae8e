package io.parley.manager.internal.queue;

import io.parley.Codec;
import io.parley.manager.internal.client.Link;
import io.parley.queue.ManagedClaim;
import io.parley.queue.ManagedJoinableQueue;
import io.parley.queue.QueueOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A queue on another host that knows when all work is done. */
public final class RemoteJoinableQueue<E> extends RemoteQueue<E> implements ManagedJoinableQueue<E> {
    /** Opens the queue, creating it first if there is none. */
    public RemoteJoinableQueue(Link link, String name, Codec<E> codec, QueueOptions options) {
        super(link, QueueKinds.JOINABLE_QUEUE, name, codec, options);
    }

    @Override
    public void taskDone() {
        request(QueueOps.TASK_DONE).with(Thread.currentThread().getId()).call();
    }

    @Override
    public long unfinished() {
        return info(QueueInfo::unfinished);
    }

    @Override
    public void join() throws InterruptedException {
        request(QueueOps.JOIN).with(Long.MAX_VALUE).callInterruptibly();
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        return request(QueueOps.JOIN)
                        .with(TimeUnit.NANOSECONDS.convert(timeout))
                        .callInterruptibly()
                        .readByte()
                != 0;
    }

    /** Takes every message and is done with it. */
    @Override
    public void clear() {
        for (Optional<ManagedClaim<E>> claim = tryClaim(); claim.isPresent(); claim = tryClaim()) {
            claim.get().ack();
        }
    }
}
