package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedInt;
import io.parley.value.TypeCode;
import java.time.Duration;

/** A 32-bit number on another host. */
public final class RemoteInt extends RemoteValue implements ManagedInt {
    /** Opens it, creating it with this value first if there is none. */
    public RemoteInt(Link link, String name, int initial) {
        super(link, name, TypeCode.INT, initial);
    }

    @Override
    public int get() {
        return (int) bits();
    }

    @Override
    public void set(int value) {
        setBits(value);
    }

    @Override
    public boolean compareAndSet(int expected, int value) {
        return compareAndSetBits(expected, value);
    }

    @Override
    public int getAndSet(int value) {
        return (int) getAndSetBits(value);
    }

    @Override
    public int getAndAdd(int delta) {
        return (int) getAndAddBits(delta);
    }

    @Override
    public boolean awaitChange(int seen, Duration timeout) throws InterruptedException {
        return awaitBits(seen, timeout);
    }
}
