package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.AsyncLong;
import io.parley.value.ManagedLong;
import io.parley.value.TypeCode;
import java.time.Duration;

/** A 64-bit number on another host. */
public final class RemoteLong extends RemoteValue implements ManagedLong {
    /** Opens it, creating it with this value first if there is none. */
    public RemoteLong(Link link, String name, long initial) {
        super(link, name, TypeCode.LONG_LONG, initial);
    }

    @Override
    public long get() {
        return bits();
    }

    @Override
    public void set(long value) {
        setBits(value);
    }

    @Override
    public boolean compareAndSet(long expected, long value) {
        return compareAndSetBits(expected, value);
    }

    @Override
    public long getAndSet(long value) {
        return getAndSetBits(value);
    }

    @Override
    public long getAndAdd(long delta) {
        return getAndAddBits(delta);
    }

    @Override
    public AsyncLong async() {
        return new RemoteAsyncLong(this);
    }

    @Override
    public boolean awaitChange(long seen, Duration timeout) throws InterruptedException {
        return awaitBits(seen, timeout);
    }
}
