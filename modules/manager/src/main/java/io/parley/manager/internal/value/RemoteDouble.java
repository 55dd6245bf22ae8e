package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedDouble;
import io.parley.value.TypeCode;
import java.time.Duration;

/** A floating-point number on another host. */
public final class RemoteDouble extends RemoteValue implements ManagedDouble {
    /** Opens it, creating it with this value first if there is none. */
    public RemoteDouble(Link link, String name, double initial) {
        super(link, name, TypeCode.DOUBLE, Bits.of(initial));
    }

    @Override
    public double get() {
        return Bits.toDouble(bits());
    }

    @Override
    public void set(double value) {
        setBits(Bits.of(value));
    }

    @Override
    public boolean compareAndSet(double expected, double value) {
        return compareAndSetBits(Bits.of(expected), Bits.of(value));
    }

    @Override
    public double getAndSet(double value) {
        return Bits.toDouble(getAndSetBits(Bits.of(value)));
    }

    @Override
    public double getAndAdd(double delta) {
        return Bits.toDouble(getAndAddBits(Bits.of(delta)));
    }

    @Override
    public boolean awaitChange(double seen, Duration timeout) throws InterruptedException {
        return awaitBits(Bits.of(seen), timeout);
    }
}
