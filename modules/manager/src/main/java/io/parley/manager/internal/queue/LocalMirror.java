package io.parley.manager.internal.queue;

import io.parley.Parley;
import io.parley.WaitStrategy;
import io.parley.internal.queue.DurableQueue;
import io.parley.internal.queue.MessageBatch;
import io.parley.internal.queue.QueueSource;
import io.parley.internal.wait.MultiWait;
import io.parley.internal.wait.WaitSources;
import io.parley.queue.QueueOptions;
import io.parley.queue.SharedQueue;
import java.util.List;

/** A mirror on this host. */
public final class LocalMirror implements MirrorTarget {
    private static final long SLICE_NS = 20_000_000;

    private final SharedQueue<byte[]> queue;
    private final DurableQueue durable;
    private final MultiWait room;

    /** Opens the queue, creating it first if there is none. */
    public LocalMirror(Parley parley, String name, RawCodec codec, QueueOptions options) {
        queue = parley.queue(name, codec, o -> options);
        durable = ((QueueSource) WaitSources.of(queue)).queue();
        room = new MultiWait(List.of(durable.room()), WaitStrategy.adaptive(), SLICE_NS);
    }

    @Override
    public long begin(long source, long base) {
        durable.beginMirror(source, base);
        return durable.mirrorNext();
    }

    @Override
    public void append(long source, long first, List<byte[]> messages) throws InterruptedException {
        MessageBatch batch = new MessageBatch();
        messages.forEach(batch::add);
        long next = first;
        while (true) {
            next = durable.appendMirrored(source, next, batch);
            if (batch.remaining() == 0) {
                return;
            }
            room.await(durable.deadline(SLICE_NS), () -> false);
        }
    }

    @Override
    public void closeForWriting() {
        queue.closeForWriting();
    }

    @Override
    public void close() {
        queue.close();
    }
}
