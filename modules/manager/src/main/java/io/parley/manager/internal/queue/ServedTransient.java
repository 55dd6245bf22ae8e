package io.parley.manager.internal.queue;

import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.OptionForms;
import io.parley.internal.queue.TransientConfig;
import io.parley.internal.queue.TransientRing;
import io.parley.internal.wait.WaitSources;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.Receipt;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.queue.QueueClosedException;
import io.parley.queue.TransientOptions;
import io.parley.queue.TransientQueue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A queue without history, served. A message that did not arrive at its client goes to the next client that waits,
 * before all others; if none waits, to the end of the ring, because it has no room in front.
 */
final class ServedTransient extends ServedHandle {
    private final TransientQueue<byte[]> queue;
    private final Line takers;
    private final Line putters;
    /** What did not arrive and is not in the ring. */
    private final ConcurrentLinkedDeque<byte[]> returned = new ConcurrentLinkedDeque<>();
    /** What may come back. */
    private final AtomicInteger onTheirWay = new AtomicInteger();

    private ServedTransient(ServerContext server, TransientQueue<byte[]> queue, TransientRing ring) {
        super(queue);
        this.queue = queue;
        this.takers = server.watcher().line(ring, true);
        this.putters = server.watcher().line(ring.room(), true);
    }

    static ServedTransient open(ServerContext server, String name, MessageReader details) {
        RawCodec codec = new RawCodec(details.readUtf8());
        TransientConfig config = TransientConfig.read(details);
        TransientOptions options = OptionForms.options(TransientOptions.defaults(), config);
        TransientQueue<byte[]> queue = server.parley().transientQueue(name, codec, o -> options);
        TransientRing ring = (TransientRing) WaitSources.of(queue);
        if (ring.hasOneProducer() || ring.hasOneConsumer()) {
            queue.close();
            throw new IllegalArgumentException("queue for one producer or one consumer cannot be served: '" + name
                    + "'. Each side of it belongs to one thread of its host; create it without these options");
        }
        return new ServedTransient(server, queue, ring);
    }

    @Override
    protected void runOwn(Call call) throws Exception {
        MessageReader args = call.args();
        switch (call.op()) {
            case QueueOps.PUT -> put(call, args.readLong());
            case QueueOps.PUT_ALL -> putAll(call);
            case QueueOps.TAKE -> take(call, 1, args.readLong());
            case QueueOps.TAKE_BATCH -> take(call, args.readInt(), args.readLong());
            case QueueOps.PEEK -> peek(call);
            case QueueOps.PAGE -> page(call, args.readLong());
            case QueueOps.INFO -> info(call);
            case QueueOps.CLOSE_FOR_WRITING -> {
                queue.closeForWriting();
                call.done();
                deleted();
            }
            default -> throw unknown(call);
        }
    }

    private void put(Call call, long timeoutNs) {
        byte[] message = RawMessages.rest(call.args());
        call.await(
                putters,
                timeoutNs,
                asked -> {
                    if (!queue.offer(message)) {
                        return false;
                    }
                    asked.done(true);
                    takers.retry();
                    return true;
                },
                () -> call.done(false));
    }

    private void putAll(Call call) {
        List<byte[]> messages = RawMessages.readAll(call.args());
        int[] appended = new int[1];
        call.await(
                putters,
                Long.MAX_VALUE,
                asked -> {
                    while (appended[0] < messages.size() && queue.offer(messages.get(appended[0]))) {
                        appended[0]++;
                    }
                    takers.retry();
                    if (appended[0] < messages.size()) {
                        return false;
                    }
                    asked.done();
                    return true;
                },
                () -> {});
    }

    private void take(Call call, int max, long timeoutNs) {
        call.await(
                takers,
                timeoutNs,
                asked -> {
                    List<byte[]> messages = next(max);
                    return messages.isEmpty() ? answeredDrained(asked) : handOver(asked, messages);
                },
                () -> {
                    call.reply().writeByte(isDrained() ? QueueOps.DRAINED : QueueOps.NOTHING);
                    call.done();
                });
    }

