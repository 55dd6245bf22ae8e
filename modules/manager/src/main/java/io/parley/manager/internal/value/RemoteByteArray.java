package io.parley.manager.internal.value;

import io.parley.manager.internal.client.Link;
import io.parley.value.ManagedByteArray;
import io.parley.value.TypeCode;
import java.time.Duration;

/** Bytes on another host. */
public final class RemoteByteArray extends RemoteArray implements ManagedByteArray {
    /** Opens the array, creating it full of zeros if there is none. */
    public RemoteByteArray(Link link, String name, int length) {
        super(link, name, TypeCode.BYTE, length);
    }

    /** Opens the array, creating it with this content if there is none. */
    public RemoteByteArray(Link link, String name, byte[] content) {
        super(link, name, TypeCode.BYTE, content, content.length);
    }

    @Override
    public byte get(int index) {
        return (byte) bits(index);
    }

    @Override
    public void set(int index, byte value) {
        setBits(index, value);
    }

    @Override
    public boolean compareAndSet(int index, byte expected, byte value) {
        return compareAndSetBits(index, expected, value);
    }

    @Override
    public byte getAndSet(int index, byte value) {
        return (byte) changeBits(ValueOps.GET_AND_SET, index, value);
    }

    @Override
    public byte getAndAdd(int index, int delta) {
        return (byte) changeBits(ValueOps.GET_AND_ADD, index, delta);
    }

    @Override
    public byte[] copyRange(int from, int to) {
        return (byte[]) read(from, to);
    }

    @Override
    public byte[] toArray() {
        return copyRange(0, length());
    }

    @Override
    public void setRange(int from, byte... values) {
        write(from, values, values.length);
    }

    @Override
    public void fill(byte value) {
        fillBits(value);
    }

    @Override
    public boolean awaitChange(int index, byte seen, Duration timeout) throws InterruptedException {
        return awaitBits(index, seen, timeout);
    }
}
