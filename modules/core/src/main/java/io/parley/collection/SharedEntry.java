package io.parley.collection;

import java.util.Map;
import java.util.Objects;

/** An entry as an iterator found it; a new value goes into the map, too. */
final class SharedEntry<K, V> implements Map.Entry<K, V> {
    private final Map<K, V> map;
    private final K key;
    private V value;

    SharedEntry(Map<K, V> map, K key, V value) {
        this.map = map;
        this.key = key;
        this.value = value;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    /** Puts the value under the key, also if the entry was removed meanwhile. */
    @Override
    public V setValue(V newValue) {
        map.put(key, newValue);
        V old = value;
        value = newValue;
        return old;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Map.Entry<?, ?> that
                && Objects.equals(key, that.getKey())
                && Objects.equals(value, that.getValue());
    }

    @Override
    public int hashCode() {
        return key.hashCode() ^ value.hashCode();
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
