package io.parley.collection;

import io.parley.internal.map.ListScratch;
import io.parley.internal.map.ListStore;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A live view of a range of a list, that ends when somebody else changes the list, other than at its end. */
final class ListRange<E> extends AbstractList<E> implements RandomAccess {
    private final SharedList<E> list;
    private final int offset;
    private int size;
    private long word;

    ListRange(SharedList<E> list, int from, int to) {
        this.list = list;
        this.word = list.store.word();
        Objects.checkFromToIndex(from, to, ListStore.size(word));
        this.offset = from;
        this.size = to - from;
    }

    private ConcurrentModificationException changed() {
        return new ConcurrentModificationException(
                "list was changed since the range was taken: " + list.path() + ". Take a new one");
    }

    /** Keeps others out until {@code end}, if none of them has changed anything. */
    private void begin() {
        list.store.begin();
        if (!list.store.isStill(word)) {
            list.store.end();
            throw changed();
        }
    }

    /** The list was changed through this view. */
    private void changed(int growth) {
        word = list.store.word();
        size += growth;
        modCount++;
    }

    @Override
    public int size() {
        if (!list.store.isStill(word)) {
            throw changed();
        }
        return size;
    }

    @Override
    public E get(int index) {
        Objects.checkIndex(index, size);
        try (ListScratch scratch = ListScratch.acquire()) {
            if (!list.store.getIfStill(word, offset + index, scratch)) {
                throw changed();
            }
            return list.elements.element(offset + index, scratch);
        }
    }

    @Override
    public E set(int index, E element) {
        Objects.checkIndex(index, size);
        begin();
        try {
            return list.set(offset + index, element);
        } finally {
            list.store.end();
        }
    }

    @Override
    public void add(int index, E element) {
        Objects.checkIndex(index, size + 1);
        begin();
        try {
            list.add(offset + index, element);
            changed(1);
        } finally {
            list.store.end();
        }
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return addAll(size, added);
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        Objects.checkIndex(index, size + 1);
        List<E> copy = new ArrayList<>(added); // it may be this view
        begin();
        try {
            boolean any = list.addAll(offset + index, copy);
            changed(copy.size());
            return any;
        } finally {
            list.store.end();
        }
    }

    @Override
    public E remove(int index) {
        Objects.checkIndex(index, size);
        begin();
        try {
            E removed = list.remove(offset + index);
            changed(-1);
            return removed;
        } finally {
            list.store.end();
        }
    }

    @Override
    protected void removeRange(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        begin();
        try {
            list.removeRange(offset + from, offset + to);
            changed(from - to);
        } finally {
            list.store.end();
        }
    }
}
