package io.parley.manager.internal.queue;

import io.parley.MessageReader;
import io.parley.internal.queue.DurableQueue;
import io.parley.internal.queue.FlushPolicy;
import io.parley.internal.queue.MessageBatch;
import io.parley.internal.queue.OptionForms;
import io.parley.internal.queue.QueueConfig;
import io.parley.internal.queue.QueueSource;
import io.parley.internal.wait.WaitSources;
import io.parley.manager.internal.server.Call;
import io.parley.manager.internal.server.Line;
import io.parley.manager.internal.server.ServedHandle;
import io.parley.manager.internal.server.ServerContext;
import io.parley.manager.internal.server.Watcher;
import io.parley.queue.Claim;
import io.parley.queue.JoinableQueue;
import io.parley.queue.QueueOptions;
import io.parley.queue.SharedQueue;
import java.time.Duration;
import java.util.List;

/** A durable queue, served: bytes come and go, nothing is decoded. */
final class ServedQueue extends ServedHandle {
    private final SharedQueue<byte[]> queue;
    private final DurableQueue durable;
    private final DiskAnswers disk;
    private final QueueTakes takes;
    private final Line takers;
    private final Line putters;
    private final Line joiners;

    private ServedQueue(Watcher watcher, SharedQueue<byte[]> queue, FlushPolicy policy) {
        super(queue);
        this.queue = queue;
        QueueSource source = (QueueSource) WaitSources.of(queue);
        this.durable = source.queue();
        this.disk = new DiskAnswers(queue, policy);
        this.takers = watcher.line(source, true);
        this.putters = watcher.line(durable.room(), true);
        this.joiners = watcher.line(durable.joining(), false);
        this.takes =
                new QueueTakes(queue, queue instanceof JoinableQueue<?>, takers, this::tookSome, this::finishedSome);
    }

    static ServedQueue open(ServerContext server, String name, MessageReader details) {
        return open(server, name, details, false);
    }

    static ServedQueue openJoinable(ServerContext server, String name, MessageReader details) {
        return open(server, name, details, true);
    }

    private static ServedQueue open(ServerContext server, String name, MessageReader details, boolean joinable) {
        RawCodec codec = new RawCodec(details.readUtf8());
        QueueConfig config = QueueConfig.read(details);
        FlushPolicy wanted = config.flush();
        // What waits for the disk is answered by DiskAnswers, so that no put holds up the thread of others.
        QueueConfig handle = wanted.messages() > 0 ? config.withFlush(FlushPolicy.NONE) : config;
        QueueOptions options = OptionForms.options(QueueOptions.defaults(), handle);
        SharedQueue<byte[]> queue = joinable
                ? server.parley().joinableQueue(name, codec, o -> options)
                : server.parley().queue(name, codec, o -> options);
        return new ServedQueue(server.watcher(), queue, wanted);
    }

    @Override
    protected void runOwn(Call call) throws Exception {
        MessageReader args = call.args();
        switch (call.op()) {
            case QueueOps.PUT -> put(call, args.readLong());
            case QueueOps.PUT_ALL -> putAll(call);
            case QueueOps.OFFER_ALL -> offerAll(call);
            case QueueOps.TAKE -> takes.take(call, 1, args.readLong(), args.readLong());
            case QueueOps.TAKE_BATCH -> takes.take(call, batchSize(args.readInt()), args.readLong(), args.readLong());
            case QueueOps.PEEK -> peek(call);
            case QueueOps.PAGE -> new QueuePage(durable).answer(call);
            case QueueOps.INFO -> info(call);
            case QueueOps.CLOSE_FOR_WRITING -> {
                queue.closeForWriting();
                call.done();
                deleted();
            }
            case QueueOps.CLAIM -> takes.claim(call, args.readLong());
            case QueueOps.ACK -> takes.finish(call, Claim::ack);
            case QueueOps.NACK -> takes.finish(call, Claim::nack);
            case QueueOps.DEAD_LETTER -> takes.finish(call, claim -> claim.deadLetter(args.readUtf8()));
            case QueueOps.UNDECODABLE -> takes.finish(call, claim -> undecodable(claim, args.readUtf8()));
            default -> runRare(call, args);
        }
    }

