package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedBoolean;
import io.parley.value.TypeCode;
import java.time.Duration;

/** A truth value on another host. */
public final class RemoteBoolean extends RemoteValue implements ManagedBoolean {
    /** Opens it, creating it with this value first if there is none. */
    public RemoteBoolean(Link link, String name, boolean initial) {
        super(link, name, TypeCode.BOOLEAN, initial ? 1 : 0);
    }

    @Override
    public boolean get() {
        return bits() != 0;
    }

    @Override
    public void set(boolean value) {
        setBits(value ? 1 : 0);
    }

    @Override
    public boolean compareAndSet(boolean expected, boolean value) {
        return compareAndSetBits(expected ? 1 : 0, value ? 1 : 0);
    }

    @Override
    public boolean getAndSet(boolean value) {
        return getAndSetBits(value ? 1 : 0) != 0;
    }

    @Override
    public boolean getAndFlip() {
        return getAndAddBits(1) != 0;
    }

    @Override
    public boolean awaitChange(boolean seen, Duration timeout) throws InterruptedException {
        return awaitBits(seen ? 1 : 0, timeout);
    }
}
