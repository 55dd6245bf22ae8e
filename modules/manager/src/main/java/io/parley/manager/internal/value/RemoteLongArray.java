package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedLongArray;
import io.parley.value.TypeCode;
import java.time.Duration;

/** 64-bit numbers on another host. */
public final class RemoteLongArray extends RemoteArray implements ManagedLongArray {
    /** Opens the array, creating it full of zeros if there is none. */
    public RemoteLongArray(Link link, String name, int length) {
        super(link, name, TypeCode.LONG_LONG, length);
    }

    /** Opens the array, creating it with this content if there is none. */
    public RemoteLongArray(Link link, String name, long[] content) {
        super(link, name, TypeCode.LONG_LONG, content, content.length);
    }

    @Override
    public long get(int index) {
        return bits(index);
    }

    @Override
    public void set(int index, long value) {
        setBits(index, value);
    }

    @Override
    public boolean compareAndSet(int index, long expected, long value) {
        return compareAndSetBits(index, expected, value);
    }

    @Override
    public long getAndSet(int index, long value) {
        return changeBits(ValueOps.GET_AND_SET, index, value);
    }

    @Override
    public long getAndAdd(int index, long delta) {
        return changeBits(ValueOps.GET_AND_ADD, index, delta);
    }

    @Override
    public long[] copyRange(int from, int to) {
        return (long[]) read(from, to);
    }

    @Override
    public long[] toArray() {
        return copyRange(0, length());
    }

    @Override
    public void setRange(int from, long... values) {
        write(from, values, values.length);
    }

    @Override
    public void fill(long value) {
        fillBits(value);
    }

    @Override
    public boolean awaitChange(int index, long seen, Duration timeout) throws InterruptedException {
        return awaitBits(index, seen, timeout);
    }
}
