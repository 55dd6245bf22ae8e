package io.parley.manager.internal.sync;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.sync.ManagedEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event on another host. */
public final class RemoteEvent extends RemoteObject implements ManagedEvent {
    /** Opens the event, creating it first if there is none. */
    public RemoteEvent(Link link, String name) {
        super(link, SyncKinds.EVENT, name, new MessageBuffer(0));
    }

    @Override
    public void set() {
        request(EventOps.SET).call();
    }

    @Override
    public void clear() {
        request(EventOps.CLEAR).call();
    }

    @Override
    public boolean isSet() {
        return request(EventOps.IS_SET).call().readByte() != 0;
    }

    @Override
    public long epoch() {
        return request(EventOps.EPOCH).call().readLong();
    }

    @Override
    public void await() throws InterruptedException {
        await(Long.MAX_VALUE);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return await(TimeUnit.NANOSECONDS.convert(timeout));
    }

    private boolean await(long timeoutNs) throws InterruptedException {
        return request(EventOps.AWAIT).with(timeoutNs).callInterruptibly().readByte() != 0;
    }

    @Override
    public void awaitUninterruptibly() {
        request(EventOps.AWAIT).with(Long.MAX_VALUE).call();
    }

    @Override
    public long awaitEpochAfter(long epoch) throws InterruptedException {
        MessageReader answer = awaitAfter(epoch, Long.MAX_VALUE);
        answer.readByte();
        return answer.readLong();
    }

    @Override
    public boolean awaitEpochAfter(long epoch, Duration timeout) throws InterruptedException {
        return awaitAfter(epoch, TimeUnit.NANOSECONDS.convert(timeout)).readByte() != 0;
    }

    private MessageReader awaitAfter(long epoch, long timeoutNs) throws InterruptedException {
        return request(EventOps.AWAIT_EPOCH).with(epoch).with(timeoutNs).callInterruptibly();
    }
}
