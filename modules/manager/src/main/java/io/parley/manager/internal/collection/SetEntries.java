package io.parley.manager.internal.collection;

import io.parley.collection.SharedSet;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.RawBytes;
import java.util.Iterator;
import java.util.Map;

/** A set: keys whose values are empty. */
record SetEntries(SharedSet<RawBytes> set) implements Entries {
    static final RawBytes EMPTY = RawBytes.of(new MessageBuffer(0));

    @Override
    public RawBytes get(RawBytes key) {
        return set.contains(key) ? EMPTY : null;
    }

    @Override
    public boolean exchange(RawBytes key, RawBytes expected, RawBytes value) {
        if (value == null) {
            return expected == null ? !set.contains(key) : set.remove(key);
        }
        return expected == null ? set.add(key) : set.contains(key);
    }

    @Override
    public Iterator<Map.Entry<RawBytes, RawBytes>> walk() {
        Iterator<RawBytes> elements = set.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public Map.Entry<RawBytes, RawBytes> next() {
                return Map.entry(elements.next(), EMPTY);
            }
        };
    }

    @Override
    public long size() {
        return set.longSize();
    }

    @Override
    public boolean isOrdered() {
        return set.keepsInsertionOrder();
    }

    @Override
    public void clear() {
        set.clear();
    }
}
