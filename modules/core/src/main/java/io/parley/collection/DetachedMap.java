package io.parley.collection;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A map that can be read and not changed; see {@link Detached}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class DetachedMap<K, V> implements Map<K, V>, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Map<K, V> target;
    private final transient Detached.Place place;

    DetachedMap(Map<K, V> target, Detached.Place place) {
        this.target = target;
        this.place = place;
    }

    private UnsupportedOperationException refusal() {
        return place.refusal("map");
    }

    /** What Java serialisation writes: what was read, so that it can be put back. */
    Object writeReplace() {
        return target;
    }

    @Override
    public int size() {
        return target.size();
    }

    @Override
    public boolean isEmpty() {
        return target.isEmpty();
    }

    @Override
    public boolean containsKey(Object key) {
        return target.containsKey(key);
    }

    @Override
    public boolean containsValue(Object value) {
        return target.containsValue(value);
    }

    @Override
    public V get(Object key) {
        return place.inside(target.get(key));
    }

    @Override
    public Set<K> keySet() {
        return new DetachedSet<>(target.keySet(), place);
    }

    @Override
    public Collection<V> values() {
        return new DetachedCollection<>(target.values(), place);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new DetachedSet<>(target.entrySet(), place);
    }

    @Override
    public V put(K key, V value) {
        throw refusal();
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        throw refusal();
    }

    @Override
    public V remove(Object key) {
        throw refusal();
    }

    @Override
    public void clear() {
        throw refusal();
    }

    @Override
    public V putIfAbsent(K key, V value) {
        throw refusal();
    }

    @Override
    public boolean remove(Object key, Object value) {
        throw refusal();
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        throw refusal();
    }

    @Override
    public V replace(K key, V value) {
        throw refusal();
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        throw refusal();
    }

    @Override
    public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        throw refusal();
    }

    @Override
    public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        throw refusal();
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        throw refusal();
    }

    @Override
    public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        throw refusal();
    }

    @Override
    public boolean equals(Object other) {
        return other == this || target.equals(other);
    }

    @Override
    public int hashCode() {
        return target.hashCode();
    }

    @Override
    public String toString() {
        return target.toString();
    }

    /** An entry that can be read and not changed. */
    static final class Entry<K, V> implements Map.Entry<K, V> {
        private final Map.Entry<K, V> target;
        private final Detached.Place place;

        Entry(Map.Entry<K, V> target, Detached.Place place) {
            this.target = target;
            this.place = place;
        }

        @Override
        public K getKey() {
            return place.inside(target.getKey());
        }

        @Override
        public V getValue() {
            return place.inside(target.getValue());
        }

        @Override
        public V setValue(V value) {
            throw place.refusal("map");
        }

        @Override
        public boolean equals(Object other) {
            return target.equals(other);
        }

        @Override
        public int hashCode() {
            return target.hashCode();
        }

        @Override
        public String toString() {
            return target.toString();
        }
    }
}
