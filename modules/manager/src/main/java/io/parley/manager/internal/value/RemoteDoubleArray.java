package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedDoubleArray;
import io.parley.value.TypeCode;
import java.time.Duration;

/** Floating-point numbers on another host. */
public final class RemoteDoubleArray extends RemoteArray implements ManagedDoubleArray {
    /** Opens the array, creating it full of zeros if there is none. */
    public RemoteDoubleArray(Link link, String name, int length) {
        super(link, name, TypeCode.DOUBLE, length);
    }

    /** Opens the array, creating it with this content if there is none. */
    public RemoteDoubleArray(Link link, String name, double[] content) {
        super(link, name, TypeCode.DOUBLE, content, content.length);
    }

    @Override
    public double get(int index) {
        return Bits.toDouble(bits(index));
    }

    @Override
    public void set(int index, double value) {
        setBits(index, Bits.of(value));
    }

    @Override
    public boolean compareAndSet(int index, double expected, double value) {
        return compareAndSetBits(index, Bits.of(expected), Bits.of(value));
    }

    @Override
    public double getAndSet(int index, double value) {
        return Bits.toDouble(changeBits(ValueOps.GET_AND_SET, index, Bits.of(value)));
    }

    @Override
    public double getAndAdd(int index, double delta) {
        return Bits.toDouble(changeBits(ValueOps.GET_AND_ADD, index, Bits.of(delta)));
    }

    @Override
    public double[] copyRange(int from, int to) {
        return (double[]) read(from, to);
    }

    @Override
    public double[] toArray() {
        return copyRange(0, length());
    }

    @Override
    public void setRange(int from, double... values) {
        write(from, values, values.length);
    }

    @Override
    public void fill(double value) {
        fillBits(Bits.of(value));
    }

    @Override
    public boolean awaitChange(int index, double seen, Duration timeout) throws InterruptedException {
        return awaitBits(index, Bits.of(seen), timeout);
    }
}
