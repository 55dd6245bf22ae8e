package io.parley.collection;

import io.parley.Codec;
import io.parley.MessageHandler;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Addresses;
import io.parley.internal.map.MapConfig;
import io.parley.internal.map.MapStore;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.wait.Deadline;
import java.nio.file.Path;
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

/** The part of {@link SharedMap} that changes nothing: its life, reading, iterating, waiting. */
abstract class StoredMap<K, V> extends AbstractMap<K, V> implements ManagedMap<K, V>, SharedObject {
    static {
        Addresses.register(StoredMap.class, map -> map.handle.address(map.codec.keys(), map.codec.values()));
        StoreHandle.count(StoredMap.class, map -> map.handle);
    }

    final StoreHandle handle;
    final MapStore store;
    final EntryCodec<K, V> codec;
    private final Set<K> keySet = new MapViews.Keys<>(this);
    private final Collection<V> values = new MapViews.Values<>(this);
    private final Set<Map.Entry<K, V>> entrySet = new MapViews.Entries<>(this);

    StoredMap(Parley parley, String name, Codec<K> keys, Codec<V> valueCodec, MapConfig config) {
        this.handle = StoreHandle.open(parley, name, config);
        this.store = handle.store;
        Codec<K> ownKeys = keys.in(parley);
        Codec<V> ownValues = valueCodec.in(parley);
        this.codec = config.kind() == ObjectKind.REFERENCE
                ? EntryCodec.ofReference(handle, ownKeys, ownValues)
                : EntryCodec.ofMap(handle, ownKeys, ownValues);
    }

