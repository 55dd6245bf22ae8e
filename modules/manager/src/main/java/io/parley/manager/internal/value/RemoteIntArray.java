package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedIntArray;
import io.parley.value.TypeCode;
import java.time.Duration;

/** 32-bit numbers on another host. */
public final class RemoteIntArray extends RemoteArray implements ManagedIntArray {
    /** Opens the array, creating it full of zeros if there is none. */
    public RemoteIntArray(Link link, String name, int length) {
        super(link, name, TypeCode.INT, length);
    }

    /** Opens the array, creating it with this content if there is none. */
    public RemoteIntArray(Link link, String name, int[] content) {
        super(link, name, TypeCode.INT, content, content.length);
    }

    @Override
    public int get(int index) {
        return (int) bits(index);
    }

    @Override
    public void set(int index, int value) {
        setBits(index, value);
    }

    @Override
    public boolean compareAndSet(int index, int expected, int value) {
        return compareAndSetBits(index, expected, value);
    }

    @Override
    public int getAndSet(int index, int value) {
        return (int) changeBits(ValueOps.GET_AND_SET, index, value);
    }

    @Override
    public int getAndAdd(int index, int delta) {
        return (int) changeBits(ValueOps.GET_AND_ADD, index, delta);
    }

    @Override
    public int[] copyRange(int from, int to) {
        return (int[]) read(from, to);
    }

    @Override
    public int[] toArray() {
        return copyRange(0, length());
    }

    @Override
    public void setRange(int from, int... values) {
        write(from, values, values.length);
    }

    @Override
    public void fill(int value) {
        fillBits(value);
    }

    @Override
    public boolean awaitChange(int index, int seen, Duration timeout) throws InterruptedException {
        return awaitBits(index, seen, timeout);
    }
}
