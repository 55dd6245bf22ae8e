package io.parley.manager.internal.value;

import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.value.ManagedLong;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A number on another host. */
public final class RemoteLong extends RemoteObject implements ManagedLong {
    /** Opens the number, creating it with this value first if there is none. */
    public RemoteLong(Link link, String name, long initial) {
        super(link, ValueKinds.LONG, name, details(initial));
    }

    private static MessageBuffer details(long initial) {
        MessageBuffer details = new MessageBuffer(8);
        details.writeLong(initial);
        return details;
    }

    @Override
    public long get() {
        return request(LongOps.GET).call().readLong();
    }

    @Override
    public void set(long value) {
        request(LongOps.SET).with(value).call();
    }

    @Override
    public boolean compareAndSet(long expected, long value) {
        return request(LongOps.COMPARE_AND_SET)
                        .with(expected)
                        .with(value)
                        .call()
                        .readByte()
                != 0;
    }

    @Override
    public long getAndAdd(long delta) {
        return request(LongOps.GET_AND_ADD).with(delta).call().readLong();
    }

    @Override
    public boolean awaitChange(long seen, Duration timeout) throws InterruptedException {
        return request(LongOps.AWAIT_CHANGE)
                        .with(seen)
                        .with(TimeUnit.NANOSECONDS.convert(timeout))
                        .callInterruptibly()
                        .readByte()
                != 0;
    }
}
