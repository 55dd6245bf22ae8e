package io.parley.manager.internal.value;

import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import io.parley.manager.internal.sync.RemoteLocks;
import io.parley.sync.ManagedLock;
import io.parley.value.ManagedValue;
import io.parley.value.TypeCode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A number or a truth value on another host, by its bits. */
public class RemoteValue extends RemoteObject implements ManagedValue {
    private final Link link;
    private final TypeCode type;
    private ManagedLock lock;

    /** Opens the value, creating it with these bits first if there is none. */
    public RemoteValue(Link link, String name, TypeCode type, long initial) {
        super(link, ValueKinds.VALUE, name, details(type, initial));
        this.link = link;
        this.type = type;
    }

    private static MessageBuffer details(TypeCode type, long initial) {
        MessageBuffer details = new MessageBuffer(9);
        details.writeByte(type.letter());
        details.writeLong(initial);
        return details;
    }

    final Request getRequest() {
        return request(ValueOps.GET);
    }

    final Request setRequest(long bits) {
        return request(ValueOps.SET).with(bits);
    }

    final Request getAndAddRequest(long bits) {
        return request(ValueOps.GET_AND_ADD).with(bits);
    }

    final Request compareAndSetRequest(long expected, long bits) {
        return request(ValueOps.COMPARE_AND_SET).with(expected).with(bits);
    }

    final long bits() {
        return getRequest().call().readLong();
    }

    final void setBits(long bits) {
        setRequest(bits).call();
    }

    final long getAndSetBits(long bits) {
        return request(ValueOps.GET_AND_SET).with(bits).call().readLong();
    }

    final long getAndAddBits(long bits) {
        return getAndAddRequest(bits).call().readLong();
    }

    final boolean compareAndSetBits(long expected, long bits) {
        return compareAndSetRequest(expected, bits).call().readByte() != 0;
    }

    final boolean awaitBits(long seen, Duration timeout) throws InterruptedException {
        return request(ValueOps.AWAIT_CHANGE)
                        .with(seen)
                        .with(TimeUnit.NANOSECONDS.convert(timeout))
                        .callInterruptibly()
                        .readByte()
                != 0;
    }

    @Override
    public final TypeCode typeCode() {
        return type;
    }

    @Override
    public final Object value() {
        return type.fromBits(bits());
    }

    @Override
    public final void setValue(Object value) {
        setBits(type.toBits(value));
    }

    @Override
    public final synchronized ManagedLock lock() {
        if (lock == null) {
            lock = RemoteLocks.of(link).insideValue(name(), type);
        }
        return lock;
    }
}