    /**
     * The value of a key. Takes no lock and waits for nobody.
     *
     * @return the value; null if there is none, also if the key is of a class that the codec cannot write
     * @throws io.parley.CodecException if the value cannot be decoded
     */
    @Override
    public V get(Object key) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return find(key, scratch) ? codec.value(scratch.found, key) : null;
        } finally {
            scratch.release();
        }
    }

    private boolean find(Object key, MapScratch scratch) {
        return codec.encodeSoughtKey(key, scratch.key) && store.get(scratch.key, scratch.found);
    }

    /** The value of a key, or {@code missing} if there is none. Takes no lock. */
    @Override
    public V getOrDefault(Object key, V missing) {
        V value = get(key);
        return value == null ? missing : value;
    }

    /**
     * Reads a value as bytes, from a copy in a buffer of the calling thread: no object, no codec.
     *
     * <p><b>Allocation:</b> none by Parley, if the handler captures nothing; the key's codec none, if it is one of
     * {@link io.parley.Codecs}.
     *
     * @param <A> what the handler works on
     * @param key the key
     * @param target handed to the handler
     * @param handler reads the value; runs without any lock, and what it throws reaches the caller
     * @return whether there was a value
     */
    public <A> boolean read(K key, A target, MessageHandler<? super A> handler) {
        MapScratch scratch = MapScratch.acquire();
        try {
            codec.encodeKey(key, scratch.key);
            if (!store.get(scratch.key, scratch.found)) {
                return false;
            }
            handler.handle(target, codec.content(scratch.found));
            return true;
        } finally {
            scratch.release();
        }
    }

    /**
     * Reads a value into an object, without allocation. Takes no lock.
     *
     * @param key the key
     * @param using an object that the values' codec made, see {@link io.parley.ReusingCodec#newInstance}
     * @return whether there was a value; if not, the object is as it was
     * @throws UnsupportedOperationException if the values' codec is no {@link io.parley.ReusingCodec}
     * @throws IllegalArgumentException if the codec cannot read into that object
     */
    public boolean getUsing(K key, V using) {
        MapScratch scratch = MapScratch.acquire();
        try {
            codec.encodeKey(key, scratch.key);
            boolean found = store.get(scratch.key, scratch.found);
            if (found) {
                codec.into(scratch.found, using);
            }
            return found;
        } finally {
            scratch.release();
        }
    }

    /** Whether there is such a key. Takes no lock. */
    @Override
    public boolean containsKey(Object key) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return codec.encodeSoughtKey(key, scratch.key) && store.containsKey(scratch.key);
        } finally {
            scratch.release();
        }
    }

    /**
     * Whether some key has that value: one with the same bytes, or an equal one. Looks at every entry, in a time that
     * grows with the map.
     */
    @Override
    public boolean containsValue(Object value) {
        MapScratch scratch = MapScratch.acquire();
        try {
            boolean hasBytes = codec.encodeSoughtValue(value, scratch.given);
            for (EntryCursor all = new EntryCursor(store); all.next(); ) {
                if (codec.isEqual(all.value, value, scratch.given, hasBytes)) {
                    return true;
                }
            }
            return false;
        } finally {
            scratch.release();
        }
    }

    final boolean containsEntry(Object key, Object value) {
        if (key == null || value == null) {
            return false;
        }
        MapScratch scratch = MapScratch.acquire();
        try {
            return find(key, scratch)
                    && codec.isEqual(
                            scratch.found, value, scratch.given, codec.encodeSoughtValue(value, scratch.given));
        } finally {
            scratch.release();
        }
    }

    /**
     * How many entries there are, in constant time; at most {@link Integer#MAX_VALUE}. Exact when nobody writes.
     *
     * @see #longSize
     */
    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, store.size());
    }

    /**
     * How many entries there are, in constant time. Exact when nobody writes.
     *
     * @return a snapshot
     */
    @Override
    public long longSize() {
        return store.size();
    }

    @Override
    public boolean isEmpty() {
        return store.size() == 0;
    }

    /**
     * Whether iteration is in the order in which keys were put: {@link MapOptions#insertionOrder}.
     *
     * @return as the map was created
     */
    @Override
    public boolean keepsInsertionOrder() {
        return codec.isOrdered();
    }

    /** The keys, live: removing from it removes from the map, for everybody. Iterators are as the map's. */
    @Override
    public Set<K> keySet() {
        return keySet;
    }

    /** The values, live: removing from it removes from the map, for everybody. Iterators are as the map's. */
    @Override
    public Collection<V> values() {
        return values;
    }

    /**
     * The entries, live: removing from it removes from the map, for everybody, and so does {@code setValue} of an entry
     * put. {@code getValue} is the value that the iterator found.
     */
    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return entrySet;
    }

    final Iterator<K> keyIterator() {
        return new EntryIterator<>(EntryCursor.inOrder(store), at -> codec.key(at.key));
    }

    final Iterator<V> valueIterator() {
        return new EntryIterator<>(EntryCursor.inOrder(store), at -> codec.value(at.value, null));
    }

    final Iterator<Map.Entry<K, V>> entryIterator() {
        return new EntryIterator<>(EntryCursor.inOrder(store), this::entry);
    }

    private Map.Entry<K, V> entry(EntryCursor at) {
        K key = codec.key(at.key);
        return new SharedEntry<>(this, key, codec.value(at.value, key));
    }

    /** Hands every entry to the action, without a lock; in the order of insertion, if the map keeps it. */
    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        walk(EntryCursor.inOrder(store), action);
    }

    /**
     * Hands every entry to the action, without a lock and in no order also if the map keeps one: the quickest way
     * through a large map.
     *
     * @param action gets each key and its value, in this thread
     */
    public void forEachEntry(BiConsumer<? super K, ? super V> action) {
        walk(new EntryCursor(store), action);
    }

    private void walk(EntryCursor cursor, BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        while (cursor.next()) {
            K key = codec.key(cursor.key);
            action.accept(key, codec.value(cursor.value, key));
        }
    }

    /**
     * A copy of the whole map in this process's memory. Each stripe is as it was at one moment; not all at the same, if
     * others write meanwhile.
     *
     * @return unmodifiable; in the order of insertion, if the map keeps it
     */
    @Override
    public Map<K, V> snapshot() {
        Map<K, V> copy = new LinkedHashMap<>();
        forEach(copy::put);
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Waits until the value of a key is another than {@code seen}. A change that is taken back before the waiter looks
     * may go unnoticed.
     *
     * @param key the key
     * @param seen the value the caller knows; null for none
     * @return the new value; null if the key was removed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    @Override
    public V awaitChange(K key, V seen) throws InterruptedException {
        MapScratch scratch = MapScratch.acquire();
        try {
            awaitChange(key, seen, Deadline.NEVER, scratch);
            return scratch.present ? codec.value(scratch.found, key) : null;
        } finally {
            scratch.release();
        }
    }

    /**
     * Waits until the value of a key is another than {@code seen}, or the time is up; never gives up early.
     *
     * @param key the key
     * @param seen the value the caller knows; null for none
     * @param timeout the limit; zero or less looks once
     * @return whether it changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the map
     */
    @Override
    public boolean awaitChange(K key, V seen, Duration timeout) throws InterruptedException {
        MapScratch scratch = MapScratch.acquire();
        try {
            return awaitChange(key, seen, TimeUnit.NANOSECONDS.convert(timeout), scratch);
        } finally {
            scratch.release();
        }
    }

    /** Afterwards the value, if there is one, is in the scratch. */
    private boolean awaitChange(K key, V seen, long timeoutNs, MapScratch scratch) throws InterruptedException {
        store.requireUsable();
        codec.encodeKey(key, scratch.key);
        boolean hasBytes = seen != null && codec.encodeSoughtValue(seen, scratch.given);
        long deadlineNs = Deadline.after(handle.domain.clock(), timeoutNs);
        while (true) {
            long version = store.version(scratch.key);
            scratch.present = store.get(scratch.key, scratch.found);
            boolean same = scratch.present
                    ? seen != null && codec.isEqual(scratch.found, seen, scratch.given, hasBytes)
                    : seen == null;
            if (!same) {
                return true;
            }
            long leftNs = Deadline.remainingNs(deadlineNs, handle.domain.clock().monotonicNs());
            if (leftNs <= 0 || !store.awaitChange(scratch.key, version, leftNs)) {
                return false;
            }
        }
    }

    /**
     * Makes the files as small as the entries allow. Readers go on; each writer waits while its part is copied.
     *
     * @throws io.parley.DomainFullException if there is no room for the copy; nothing was changed
     */
    public void compact() {
        store.compact();
    }

    /** Asks the kernel to write everything to disk and waits until it has; on tmpfs there is nothing to do. */
    public void flush() {
        store.flush();
    }

    @Override
    public String name() {
        return handle.name();
    }

    @Override
    public Path path() {
        return handle.path();
    }

    @Override
    public boolean isDeleted() {
        return handle.isDeleted();
    }

    @Override
    public void delete() {
        handle.delete();
    }

    @Override
    public void close() {
        handle.close();
    }

    /** The entries as every map prints them, {@code {1=one, 2=two}}; of a handle that was closed, its name. */
    @Override
    public String toString() {
        return handle.isUsable() ? super.toString() : handle.describe("SharedMap");
    }
}
