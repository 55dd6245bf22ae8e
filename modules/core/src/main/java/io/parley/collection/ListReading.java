package io.parley.collection;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.domain.Domain;
import io.parley.internal.map.ListScratch;
import io.parley.internal.map.ListStore;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.wait.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;

/** The part of {@link SharedList} that changes nothing: its life, what it has, waiting. */
abstract class ListReading<E> extends AbstractList<E> implements ManagedList<E>, SharedObject {
    static {
        Addresses.register(ListReading.class, list -> list.address());
    }

    final ListStore store;
    final ListElements<E> elements;
    private final Domain domain;
    private final String name;
    /** What the domain closes: it keeps a set, and lists are equal if their elements are. */
    private final AutoCloseable closing = this::close;

    ListReading(Parley parley, String name, Codec<E> codec) {
        this.domain = Domain.of(parley);
        this.name = name;
        this.store = ListStore.open(domain, name, codec.id());
        this.elements = new ListElements<>(codec.in(parley), name, store.path());
    }

    private Address address() {
        Codec<E> codec = elements.codec();
        return new Address(domain, closing, store.file(), name, List.of(codec.id()), List.of(codec));
    }

    final void track() {
        domain.track(closing);
    }

    /** How many elements there are; a snapshot, in constant time. */
    @Override
    public int size() {
        return store.size();
    }

    /**
     * An element; in constant time, without a lock.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws io.parley.CodecException if it cannot be decoded
     */
    @Override
    public E get(int index) {
        try (ListScratch scratch = ListScratch.acquire()) {
            store.get(index, scratch);
            return elements.element(index, scratch);
        }
    }

    /**
     * The first element.
     *
     * @return the element
     * @throws NoSuchElementException if the list is empty
     */
    @Override
    public E getFirst() {
        try {
            return get(0);
        } catch (IndexOutOfBoundsException e) {
            throw empty();
        }
    }

    /**
     * The last element.
     *
     * @return the element
     * @throws NoSuchElementException if the list is empty
     */
    @Override
    public E getLast() {
        try (ListScratch scratch = ListScratch.acquire()) {
            int index = store.getLast(scratch);
            if (index < 0) {
                throw empty();
            }
            return elements.element(index, scratch);
        }
    }

    final NoSuchElementException empty() {
        return new NoSuchElementException("list is empty: " + path());
    }

    /** The list as it is at one moment, for users' hands. */
    final ListPicture<E> picture() {
        return picture(elements::element);
    }

    /** Makes an element of what was read. */
    @FunctionalInterface
    interface Decoding<E> {
        E decode(int index, ListScratch read);
    }

    final ListPicture<E> picture(Decoding<E> decoding) {
        try (ListScratch scratch = ListScratch.acquire()) {
            return store.consistently(word -> picture(word, decoding, scratch));
        }
    }

    private ListPicture<E> picture(long word, Decoding<E> decoding, ListScratch scratch) {
        long[] ids = store.ids(word);
        Object[] all = new Object[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (!store.read(ids[i], scratch)) {
                return null;
            }
            all[i] = decoding.decode(i, scratch);
        }
        return new ListPicture<>(ids, all);
    }

    /**
     * The elements as they are at one moment.
     *
     * @return a copy that cannot be changed
     */
    @Override
    public List<E> snapshot() {
        return picture().asList();
    }

    @Override
    public boolean contains(Object element) {
        return indexOf(element) >= 0;
    }

    @Override
    public int indexOf(Object element) {
        return find(element, false);
    }

    @Override
    public int lastIndexOf(Object element) {
        return find(element, true);
    }

    private int find(Object sought, boolean backwards) {
        if (sought == null) {
            return -1;
        }
        try (ListScratch scratch = ListScratch.acquire()) {
            MessageBuffer encoded = elements.encodeSought(sought, scratch.value()) ? scratch.value() : null;
            return store.consistently(word -> find(sought, encoded, store.ids(word), backwards, scratch));
        }
    }

    /** Null if an element is gone. */
    private Integer find(Object sought, MessageBuffer encoded, long[] ids, boolean backwards, ListScratch scratch) {
        for (int i = 0; i < ids.length; i++) {
            int index = backwards ? ids.length - 1 - i : i;
            if (!store.read(ids[index], scratch)) {
                return null;
            }
            if (elements.isEqual(index, scratch, sought, encoded)) {
                return index;
            }
        }
        return -1;
    }

    /**
     * Goes over the elements as they are now. Its {@code remove} removes the element from the list wherever it is by
     * then, if it still is in it.
     */
    @Override
    public Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator() {
        return listIterator(0);
    }

    @Override
    public Spliterator<E> spliterator() {
        return Spliterators.spliterator(picture().elements(), Spliterator.ORDERED | Spliterator.NONNULL);
    }

    @Override
    public Object[] toArray() {
        return picture().elements();
    }

    @Override
    public <T> T[] toArray(T[] target) {
        return snapshot().toArray(target);
    }

    /**
     * How often the list was changed. Ask before reading, then wait for more by {@link #awaitChange}.
     *
     * @return the number of changes since the list was created; an operation on many elements is one or more
     */
    @Override
    public long version() {
        return store.version();
    }

    /**
     * Waits until the list was changed since {@code seenVersion}.
     *
     * @param seenVersion the version the caller knows
     * @return the present version
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the list
     */
    @Override
    public long awaitChange(long seenVersion) throws InterruptedException {
        store.awaitChange(seenVersion, Deadline.NEVER);
        return version();
    }

    /**
     * Waits until the list was changed since {@code seenVersion}, or the time is up; never gives up early.
     *
     * @param seenVersion the version the caller knows
     * @param timeout how long; zero or less looks once
     * @return whether it was changed
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     * @throws io.parley.ObjectDeletedException if somebody deletes the list
     */
    @Override
    public boolean awaitChange(long seenVersion, Duration timeout) throws InterruptedException {
        return store.awaitChange(seenVersion, TimeUnit.NANOSECONDS.convert(timeout));
    }

    /** Gives back the room that removed elements had. Readers go on, writers wait. */
    public void compact() {
        store.compact();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path path() {
        return store.path();
    }

    @Override
    public boolean isDeleted() {
        return store.isDeleted();
    }

    @Override
    public void delete() {
        store.delete();
    }

    @Override
    public void close() {
        domain.untrack(closing);
        store.close();
    }

    /** Whether the other one is a list with equal elements in the same order. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof List<?> && snapshot().equals(other);
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    /** The elements in brackets, as Python prints a list. */
    @Override
    public String toString() {
        return store.isClosed()
                ? "SharedList(" + name + ", handle closed)"
                : snapshot().toString();
    }
}
