package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedFloat;
import io.parley.value.TypeCode;
import java.time.Duration;

/** A 32-bit floating-point number on another host. */
public final class RemoteFloat extends RemoteValue implements ManagedFloat {
    /** Opens it, creating it with this value first if there is none. */
    public RemoteFloat(Link link, String name, float initial) {
        super(link, name, TypeCode.FLOAT, Bits.of(initial));
    }

    @Override
    public float get() {
        return Bits.toFloat(bits());
    }

    @Override
    public void set(float value) {
        setBits(Bits.of(value));
    }

    @Override
    public boolean compareAndSet(float expected, float value) {
        return compareAndSetBits(Bits.of(expected), Bits.of(value));
    }

    @Override
    public float getAndSet(float value) {
        return Bits.toFloat(getAndSetBits(Bits.of(value)));
    }

    @Override
    public float getAndAdd(float delta) {
        return Bits.toFloat(getAndAddBits(Bits.of(delta)));
    }

    @Override
    public boolean awaitChange(float seen, Duration timeout) throws InterruptedException {
        return awaitBits(Bits.of(seen), timeout);
    }
}
