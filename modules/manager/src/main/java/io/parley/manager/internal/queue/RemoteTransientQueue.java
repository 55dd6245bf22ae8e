package io.parley.manager.internal.queue;

import io.parley.Codec;
import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.OptionForms;
import io.parley.internal.queue.TransientConfig;
import io.parley.manager.internal.client.Link;
import io.parley.queue.ManagedTransientQueue;
import io.parley.queue.TransientOptions;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A queue without history on another host. */
public final class RemoteTransientQueue<E> extends RemoteMessages<E> implements ManagedTransientQueue<E> {
    /** Opens the queue, creating it first if there is none. */
    public RemoteTransientQueue(Link link, String name, Codec<E> codec, TransientOptions options) {
        super(link, QueueKinds.TRANSIENT_QUEUE, name, codec, details(codec, options));
    }

    private static MessageBuffer details(Codec<?> codec, TransientOptions options) {
        MessageBuffer details = details(codec);
        OptionForms.config(options, TransientConfig.class).write(details);
        return details;
    }

    /** As on the queue's host: at the end there is nothing, and no exception. */
    @Override
    public List<E> takeBatch(int max) throws InterruptedException {
        return takeBatch(max, ChronoUnit.FOREVER.getDuration());
    }

    @Override
    void batchTaken(long first, int arrived, int taken) {
        // what arrived was taken
    }

    private MessageReader measures() {
        MessageReader answer = request(QueueOps.INFO).call();
        QueueInfo.read(answer);
        return answer;
    }

    @Override
    public long capacityBytes() {
        return measures().readLong();
    }

    @Override
    public long usedBytes() {
        MessageReader measures = measures();
        measures.readLong();
        return measures.readLong();
    }

    @Override
    public int maxMessageBytes() {
        MessageReader measures = measures();
        measures.readLong();
        measures.readLong();
        return measures.readInt();
    }
}
