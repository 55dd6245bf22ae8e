package io.parley.manager.internal.collection;

import io.parley.Codec;
import io.parley.collection.ManagedNamespace;
import io.parley.collection.PyFormat;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.wait.Deadline;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteHandle;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.wire.RawBytes;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A namespace on another host. */
public final class RemoteNamespace implements ManagedNamespace, RemoteHandle {
    private final RemoteEntries<String, Object> entries;

    /** Opens the namespace, or creates it. The codec is bound to the manager. */
    public RemoteNamespace(Link link, String name, Codec<Object> values) {
        String owner = "namespace '" + name + "'";
        this.entries = new RemoteEntries<>(
                link,
                CollectionKinds.NAMESPACE,
                name,
                new MessageBuffer(0),
                new Coding<>(NamespaceEntries.NAMES, owner, "name", "", ""),
                new Coding<>(values, owner, "attribute", "attribute", "update"));
    }

    @Override
    public RemoteObject remote() {
        return entries;
    }

    /** The name as a key, if it is one of an attribute. */
    private RawBytes key(String attribute) {
        return entries.keys.encode(ManagedNamespace.requireName(attribute));
    }

    private RawBytes encode(String attribute, Object value) {
        Objects.requireNonNull(value, () -> "no attribute is null: '" + attribute + "'. Use remove, or leave it out");
        return entries.values.encode(value);
    }

    @Override
    public void set(String attribute, Object value) {
        RawBytes encoded = encode(attribute, value);
        entries.about(EntryOps.SET, key(attribute), encoded).call();
    }

    @Override
    public Optional<Object> find(String attribute) {
        return Optional.ofNullable(entries.values.value(entries.find(key(attribute)), attribute));
    }

    @Override
    public boolean has(String attribute) {
        return entries.find(key(attribute)) != null;
    }

    @Override
    public boolean remove(String attribute) {
        return entries.remove(key(attribute));
    }

    @Override
    public Object update(String attribute, UnaryOperator<Object> change) {
        return entries.update(key(attribute), attribute, change).after();
    }

    @Override
    public boolean compareAndSet(String attribute, Object expected, Object value) {
        RawBytes encoded = encode(attribute, value);
        return entries.exchangeIfEqual(key(attribute), expected, encoded);
    }

    @Override
    public Optional<Object> awaitChange(String attribute, Object seen) throws InterruptedException {
        RawBytes present =
                entries.awaitChange(key(attribute), seen, Deadline.NEVER).present();
        return Optional.ofNullable(entries.values.value(present, attribute));
    }

    @Override
    public boolean awaitChange(String attribute, Object seen, Duration timeout) throws InterruptedException {
        return entries.awaitChange(key(attribute), seen, TimeUnit.NANOSECONDS.convert(timeout)) != null;
    }

    @Override
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        for (Iterator<Map.Entry<RawBytes, RawBytes>> all = entries.walk(); all.hasNext(); ) {
            names.add(entries.keys.value(all.next().getKey(), null));
        }
        return Collections.unmodifiableSortedSet(names);
    }

    @Override
    public SortedMap<String, Object> asMap() {
        SortedMap<String, Object> attributes = new TreeMap<>();
        for (Iterator<Map.Entry<RawBytes, RawBytes>> all = entries.walk(); all.hasNext(); ) {
            Map.Entry<RawBytes, RawBytes> entry = all.next();
            String attribute = entries.keys.value(entry.getKey(), null);
            attributes.put(attribute, entries.values.value(entry.getValue(), attribute));
        }
        return Collections.unmodifiableSortedMap(attributes);
    }

    @Override
    public String toString() {
        return entries.text("RemoteNamespace", () -> PyFormat.repr(this));
    }
}
