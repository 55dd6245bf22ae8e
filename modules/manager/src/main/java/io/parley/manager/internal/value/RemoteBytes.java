package io.parley.manager.internal.value;

import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.Request;
import io.parley.manager.internal.sync.RemoteLocks;
import io.parley.sync.ManagedLock;
import io.parley.value.ManagedBytes;
import io.parley.value.TypeCode;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A byte string on another host. */
public final class RemoteBytes extends RemoteWhole implements ManagedBytes {
    private final Link link;
    private final int capacity;
    private ManagedLock lock;

    /** Opens the byte string, creating it with these first bytes if there is none. */
    public RemoteBytes(Link link, String name, int capacity, byte[] initial) {
        super(link, ValueKinds.BYTES, name, details(name, capacity, initial));
        this.link = link;
        this.capacity = capacity;
    }

    private static MessageBuffer details(String name, int capacity, byte[] initial) {
        MessageBuffer details = new MessageBuffer(64);
        details.writeInt(capacity);
        details.writeBytes(initial, 0, WholeOps.requireFits(initial.length, name));
        return details;
    }

    @Override
    public synchronized ManagedLock lock() {
        if (lock == null) {
            lock = RemoteLocks.of(link).insideArray(name(), TypeCode.CHAR, capacity);
        }
        return lock;
    }

    @Override
    public TypeCode typeCode() {
        return TypeCode.CHAR;
    }

    @Override
    public int length() {
        return capacity;
    }

    @Override
    public byte[] copyRange(int from, int to) {
        Objects.checkFromToIndex(from, to, capacity);
        Request request = request(WholeOps.GET);
        request.args().writeInt(from);
        request.args().writeInt(WholeOps.requireFits(to - from, name()));
        MessageReader answer = request.call();
        byte[] copy = new byte[to - from];
        answer.readBytes(copy, 0, copy.length);
        return copy;
    }

    @Override
    public byte[] raw() {
        return copyRange(0, capacity);
    }

    @Override
    public byte[] toArray() {
        return raw();
    }

    @Override
    public byte[] value() {
        byte[] raw = raw();
        int end = 0;
        while (end < raw.length && raw[end] != 0) {
            end++;
        }
        return Arrays.copyOf(raw, end);
    }

    @Override
    public byte get(int index) {
        return copyRange(Objects.checkIndex(index, capacity), index + 1)[0];
    }

    @Override
    public Object value(int index) {
        return TypeCode.CHAR.fromBits(get(index < 0 ? index + capacity : index));
    }

    @Override
    public void set(int index, byte value) {
        write(Objects.checkIndex(index, capacity), false, new byte[] {value});
    }

    @Override
    public void setValue(int index, Object value) {
        byte bits = (byte) TypeCode.CHAR.toBits(value);
        set(index < 0 ? index + capacity : index, bits);
    }

    @Override
    public void setValue(byte[] value) {
        write(0, true, value);
    }

    @Override
    public void setRaw(byte[] bytes) {
        write(0, false, bytes);
    }

    private void write(int to, boolean terminated, byte[] bytes) {
        Request request = request(WholeOps.SET);
        request.args().writeInt(to);
        request.args().writeByte(terminated ? 1 : 0);
        request.args().writeBytes(bytes, 0, WholeOps.requireFits(bytes.length, name()));
        request.call();
    }

    @Override
    public byte[] updateValue(UnaryOperator<byte[]> function) {
        while (true) {
            byte[] old = value();
            byte[] updated = function.apply(old.clone());
            Request request = request(WholeOps.COMPARE_AND_SET);
            request.args().writeInt(old.length);
            request.args().writeBytes(old, 0, old.length);
            request.args().writeBytes(updated, 0, WholeOps.requireFits(updated.length, name()));
            if (request.call().readByte() != 0) {
                return updated;
            }
        }
    }
}
