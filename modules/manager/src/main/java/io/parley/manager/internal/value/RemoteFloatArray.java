package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedFloatArray;
import io.parley.value.TypeCode;
import java.time.Duration;

/** 32-bit floating-point numbers on another host. */
public final class RemoteFloatArray extends RemoteArray implements ManagedFloatArray {
    /** Opens the array, creating it full of zeros if there is none. */
    public RemoteFloatArray(Link link, String name, int length) {
        super(link, name, TypeCode.FLOAT, length);
    }

    /** Opens the array, creating it with this content if there is none. */
    public RemoteFloatArray(Link link, String name, float[] content) {
        super(link, name, TypeCode.FLOAT, content, content.length);
    }

    @Override
    public float get(int index) {
        return Bits.toFloat(bits(index));
    }

    @Override
    public void set(int index, float value) {
        setBits(index, Bits.of(value));
    }

    @Override
    public boolean compareAndSet(int index, float expected, float value) {
        return compareAndSetBits(index, Bits.of(expected), Bits.of(value));
    }

    @Override
    public float getAndSet(int index, float value) {
        return Bits.toFloat(changeBits(ValueOps.GET_AND_SET, index, Bits.of(value)));
    }

    @Override
    public float getAndAdd(int index, float delta) {
        return Bits.toFloat(changeBits(ValueOps.GET_AND_ADD, index, Bits.of(delta)));
    }

    @Override
    public float[] copyRange(int from, int to) {
        return (float[]) read(from, to);
    }

    @Override
    public float[] toArray() {
        return copyRange(0, length());
    }

    @Override
    public void setRange(int from, float... values) {
        write(from, values, values.length);
    }

    @Override
    public void fill(float value) {
        fillBits(Bits.of(value));
    }

    @Override
    public boolean awaitChange(int index, float seen, Duration timeout) throws InterruptedException {
        return awaitBits(index, Bits.of(seen), timeout);
    }
}
