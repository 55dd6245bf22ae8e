package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedShort;
import io.parley.value.TypeCode;
import java.time.Duration;

/** A 16-bit number on another host. */
public final class RemoteShort extends RemoteValue implements ManagedShort {
    /** Opens it, creating it with this value first if there is none. */
    public RemoteShort(Link link, String name, short initial) {
        super(link, name, TypeCode.SHORT, initial);
    }

    @Override
    public short get() {
        return (short) bits();
    }

    @Override
    public void set(short value) {
        setBits(value);
    }

    @Override
    public boolean compareAndSet(short expected, short value) {
        return compareAndSetBits(expected, value);
    }

    @Override
    public short getAndSet(short value) {
        return (short) getAndSetBits(value);
    }

    @Override
    public short getAndAdd(int delta) {
        return (short) getAndAddBits(delta);
    }

    @Override
    public boolean awaitChange(short seen, Duration timeout) throws InterruptedException {
        return awaitBits(seen, timeout);
    }
}
