package io.parley.manager.internal.collection;

import io.parley.Codec;
import io.parley.collection.ManagedSet;
import io.parley.collection.MapOptions;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteHandle;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.wire.RawBytes;
import io.parley.manager.internal.wire.RawCodec;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.Spliterator;

/** A set on another host. */
public final class RemoteSet<E> extends AbstractSet<E> implements ManagedSet<E>, RemoteHandle {
    private final RemoteEntries<E, RawBytes> entries;

    /** Opens the set, or creates it. The codec is bound to the manager. */
    public RemoteSet(Link link, String name, Codec<E> elements, MapOptions options) {
        String owner = "an element of set '" + name + "'";
        MessageBuffer details = RemoteMap.details(options, elements);
        this.entries = new RemoteEntries<>(
                link,
                CollectionKinds.SET,
                name,
                details,
                new Coding<>(elements, owner, "element", "", "remove and add"),
                new Coding<>(new RawCodec("none"), owner, "value", "", ""));
    }

    @Override
    public RemoteObject remote() {
        return entries;
    }

    @Override
    public boolean add(E element) {
        return entries.exchange(entries.keys.encode(element), null, SetEntries.EMPTY)
                .done();
    }

    @Override
    public boolean remove(Object element) {
        return entries.removeKey(element);
    }

    @Override
    public boolean removeAll(Collection<?> removed) {
        boolean any = false;
        for (Object element : removed) {
            any |= element != null && remove(element);
        }
        return any;
    }

    @Override
    public boolean contains(Object element) {
        return entries.contains(element);
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
    public void clear() {
        entries.clear();
    }

    @Override
    public boolean keepsInsertionOrder() {
        return entries.isOrdered();
    }

    @Override
    public Iterator<E> iterator() {
        return new RemoteViews.Cursor<>(entries, (element, none) -> entries.keys.value(element, null));
    }

    @Override
    public Spliterator<E> spliterator() {
        return RemoteViews.spliterator(iterator());
    }

    @Override
    public Set<E> snapshot() {
        Set<E> copy = new LinkedHashSet<>();
        forEach(copy::add);
        return Collections.unmodifiableSet(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof Set<?> && snapshot().equals(other);
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    @Override
    public String toString() {
        return entries.text("RemoteSet", this::snapshot);
    }
}
