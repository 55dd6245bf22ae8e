package io.parley.manager.internal.collection;

import io.parley.Codec;
import io.parley.MessageReader;
import io.parley.collection.ManagedList;
import io.parley.internal.map.ListCursor;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteHandle;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import io.parley.manager.internal.wire.RawBytes;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A list on another host. */
public final class RemoteList<E> extends AbstractList<E> implements ManagedList<E>, RemoteHandle {
    final RemoteElements<E> list;

    /** Opens the list, or creates it. The codec is bound to the manager. */
    public RemoteList(Link link, String name, Codec<E> codec) {
        String owner = "list '" + name + "'";
        this.list = new RemoteElements<>(link, name, new Coding<>(codec, owner, "element", "index", "set or update"));
    }

    @Override
    public RemoteObject remote() {
        return list;
    }

    @Override
    public int size() {
        return list.answer(list.about(ListOps.SIZE, null)).readInt();
    }

    @Override
    public E get(int index) {
        requireIndex(index);
        return element(list.about(ListOps.GET, null, index), index);
    }

    private E element(Request request, Object which) {
        return list.elements.value(RawBytes.readOptional(list.answer(request)), which);
    }

    /* The numbers that stand for the ends are no indexes. */
    private static void requireIndex(int index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("Index " + index + " out of bounds: there are no negative ones");
        }
    }

    private E end(int op, int end) {
        E element = element(list.about(op, null, end), null);
        if (element == null) {
            throw new NoSuchElementException("list is empty: " + name());
        }
        return element;
    }

    @Override
    public E getFirst() {
        try {
            return get(0);
        } catch (IndexOutOfBoundsException e) {
            throw new NoSuchElementException("list is empty: " + name());
        }
    }

    @Override
    public E getLast() {
        return end(ListOps.GET, ListOps.LAST);
    }

    @Override
    public E removeFirst() {
        return end(ListOps.REMOVE_AT, ListOps.FIRST);
    }

    @Override
    public E removeLast() {
        return end(ListOps.REMOVE_AT, ListOps.LAST);
    }

    @Override
    public boolean add(E element) {
        insert(ListOps.LAST, Collections.singletonList(element));
        return true;
    }

    @Override
    public void add(int index, E element) {
        requireIndex(index);
        insert(index, Collections.singletonList(element));
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return insert(ListOps.LAST, added);
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        requireIndex(index);
        return insert(index, added);
    }

    private boolean insert(int index, Collection<? extends E> added) {
        List<E> copy = new ArrayList<>(added);
        Request request = list.about(ListOps.INSERT, null, index);
        list.write(request, copy);
        list.answer(request);
        return !copy.isEmpty();
    }

    @Override
    public E set(int index, E element) {
        requireIndex(index);
        Request request = list.about(ListOps.SET, null, index);
        list.elements.encode(element).write(request.args());
        return element(request, index);
    }

    @Override
    public E update(int index, UnaryOperator<E> function) {
        requireIndex(index);
        RawBytes present = RawBytes.read(list.answer(list.about(ListOps.GET, null, index)));
        while (true) {
            E updated = function.apply(list.elements.working(present));
            Request request = list.ask(ListOps.EXCHANGE);
            request.args().writeInt(index);
            present.write(request.args());
            list.elements.encode(updated).write(request.args());
            MessageReader reply = request.call();
            if (reply.readByte() != 0) {
                return updated;
            }
            present = RawBytes.read(reply);
        }
    }

    @Override
    public E remove(int index) {
        requireIndex(index);
        return element(list.about(ListOps.REMOVE_AT, null, index), index);
    }

    @Override
    public boolean remove(Object element) {
        RawBytes encoded = element == null ? null : list.elements.encodeSought(element);
        if (encoded == null) {
            return false;
        }
        Request request = list.ask(ListOps.REMOVE);
        encoded.write(request.args());
        return request.call().readByte() != 0;
    }

    @Override
    protected void removeRange(int from, int to) {
        Request request = list.about(ListOps.REMOVE_RANGE, null, from);
        request.args().writeInt(to);
        list.answer(request);
    }

    @Override
    public void clear() {
        list.ask(ListOps.CLEAR).call();
    }

    @Override
    public boolean removeAll(Collection<?> removed) {
        Objects.requireNonNull(removed);
        return removeIf(removed::contains);
    }

    @Override
    public boolean retainAll(Collection<?> retained) {
        Objects.requireNonNull(retained);
        return removeIf(element -> !retained.contains(element));
    }

    private E value(RemoteElements.Picture all, int index) {
        return list.elements.value(all.elements()[index], index);
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter);
        while (true) {
            RemoteElements.Picture all = list.picture();
            int[] kept = IntStream.range(0, all.ids().length)
                    .filter(i -> !filter.test(value(all, i)))
                    .toArray();
            if (kept.length == all.ids().length) {
                return false;
            }
            if (reorder(all.version(), kept)) {
                return true;
            }
        }
    }

    /** False if somebody changed the list. */
    private boolean reorder(long version, int[] order) {
        Request request = list.ask(ListOps.REORDER).with(version);
        request.args().writeInt(order.length);
        for (int index : order) {
            request.args().writeInt(index);
        }
        return request.call().readByte() != 0;
    }

    @Override
    public void replaceAll(UnaryOperator<E> function) {
        Objects.requireNonNull(function);
        boolean done = false;
        while (!done) {
            RemoteElements.Picture all = list.picture();
            List<E> replaced = new ArrayList<>();
            for (RawBytes element : all.elements()) {
                replaced.add(function.apply(list.elements.working(element)));
            }
            if (replaced.isEmpty()) {
                return;
            }
            Request request = list.ask(ListOps.REPLACE_ALL).with(all.version());
            list.write(request, replaced);
            done = request.call().readByte() != 0;
        }
    }

    @Override
    public void sort(Comparator<? super E> comparator) {
        @SuppressWarnings("unchecked") // as List.sort: elements that cannot be compared are a ClassCastException
        Comparator<? super E> order =
                comparator != null ? comparator : (Comparator<? super E>) Comparator.naturalOrder();
        boolean done = false;
        while (!done) {
            RemoteElements.Picture all = list.picture();
            List<E> elements = values(all);
            Integer[] sorted = new Integer[elements.size()];
            Arrays.setAll(sorted, i -> i);
            Arrays.sort(sorted, (one, other) -> order.compare(elements.get(one), elements.get(other)));
            done = sorted.length < 2
                    || reorder(
                            all.version(),
                            Arrays.stream(sorted).mapToInt(Integer::intValue).toArray());
        }
    }

    @Override
    public void reverse() {
        list.ask(ListOps.REVERSE).call();
    }

    private List<E> values(RemoteElements.Picture all) {
        List<E> values = new ArrayList<>(all.ids().length);
        for (int i = 0; i < all.ids().length; i++) {
            values.add(value(all, i));
        }
        return values;
    }

    @Override
    public List<E> snapshot() {
        return Collections.unmodifiableList(values(list.picture()));
    }

    @Override
    public boolean contains(Object element) {
        return indexOf(element) >= 0;
    }

    @Override
    public boolean containsAll(Collection<?> sought) {
        return snapshot().containsAll(sought);
    }

    @Override
    public int indexOf(Object element) {
        return find(element, false);
    }

    @Override
    public int lastIndexOf(Object element) {
        return find(element, true);
    }

    private int find(Object element, boolean backwards) {
        RawBytes encoded = element == null ? null : list.elements.encodeSought(element);
        if (encoded == null) {
            return -1;
        }
        Request request = list.ask(ListOps.FIND);
        encoded.write(request.args());
        request.args().writeByte(backwards ? 1 : 0);
        return (int) request.call().readLong();
    }

    @Override
    public Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        RemoteElements.Picture all = list.picture();
        return new ListCursor<>(list, all.ids(), values(all).toArray(), index);
    }

    @Override
    public List<E> subList(int from, int to) {
        MessageReader now = list.answer(list.about(ListOps.SIZE, null));
        Objects.checkFromToIndex(from, to, now.readInt());
        return new RemoteRange<>(list, from, to - from, now.readLong());
    }

    @Override
    public Spliterator<E> spliterator() {
        return Spliterators.spliterator(snapshot(), Spliterator.ORDERED | Spliterator.NONNULL);
    }

    @Override
    public Object[] toArray() {
        return values(list.picture()).toArray();
    }

    @Override
    public <T> T[] toArray(T[] target) {
        return values(list.picture()).toArray(target);
    }

    @Override
    public long version() {
        return list.ask(ListOps.VERSION).call().readLong();
    }

    @Override
    public long awaitChange(long seenVersion) throws InterruptedException {
        awaitChange(seenVersion, Long.MAX_VALUE);
        return version();
    }

    @Override
    public boolean awaitChange(long seenVersion, Duration timeout) throws InterruptedException {
        return awaitChange(seenVersion, TimeUnit.NANOSECONDS.convert(timeout));
    }

    private boolean awaitChange(long seenVersion, long timeoutNs) throws InterruptedException {
        return list.ask(ListOps.AWAIT_CHANGE)
                        .with(seenVersion)
                        .with(timeoutNs)
                        .callInterruptibly()
                        .readByte()
                != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof List<?> && snapshot().equals(other);
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    @Override
    public String toString() {
        return list.text(this::snapshot);
    }
}
