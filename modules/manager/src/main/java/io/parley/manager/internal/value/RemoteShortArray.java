package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedShortArray;
import io.parley.value.TypeCode;
import java.time.Duration;

/** 16-bit numbers on another host. */
public final class RemoteShortArray extends RemoteArray implements ManagedShortArray {
    /** Opens the array, creating it full of zeros if there is none. */
    public RemoteShortArray(Link link, String name, int length) {
        super(link, name, TypeCode.SHORT, length);
    }

    /** Opens the array, creating it with this content if there is none. */
    public RemoteShortArray(Link link, String name, short[] content) {
        super(link, name, TypeCode.SHORT, content, content.length);
    }

    @Override
    public short get(int index) {
        return (short) bits(index);
    }

    @Override
    public void set(int index, short value) {
        setBits(index, value);
    }

    @Override
    public boolean compareAndSet(int index, short expected, short value) {
        return compareAndSetBits(index, expected, value);
    }

    @Override
    public short getAndSet(int index, short value) {
        return (short) changeBits(ValueOps.GET_AND_SET, index, value);
    }

    @Override
    public short getAndAdd(int index, int delta) {
        return (short) changeBits(ValueOps.GET_AND_ADD, index, delta);
    }

    @Override
    public short[] copyRange(int from, int to) {
        return (short[]) read(from, to);
    }

    @Override
    public short[] toArray() {
        return copyRange(0, length());
    }

    @Override
    public void setRange(int from, short... values) {
        write(from, values, values.length);
    }

    @Override
    public void fill(short value) {
        fillBits(value);
    }

    @Override
    public boolean awaitChange(int index, short seen, Duration timeout) throws InterruptedException {
        return awaitBits(index, seen, timeout);
    }
}
