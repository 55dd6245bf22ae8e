package io.parley.manager.internal.queue;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.OptionForms;
import io.parley.internal.queue.QueueConfig;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.Request;
import io.parley.queue.AsyncQueue;
import io.parley.queue.DeadLetter;
import io.parley.queue.ManagedClaim;
import io.parley.queue.ManagedQueue;
import io.parley.queue.QueueOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A durable queue on another host. */
public class RemoteQueue<E> extends RemoteMessages<E> implements ManagedQueue<E> {
    private static final String DEAD = "-dead";

    private final Link link;
    private final Codec<E> plain;

    /** Opens the queue, creating it first if there is none. */
    public RemoteQueue(Link link, String name, Codec<E> codec, QueueOptions options) {
        this(link, QueueKinds.QUEUE, name, codec, options);
    }

    RemoteQueue(Link link, int kind, String name, Codec<E> codec, QueueOptions options) {
        super(link, kind, name, codec, details(codec, options));
        this.link = link;
        this.plain = codec;
    }

    static MessageBuffer details(Codec<?> codec, QueueOptions options) {
        MessageBuffer details = details(codec);
        OptionForms.config(options, QueueConfig.class).write(details);
        return details;
    }

    @Override
    public int offerAll(Collection<? extends E> messages) {
        int[] sent = new int[2]; // appended, and offered
        encodeAll(messages, (batch, count) -> {
            if (sent[0] == sent[1]) {
                sent[0] += (int) batch(QueueOps.OFFER_ALL, batch).call().readLong();
            }
            sent[1] += count;
        });
        return sent[0];
    }

    @Override
    public ManagedClaim<E> claim() throws InterruptedException {
        return claimed(claiming(Long.MAX_VALUE).callInterruptibly()).orElseThrow(this::drained);
    }

    @Override
    public Optional<ManagedClaim<E>> claim(Duration timeout) throws InterruptedException {
        return claimed(claiming(TimeUnit.NANOSECONDS.convert(timeout)).callInterruptibly());
    }

    @Override
    public Optional<ManagedClaim<E>> tryClaim() {
        return claimed(claiming(0).call());
    }

    private Request claiming(long timeoutNs) {
        return request(QueueOps.CLAIM).with(timeoutNs);
    }

    private Optional<ManagedClaim<E>> claimed(MessageReader answer) {
        if (answer.readByte() != QueueOps.MESSAGE) {
            return Optional.empty();
        }
        long number = answer.readLong();
        RemoteClaim.Facts facts =
                new RemoteClaim.Facts(answer.readLong(), answer.readLong(), answer.readLong(), answer.readInt());
        byte[] bytes = RawMessages.rest(answer);
        try {
            return Optional.of(new RemoteClaim<>(this, number, decode(bytes, facts.index()), facts));
        } catch (CodecException undecodable) {
            Request request = request(QueueOps.UNDECODABLE).with(number);
            request.args().writeUtf8(String.valueOf(undecodable.getCause()));
            request.call();
            throw undecodable;
        }
    }

    final Request finishing(int op, long number) {
        return request(op).with(number);
    }

    @Override
    public ManagedQueue<DeadLetter<E>> deadLetters() {
        return new RemoteQueue<>(link, name() + DEAD, DeadLetter.codec(plain), QueueOptions.defaults());
    }

    @Override
    public long appended() {
        return info(QueueInfo::appended);
    }

    @Override
    public long taken() {
        return info(QueueInfo::taken);
    }

    @Override
    public int claimed() {
        return info(QueueInfo::claimed);
    }

    @Override
    public long redelivered() {
        return info(QueueInfo::redelivered);
    }

    @Override
    public AsyncQueue<E> async() {
        return new RemoteAsyncQueue<>(this);
    }
}
