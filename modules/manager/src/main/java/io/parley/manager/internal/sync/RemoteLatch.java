package io.parley.manager.internal.sync;

import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import io.parley.sync.ManagedLatch;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A latch on another host. */
public final class RemoteLatch extends RemoteObject implements ManagedLatch {
    /** Opens the latch, creating it with that count first if there is none. */
    public RemoteLatch(Link link, String name, int count) {
        super(link, SyncKinds.LATCH, name, details(count));
    }

    private static MessageBuffer details(int count) {
        MessageBuffer details = new MessageBuffer(4);
        details.writeInt(count);
        return details;
    }

    @Override
    public void countDown() {
        countDown(1);
    }

    @Override
    public void countDown(int n) {
        Request request = request(LatchOps.COUNT_DOWN);
        request.args().writeInt(n);
        request.call();
    }

    @Override
    public int count() {
        return (int) request(LatchOps.COUNT).call().readLong();
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
        return request(LatchOps.AWAIT).with(timeoutNs).callInterruptibly().readByte() != 0;
    }

    @Override
    public void awaitUninterruptibly() {
        request(LatchOps.AWAIT).with(Long.MAX_VALUE).call();
    }
}