    private void runRare(Call call, MessageReader args) throws Exception {
        switch (call.op()) {
            case QueueOps.TASK_DONE -> {
                joinable(call);
                takes.taskDone(call);
            }
            case QueueOps.BATCH_TAKEN -> takes.batchTaken(call, args.readLong(), args.readInt(), args.readInt());
            case QueueOps.JOIN -> join(call, args.readLong());
            case QueueOps.MIRROR_BEGIN -> {
                durable.beginMirror(args.readLong(), args.readLong());
                call.done(durable.mirrorNext());
            }
            case QueueOps.MIRROR_APPEND -> mirror(call, args.readLong(), args.readLong());
            default -> throw unknown(call);
        }
    }

    private static int batchSize(int wanted) {
        return Math.max(1, Math.min(wanted, QueueOps.BATCH_MESSAGES));
    }

    /** What the client's codec cannot read it cannot read the next time either. */
    private void undecodable(Claim<byte[]> claim, String why) {
        if (durable.maxDeliveries() > 0) {
            claim.deadLetter(why);
        } else {
            claim.ack();
        }
    }

    private void put(Call call, long timeoutNs) {
        byte[] message = RawMessages.rest(call.args());
        call.await(
                putters,
                timeoutNs,
                asked -> {
                    disk.requireSound();
                    if (!queue.offer(message)) {
                        return false;
                    }
                    disk.appended(asked, 1, answered -> answered.done(true));
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
                    disk.requireSound();
                    appended[0] += queue.offerAll(messages.subList(appended[0], messages.size()));
                    takers.retry();
                    if (appended[0] < messages.size()) {
                        return false;
                    }
                    disk.appended(asked, messages.size(), Call::done);
                    return true;
                },
                () -> {});
    }

    private void offerAll(Call call) throws Exception {
        disk.requireSound();
        int appended = queue.offerAll(RawMessages.readAll(call.args()));
        disk.appended(call, appended, answered -> answered.done(appended));
        takers.retry();
    }

    private void mirror(Call call, long source, long first) {
        MessageBatch batch = new MessageBatch();
        RawMessages.readAll(call.args()).forEach(batch::add);
        long[] next = {first};
        call.await(
                putters,
                Long.MAX_VALUE,
                asked -> {
                    disk.requireSound();
                    next[0] = durable.appendMirrored(source, next[0], batch);
                    takers.retry();
                    if (batch.remaining() > 0) {
                        return false;
                    }
                    disk.appended(asked, 1, answered -> answered.done(next[0]));
                    return true;
                },
                () -> {});
    }

    private void peek(Call call) {
        byte[] message = queue.peek();
        call.reply().writeByte(message == null ? QueueOps.NOTHING : QueueOps.MESSAGE);
        if (message != null) {
            requireFits(message);
            call.reply().writeBytes(message, 0, message.length);
        }
        call.done();
    }

    private void requireFits(byte[] message) {
        if (message.length > QueueOps.MAX_MESSAGE) {
            throw new IllegalStateException("message is too large for another host: " + queue + ", bytes="
                    + message.length + ", allowed=" + QueueOps.MAX_MESSAGE + ". Read it on the queue's host");
        }
    }

    private void info(Call call) {
        QueueInfo.write(
                new QueueInfo(
                        queue.size(),
                        queue.remainingCapacity(),
                        queue.appended(),
                        queue.taken(),
                        queue.claimed(),
                        queue.redelivered(),
                        queue.isClosedForWriting(),
                        takes.isDrained(call),
                        durable.joining().unfinished()),
                call.reply());
        call.done();
    }

    private JoinableQueue<byte[]> joinable(Call call) {
        if (queue instanceof JoinableQueue<byte[]> joinable) {
            return joinable;
        }
        throw unknown(call);
    }

    private void join(Call call, long timeoutNs) {
        JoinableQueue<byte[]> joinable = joinable(call);
        call.await(
                joiners,
                timeoutNs,
                asked -> {
                    boolean finished = joinable.join(Duration.ZERO);
                    if (finished) {
                        asked.done(true);
                    }
                    return finished;
                },
                () -> call.done(false));
    }

    private void tookSome() {
        putters.retry();
        joiners.retry();
    }

    private void finishedSome() {
        takers.retry();
        joiners.retry();
    }

    @Override
    protected void deleted() {
        takers.retry();
        putters.retry();
        joiners.retry();
    }
}
