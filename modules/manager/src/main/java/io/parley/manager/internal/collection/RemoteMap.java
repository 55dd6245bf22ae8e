package io.parley.manager.internal.collection;

import io.parley.Codec;
import io.parley.collection.AsyncMap;
import io.parley.collection.ManagedMap;
import io.parley.collection.MapOptions;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.wait.Deadline;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteHandle;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.wire.RawBytes;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A map on another host. */
public final class RemoteMap<K, V> extends AbstractMap<K, V> implements ManagedMap<K, V>, RemoteHandle {
    final RemoteEntries<K, V> entries;
    private final Set<K> keySet = new RemoteViews.Keys<>(this);
    private final Collection<V> values = new RemoteViews.Values<>(this);
    private final Set<Map.Entry<K, V>> entrySet = new RemoteViews.Entries<>(this);

    /** Opens the map, or creates it. The codecs are bound to the manager. */
    public RemoteMap(Link link, String name, Codec<K> keys, Codec<V> valueCodec, MapOptions options) {
        String owner = "map '" + name + "'";
        this.entries = new RemoteEntries<>(
                link,
                CollectionKinds.MAP,
                name,
                details(options, keys, valueCodec),
                new Coding<>(keys, "a key of " + owner, "key", "", "removeKey and put"),
                new Coding<>(valueCodec, owner, "value", "key", "compute or merge"));
    }

    static MessageBuffer details(MapOptions options, Codec<?>... codecs) {
        MessageBuffer details = RemoteEntries.details(codecs);
        details.writeLong(options.expectedEntries());
        details.writeInt(options.stripes());
        details.writeByte(options.insertionOrder().map(keep -> keep ? 1 : 0).orElse(-1));
        return details;
    }

    @Override
    public RemoteObject remote() {
        return entries;
    }

    @Override
    public V get(Object key) {
        return entries.get(key);
    }

    @Override
    public V getOrDefault(Object key, V missing) {
        V value = get(key);
        return value == null ? missing : value;
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.contains(key);
    }

    @Override
    public boolean containsValue(Object value) {
        RawBytes encoded = entries.values.encodeSought(value);
        for (Iterator<Map.Entry<RawBytes, RawBytes>> all = entries.walk(); all.hasNext(); ) {
            if (entries.values.isEqual(all.next().getValue(), value, encoded)) {
                return true;
            }
        }
        return false;
    }

    boolean containsEntry(Object key, Object value) {
        if (key == null || value == null) {
            return false;
        }
        RawBytes encoded = entries.keys.encodeSought(key);
        return encoded != null
                && entries.values.isEqual(entries.find(encoded), value, entries.values.encodeSought(value));
    }

    @Override
    public V put(K key, V value) {
        return entries.answer(entries.about(EntryOps.PUT, entries.keys.encode(key), entries.values.encode(value)), key);
    }

    @Override
    public void set(K key, V value) {
        entries.set(key, value);
    }

    @Override
    public V putIfAbsent(K key, V value) {
        return entries.answer(
                entries.about(EntryOps.PUT_IF_ABSENT, entries.keys.encode(key), entries.values.encode(value)), key);
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> other) {
        entries.setAll(other);
    }

    @Override
    public V remove(Object key) {
        RawBytes encoded = entries.keys.encodeSought(key);
        return encoded == null ? null : entries.answer(entries.about(EntryOps.REMOVE, encoded), key);
    }

    @Override
    public boolean removeKey(Object key) {
        return entries.removeKey(key);
    }

    @Override
    public boolean remove(Object key, Object value) {
        RawBytes encoded = entries.keys.encodeSought(key);
        return encoded != null && value != null && entries.exchangeIfEqual(encoded, value, null);
    }

    @Override
    public V replace(K key, V value) {
        return entries.answer(
                entries.about(EntryOps.REPLACE, entries.keys.encode(key), entries.values.encode(value)), key);
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        RawBytes encoded = entries.values.encode(value);
        entries.values.encode(expected);
        return entries.exchangeIfEqual(entries.keys.encode(key), expected, encoded);
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        for (Iterator<Map.Entry<RawBytes, RawBytes>> all = entries.walk(); all.hasNext(); ) {
            Map.Entry<RawBytes, RawBytes> entry = all.next();
            K key = entries.keys.value(entry.getKey(), null);
            entries.update(
                    entry.getKey(),
                    entry.getValue(),
                    key,
                    old -> old == null
                            ? null
                            : Objects.requireNonNull(function.apply(key, old), "the function's value"));
        }
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        return entries.update(entries.keys.encode(key), key, old -> function.apply(key, old))
                .after();
    }

    @Override
    public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        return entries.update(entries.keys.encode(key), key, old -> old == null ? null : function.apply(key, old))
                .after();
    }

    @Override
    public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        V present = get(key);
        if (present != null) {
            return present;
        }
        V made = function.apply(key);
        if (made == null) {
            return null;
        }
        V before = putIfAbsent(key, made);
        return before != null ? before : entries.values.detached(made, key);
    }

    @Override
    public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        return entries.update(entries.keys.encode(key), key, old -> old == null ? value : function.apply(old, value))
                .after();
    }

    @Override
    public void clear() {
        entries.clear();
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, entries.size());
    }

    @Override
    public long longSize() {
        return entries.size();
    }

    @Override
    public boolean isEmpty() {
        return entries.size() == 0;
    }

    @Override
    public boolean keepsInsertionOrder() {
        return entries.isOrdered();
    }

    @Override
    public Set<K> keySet() {
        return keySet;
    }

    @Override
    public Collection<V> values() {
        return values;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return entrySet;
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        for (Iterator<Map.Entry<RawBytes, RawBytes>> all = entries.walk(); all.hasNext(); ) {
            Map.Entry<RawBytes, RawBytes> entry = all.next();
            K key = entries.keys.value(entry.getKey(), null);
            action.accept(key, entries.values.value(entry.getValue(), key));
        }
    }

    @Override
    public Map<K, V> snapshot() {
        Map<K, V> copy = new LinkedHashMap<>();
        forEach(copy::put);
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public V awaitChange(K key, V seen) throws InterruptedException {
        return entries.values.value(
                entries.awaitChange(entries.keys.encode(key), seen, Deadline.NEVER)
                        .present(),
                key);
    }

    @Override
    public boolean awaitChange(K key, V seen, Duration timeout) throws InterruptedException {
        return entries.awaitChange(entries.keys.encode(key), seen, TimeUnit.NANOSECONDS.convert(timeout)) != null;
    }

    @Override
    public AsyncMap<K, V> async() {
        return new RemoteAsyncMap<>(entries);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof Map<?, ?> && snapshot().equals(other);
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    @Override
    public String toString() {
        return entries.text("RemoteMap", this::snapshot);
    }
}
