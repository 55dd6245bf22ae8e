package io.parley.manager.internal.queue;

import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import io.parley.queue.QueueOptions;
import java.util.List;

/** A mirror on another host. */
public final class RemoteMirror extends RemoteObject implements MirrorTarget {
    /** Opens the queue, creating it first if there is none. */
    public RemoteMirror(Link link, String name, RawCodec codec, QueueOptions options) {
        super(link, QueueKinds.QUEUE, name, RemoteQueue.details(codec, options));
    }

    @Override
    public long begin(long source, long base) {
        return request(QueueOps.MIRROR_BEGIN).with(source).with(base).call().readLong();
    }

    @Override
    public void append(long source, long first, List<byte[]> messages) throws InterruptedException {
        MessageBuffer frame = new MessageBuffer();
        int done = 0;
        for (int i = 0; i < messages.size(); i++) {
            byte[] message = messages.get(i);
            if (message.length > QueueOps.MAX_MESSAGE) {
                throw new IllegalArgumentException("message is too large for another host: sequence=" + (first + i)
                        + ", bytes=" + message.length + ", allowed=" + QueueOps.MAX_MESSAGE);
            }
            if (frame.length() > 0 && frame.length() + message.length > QueueOps.BATCH_BYTES) {
                send(source, first + done, frame);
                frame = new MessageBuffer();
                done = i;
            }
            RawMessages.write(message, frame);
        }
        send(source, first + done, frame);
    }

    private void send(long source, long first, MessageBuffer messages) throws InterruptedException {
        Request request = request(QueueOps.MIRROR_APPEND).with(source).with(first);
        request.args().writeBytes(messages.array(), 0, messages.length());
        request.callInterruptibly();
    }

    @Override
    public void closeForWriting() {
        request(QueueOps.CLOSE_FOR_WRITING).call();
    }
}
