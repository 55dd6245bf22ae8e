package io.parley.manager.internal.collection;

import io.parley.collection.SharedRef;
import io.parley.manager.internal.wire.RawBytes;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;

/** A reference: one value, whatever the key. */
record RefEntries(SharedRef<RawBytes> reference) implements Entries {
    @Override
    public RawBytes get(RawBytes key) {
        return reference.get();
    }

    @Override
    public void set(RawBytes key, RawBytes value) {
        reference.set(value);
    }

    @Override
    public RawBytes put(RawBytes key, RawBytes value) {
        return reference.getAndSet(value);
    }

    @Override
    public RawBytes remove(RawBytes key) {
        return reference.getAndSet(null);
    }

    @Override
    public boolean exchange(RawBytes key, RawBytes expected, RawBytes value) {
        return reference.compareAndSet(expected, value);
    }

    @Override
    public Iterator<Map.Entry<RawBytes, RawBytes>> walk() {
        return Collections.emptyIterator();
    }

    @Override
    public long size() {
        return reference.get() == null ? 0 : 1;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public void clear() {
        reference.set(null);
    }
}
