package io.parley.manager.internal.collection;

import io.parley.MessageReader;
import io.parley.manager.internal.client.Request;
import io.parley.manager.internal.wire.RawBytes;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A live view of a range of a remote list, that ends when somebody else changes the list, other than at its end. */
final class RemoteRange<E> extends AbstractList<E> implements RandomAccess {
    private final RemoteElements<E> list;
    private final int offset;
    private int size;
    private long word;

    RemoteRange(RemoteElements<E> list, int offset, int size, long word) {
        this.list = list;
        this.offset = offset;
        this.size = size;
        this.word = word;
    }

    @Override
    public int size() {
        list.answer(list.about(ListOps.SIZE, word));
        return size;
    }

    private E element(Request request, int index) {
        return list.elements.value(RawBytes.readOptional(list.answer(request)), offset + index);
    }

    @Override
    public E get(int index) {
        Objects.checkIndex(index, size);
        return element(list.about(ListOps.GET, word, offset + index), index);
    }

    @Override
    public E set(int index, E element) {
        Objects.checkIndex(index, size);
        Request request = list.about(ListOps.SET, word, offset + index);
        list.elements.encode(element).write(request.args());
        return element(request, index);
    }

    /** The list was changed through this view. */
    private void changed(MessageReader reply, int growth) {
        word = reply.readLong();
        size += growth;
        modCount++;
    }

    @Override
    public void add(int index, E element) {
        addAll(index, Collections.singletonList(element));
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return addAll(size, added);
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        Objects.checkIndex(index, size + 1);
        List<E> copy = new ArrayList<>(added);
        Request request = list.about(ListOps.INSERT, word, offset + index);
        list.write(request, copy);
        changed(list.answer(request), copy.size());
        return !copy.isEmpty();
    }

    @Override
    public E remove(int index) {
        Objects.checkIndex(index, size);
        MessageReader reply = list.answer(list.about(ListOps.REMOVE_AT, word, offset + index));
        E removed = list.elements.value(RawBytes.readOptional(reply), offset + index);
        changed(reply, -1);
        return removed;
    }

    @Override
    protected void removeRange(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        Request request = list.about(ListOps.REMOVE_RANGE, word, offset + from);
        request.args().writeInt(offset + to);
        changed(list.answer(request), from - to);
    }
}
