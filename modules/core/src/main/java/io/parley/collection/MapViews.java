package io.parley.collection;

import java.util.AbstractCollection;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A map's keys, values and entries, live. Nothing is stored in them. */
final class MapViews {
    private MapViews() {}

    /** Of no size: the default one believes in a size that may be another one by the time it is through. */
    static <T> Spliterator<T> spliterator(Iterator<T> iterator, boolean ordered, boolean distinct) {
        int characteristics = Spliterator.CONCURRENT
                | Spliterator.NONNULL
                | (ordered ? Spliterator.ORDERED : 0)
                | (distinct ? Spliterator.DISTINCT : 0);
        return Spliterators.spliteratorUnknownSize(iterator, characteristics);
    }

    /** Removes each entry that is still as the test saw it. */
    private static <K, V> boolean removeIf(StoredMap<K, V> map, BiPredicate<? super K, ? super V> test) {
        boolean removed = false;
        for (Iterator<Map.Entry<K, V>> all = map.entryIterator(); all.hasNext(); ) {
            Map.Entry<K, V> entry = all.next();
            removed |= test.test(entry.getKey(), entry.getValue()) && map.remove(entry.getKey(), entry.getValue());
        }
        return removed;
    }

    static final class Keys<K> extends AbstractSet<K> {
        private final StoredMap<K, ?> map;

        Keys(StoredMap<K, ?> map) {
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
            return map.keyIterator();
        }

        @Override
        public Spliterator<K> spliterator() {
            return MapViews.spliterator(iterator(), map.keepsInsertionOrder(), true);
        }
    }

    static final class Values<V> extends AbstractCollection<V> {
        private final StoredMap<?, V> map;

        Values(StoredMap<?, V> map) {
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
            return MapViews.removeIf(map, (key, value) -> test.test(value));
        }

        @Override
        public void clear() {
            map.clear();
        }

        @Override
        public Iterator<V> iterator() {
            return map.valueIterator();
        }

        @Override
        public Spliterator<V> spliterator() {
            return MapViews.spliterator(iterator(), map.keepsInsertionOrder(), false);
        }

        @Override
        public void forEach(Consumer<? super V> action) {
            Objects.requireNonNull(action, "action");
            map.forEach((key, value) -> action.accept(value));
        }
    }

    static final class Entries<K, V> extends AbstractSet<Map.Entry<K, V>> {
        private final StoredMap<K, V> map;

        Entries(StoredMap<K, V> map) {
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
            return MapViews.removeIf(map, (key, value) -> test.test(new SharedEntry<>(map, key, value)));
        }

        @Override
        public void clear() {
            map.clear();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return map.entryIterator();
        }

        @Override
        public Spliterator<Map.Entry<K, V>> spliterator() {
            return MapViews.spliterator(iterator(), map.keepsInsertionOrder(), true);
        }
    }
}
