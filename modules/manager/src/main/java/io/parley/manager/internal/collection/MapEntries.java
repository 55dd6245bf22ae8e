package io.parley.manager.internal.collection;

import io.parley.collection.SharedMap;
import io.parley.manager.internal.wire.RawBytes;
import java.util.Iterator;
import java.util.Map;

/** A map. */
record MapEntries(SharedMap<RawBytes, RawBytes> map) implements Entries {
    @Override
    public RawBytes get(RawBytes key) {
        return map.get(key);
    }

    @Override
    public void set(RawBytes key, RawBytes value) {
        map.set(key, value);
    }

    @Override
    public RawBytes put(RawBytes key, RawBytes value) {
        return map.put(key, value);
    }

    @Override
    public RawBytes putIfAbsent(RawBytes key, RawBytes value) {
        return map.putIfAbsent(key, value);
    }

    @Override
    public RawBytes replace(RawBytes key, RawBytes value) {
        return map.replace(key, value);
    }

    @Override
    public RawBytes remove(RawBytes key) {
        return map.remove(key);
    }

    @Override
    public boolean exchange(RawBytes key, RawBytes expected, RawBytes value) {
        if (expected == null) {
            return value == null ? !map.containsKey(key) : map.putIfAbsent(key, value) == null;
        }
        return value == null ? map.remove(key, expected) : map.replace(key, expected, value);
    }

    @Override
    public Iterator<Map.Entry<RawBytes, RawBytes>> walk() {
        return map.entrySet().iterator();
    }

    @Override
    public long size() {
        return map.longSize();
    }

    @Override
    public boolean isOrdered() {
        return map.keepsInsertionOrder();
    }

    @Override
    public void clear() {
        map.clear();
    }
}
