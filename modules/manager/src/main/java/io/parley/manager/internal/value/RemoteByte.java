package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedByte;
import io.parley.value.TypeCode;
import java.time.Duration;

/** An 8-bit number on another host. */
public final class RemoteByte extends RemoteValue implements ManagedByte {
    /** Opens it, creating it with this value first if there is none. */
    public RemoteByte(Link link, String name, byte initial) {
        super(link, name, TypeCode.BYTE, initial);
    }

    @Override
    public byte get() {
        return (byte) bits();
    }

    @Override
    public void set(byte value) {
        setBits(value);
    }

    @Override
    public boolean compareAndSet(byte expected, byte value) {
        return compareAndSetBits(expected, value);
    }

    @Override
    public byte getAndSet(byte value) {
        return (byte) getAndSetBits(value);
    }

    @Override
    public byte getAndAdd(int delta) {
        return (byte) getAndAddBits(delta);
    }

    @Override
    public boolean awaitChange(byte seen, Duration timeout) throws InterruptedException {
        return awaitBits(seen, timeout);
    }
}