    private List<byte[]> next(int max) {
        List<byte[]> messages = new ArrayList<>();
        int bytes = 0;
        while (messages.size() < Math.max(1, max)
                && messages.size() < QueueOps.BATCH_MESSAGES
                && bytes < QueueOps.BATCH_BYTES) {
            byte[] message = returned.poll();
            message = message != null ? message : queue.poll();
            if (message == null) {
                break;
            }
            onTheirWay.incrementAndGet();
            if (bytes + message.length > QueueOps.MAX_MESSAGE) {
                comesBack(List.of(message));
                break;
            }
            messages.add(message);
            bytes += message.length;
        }
        return messages;
    }

    private boolean handOver(Call call, List<byte[]> messages) {
        MessageWriter reply = call.reply();
        reply.writeByte(QueueOps.MESSAGE);
        if (call.op() == QueueOps.TAKE_BATCH) {
            reply.writeLong(0);
        }
        for (byte[] message : messages) {
            reply.writeLong(0);
            RawMessages.write(message, reply);
        }
        call.done(new Receipt() {
            @Override
            public void arrived() {
                onTheirWay.addAndGet(-messages.size());
                if (queue.isClosedForWriting()) {
                    takers.retry();
                }
            }

            @Override
            public void lost() {
                comesBack(messages);
                takers.retry();
                putBack();
            }
        });
        putters.retry();
        return true;
    }

    private void comesBack(List<byte[]> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            returned.addFirst(messages.get(i));
        }
        onTheirWay.addAndGet(-messages.size());
    }

    /** Nobody waits at this server: what came back is for everybody, as far as there is room. */
    private synchronized void putBack() {
        for (byte[] message = returned.poll(); message != null; message = returned.poll()) {
            boolean there = false;
            try {
                there = queue.offer(message);
            } catch (QueueClosedException noMore) {
                // it waits for a client here
            } finally {
                if (!there) {
                    returned.addFirst(message);
                }
            }
            if (!there) {
                return;
            }
        }
    }

    private boolean isDrained() {
        return queue.isDrained() && returned.isEmpty() && onTheirWay.get() == 0;
    }

    private boolean answeredDrained(Call call) {
        boolean drained = isDrained();
        if (drained) {
            call.reply().writeByte(QueueOps.DRAINED);
            call.done();
        }
        return drained;
    }

    private void peek(Call call) {
        byte[] message = returned.peek();
        message = message != null ? message : queue.peek();
        call.reply().writeByte(message == null ? QueueOps.NOTHING : QueueOps.MESSAGE);
        if (message != null) {
            call.reply().writeBytes(message, 0, message.length);
        }
        call.done();
    }

    private void page(Call call, long skip) {
        MessageBuffer messages = new MessageBuffer();
        long next = 0;
        for (Iterator<byte[]> each = queue.iterator(); each.hasNext() && messages.length() < QueueOps.BATCH_BYTES; ) {
            byte[] message = each.next();
            if (next++ >= skip) {
                messages.writeLong(0);
                RawMessages.write(message, messages);
            }
        }
        call.reply().writeLong(next);
        call.reply().writeBytes(messages.array(), 0, messages.length());
        call.done();
    }

    private void info(Call call) {
        QueueInfo.write(
                new QueueInfo(
                        queue.size() + returned.size(),
                        queue.remainingCapacity(),
                        0,
                        0,
                        onTheirWay.get(),
                        0,
                        queue.isClosedForWriting(),
                        isDrained(),
                        0),
                call.reply());
        call.reply().writeLong(queue.capacityBytes());
        call.reply().writeLong(queue.usedBytes());
        call.reply().writeInt(queue.maxMessageBytes());
        call.done();
    }

    @Override
    protected void deleted() {
        takers.retry();
        putters.retry();
    }
}
