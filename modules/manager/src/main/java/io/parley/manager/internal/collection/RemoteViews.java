package io.parley.manager.internal.collection;

import io.parley.manager.internal.wire.RawBytes;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** A remote map's keys, values and entries, live. Nothing is stored in them. */
final class RemoteViews {
    private RemoteViews() {}

    /** Of no size: it may be another one by the time it is through. */
    static <T> Spliterator<T> spliterator(Iterator<T> iterator) {
        return Spliterators.spliteratorUnknownSize(iterator, Spliterator.CONCURRENT | Spliterator.NONNULL);
    }

    /** Goes over what is made of each entry; removes by key. */
    static final class Cursor<K, V, T> implements Iterator<T> {
        private final RemoteEntries<K, V> entries;
        private final Iterator<Map.Entry<RawBytes, RawBytes>> walk;
        private final BiFunction<RawBytes, RawBytes, ? extends T> maker;
        private RawBytes last;

        Cursor(RemoteEntries<K, V> entries, BiFunction<RawBytes, RawBytes, ? extends T> maker) {
            this.entries = entries;
            this.walk = entries.walk();
            this.maker = maker;
        }

        @Override
        public boolean hasNext() {
            return walk.hasNext();
        }

        @Override
        public T next() {
            Map.Entry<RawBytes, RawBytes> entry = walk.next();
            last = entry.getKey();
            return maker.apply(entry.getKey(), entry.getValue());
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("nothing to remove: next() was not called, or remove() was");
            }
            entries.remove(last);
            last = null;
        }
    }

    /** Its {@code setValue} puts. */
    private static final class Entry<K, V> extends AbstractMap.SimpleEntry<K, V> {
        private static final long serialVersionUID = 1L;

        private final transient RemoteMap<K, V> map;

        Entry(RemoteMap<K, V> map, K key, V value) {
            super(key, value);
            this.map = map;
        }

        @Override
        public V setValue(V value) {
            map.put(getKey(), value);
            return super.setValue(value);
        }
    }

    private static <K, V> Iterator<Map.Entry<K, V>> entries(RemoteMap<K, V> map) {
        return new Cursor<>(map.entries, (rawKey, rawValue) -> {
            K key = map.entries.keys.value(rawKey, null);
            return new Entry<>(map, key, map.entries.values.value(rawValue, key));
        });
    }

    /** Removes each entry that is still as the test saw it. */
    private static <K, V> boolean removeIf(RemoteMap<K, V> map, BiPredicate<? super K, ? super V> test) {
        boolean removed = false;
        for (Iterator<Map.Entry<K, V>> all = entries(map); all.hasNext(); ) {
            Map.Entry<K, V> entry = all.next();
            removed |= test.test(entry.getKey(), entry.getValue()) && map.remove(entry.getKey(), entry.getValue());
        }
        return removed;
    }

    static final class Keys<K, V> extends AbstractSet<K> {
        private final RemoteMap<K, V> map;

        Keys(RemoteMap<K, V> map) {
            this.map = map;
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(Object key) {
            return map.containsKey(key);
        }

        @Override
        public boolean remove(Object key) {
            return map.removeKey(key);
        }

        @Override
        public void clear() {
            map.clear();
        }

        @Override
        public Iterator<K> iterator() {
            return new Cursor<>(map.entries, (key, value) -> map.entries.keys.value(key, null));
        }

        @Override
        public Spliterator<K> spliterator() {
            return RemoteViews.spliterator(iterator());
        }
    }

    static final class Values<K, V> extends AbstractCollection<V> {
        private final RemoteMap<K, V> map;

        Values(RemoteMap<K, V> map) {
            this.map = map;
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(Object value) {
            return map.containsValue(value);
        }

        @Override
        public boolean removeIf(Predicate<? super V> test) {
            Objects.requireNonNull(test, "test");
            return RemoteViews.removeIf(map, (key, value) -> test.test(value));
        }

        @Override
        public void clear() {
            map.clear();
        }

        @Override
        public Iterator<V> iterator() {
            return new Cursor<>(map.entries, (key, value) -> map.entries.values.value(value, null));
        }

        @Override
        public Spliterator<V> spliterator() {
            return RemoteViews.spliterator(iterator());
        }
    }

    static final class Entries<K, V> extends AbstractSet<Map.Entry<K, V>> {
        private final RemoteMap<K, V> map;

        Entries(RemoteMap<K, V> map) {
            this.map = map;
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(Object entry) {
            return entry instanceof Map.Entry<?, ?> sought && map.containsEntry(sought.getKey(), sought.getValue());
        }

        @Override
        public boolean remove(Object entry) {
            return entry instanceof Map.Entry<?, ?> sought && map.remove(sought.getKey(), sought.getValue());
        }

        @Override
        public boolean removeIf(Predicate<? super Map.Entry<K, V>> test) {
            Objects.requireNonNull(test, "test");
            return RemoteViews.removeIf(map, (key, value) -> test.test(new Entry<>(map, key, value)));
        }

        @Override
        public void clear() {
            map.clear();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return entries(map);
        }

        @Override
        public Spliterator<Map.Entry<K, V>> spliterator() {
            return RemoteViews.spliterator(iterator());
        }
    }
}
