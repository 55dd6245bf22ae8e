package io.parley.manager.internal.collection;

import io.parley.Codec;
import io.parley.collection.ManagedRef;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.wait.Deadline;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteHandle;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.wire.RawBytes;
import io.parley.manager.internal.wire.RawCodec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A reference on another host. */
public final class RemoteRef<T> implements ManagedRef<T>, RemoteHandle {
    private static final RawBytes KEY = RawBytes.of(new MessageBuffer(0));

    private final RemoteEntries<RawBytes, T> entries;

    /** Opens the reference, or creates it. The codec is bound to the manager. */
    public RemoteRef(Link link, String name, Codec<T> codec) {
        String owner = "reference '" + name + "'";
        this.entries = new RemoteEntries<>(
                link,
                CollectionKinds.REF,
                name,
                RemoteEntries.details(codec),
                new Coding<>(new RawCodec("none"), owner, "key", "", ""),
                new Coding<>(codec, owner, "value", "", "updateAndGet"));
    }

    @Override
    public RemoteObject remote() {
        return entries;
    }

    private RawBytes encode(T value) {
        return value == null ? null : entries.values.encode(value);
    }

    @Override
    public T get() {
        return entries.values.value(entries.find(KEY), null);
    }

    @Override
    public void set(T value) {
        if (value == null) {
            entries.remove(KEY);
        } else {
            entries.about(EntryOps.SET, KEY, encode(value)).call();
        }
    }

    @Override
    public T getAndSet(T value) {
        return value == null
                ? entries.answer(entries.about(EntryOps.REMOVE, KEY), null)
                : entries.answer(entries.about(EntryOps.PUT, KEY, encode(value)), null);
    }

    @Override
    public boolean compareAndSet(T expected, T value) {
        return entries.exchangeIfEqual(KEY, expected, encode(value));
    }

    @Override
    public T getAndUpdate(UnaryOperator<T> function) {
        return entries.update(KEY, null, function).before();
    }

    @Override
    public T updateAndGet(UnaryOperator<T> function) {
        return entries.update(KEY, null, function).after();
    }

    @Override
    public T getAndAccumulate(T operand, BinaryOperator<T> function) {
        return getAndUpdate(old -> function.apply(old, operand));
    }

    @Override
    public T accumulateAndGet(T operand, BinaryOperator<T> function) {
        return updateAndGet(old -> function.apply(old, operand));
    }

    @Override
    public T awaitChange(T seen) throws InterruptedException {
        return entries.values.value(
                entries.awaitChange(KEY, seen, Deadline.NEVER).present(), null);
    }

    @Override
    public boolean awaitChange(T seen, Duration timeout) throws InterruptedException {
        return entries.awaitChange(KEY, seen, TimeUnit.NANOSECONDS.convert(timeout)) != null;
    }

    @Override
    public String toString() {
        return entries.text("RemoteRef", this::get);
    }
}
