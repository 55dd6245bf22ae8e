package io.parley.collection;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.SharedObject;
import io.parley.internal.domain.Addresses;
import io.parley.internal.map.MapStore;
import io.parley.internal.memory.ObjectKind;
import java.nio.file.Path;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;

/**
 * A set that all processes of a domain see and change. Python's {@code Manager().set()}, without the manager.
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. Iterators are for one thread.
 *
 * <p><b>Processes:</b> {@link #add}, {@link #remove} and {@link #contains} are one atomic step for everybody: of all
 * who add the same element, one gets {@code true}. {@code addAll}, {@code removeAll}, {@code retainAll} and their like
 * are a step for each element. A process that dies in any of them leaves each element in or out; the next writer of
 * that part of the set goes on within milliseconds, readers do not notice.
 *
 * <p><b>Iteration</b> goes on whatever others do: there is no {@code ConcurrentModificationException}. Each part of the
 * set is seen as it was at one moment, each element once at most. Unless the set was created with
 * {@link MapOptions#insertionOrder} there is no order.
 *
 * <p><b>Elements</b> are the same if their bytes are, as the codec writes them; they are never null. One of a class
 * that the codec cannot write is in no set: asking for it is no error. What comes out is a copy.
 *
 * <p><b>Blocking:</b> changing waits for others who just change the same part of the set; reading never does.
 * <b>Allocation:</b> none of the set's own in {@code add}, {@code remove} and {@code contains}; iterating makes the
 * elements.
 *
 * <p><b>Failure:</b> an element that cannot be encoded is a {@link io.parley.CodecException}, before anything is
 * shared. A file system without room for the set to grow is a {@link io.parley.DomainFullException}; the set is as it
 * was. An element of more than 1 MiB and 4 KiB is an {@link IllegalArgumentException}; a part of the set that cannot
 * grow any more is a {@link io.parley.MapFullException}.
 *
 * <p><b>Differs from Python:</b> managers have sets since 3.14 only. {@code ==} compares content here, the proxy there.
 *
 * @param <E> the type of elements
 */
public final class SharedSet<E> extends AbstractSet<E> implements ManagedSet<E>, SharedObject {
    /** In place of a codec of values: there are none. */
    private static final String NO_VALUES = "none";

    static {
        Addresses.register(SharedSet.class, set -> set.handle.address(set.codec.keys()));
        StoreHandle.count(SharedSet.class, set -> set.handle);
    }

    private final StoreHandle handle;
    private final MapStore store;
    private final EntryCodec<E, Void> codec;

    private SharedSet(Parley parley, String name, Codec<E> elements, MapOptions options) {
        this.handle = StoreHandle.open(parley, name, options.config(ObjectKind.SET, elements, NO_VALUES));
        this.store = handle.store;
        this.codec = EntryCodec.ofSet(handle, elements.in(parley));
    }

    /**
     * Opens the set, creating it first if there is none. {@link Parley#set(String, Codec)} is the short way.
     *
     * @param <E> the type of elements
     * @param parley the domain
     * @param name its name
     * @param elements how elements become bytes; the same one in every process, and the same bytes for equal elements
     * @param options how to create it
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec or another order
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <E> SharedSet<E> open(Parley parley, String name, Codec<E> elements, MapOptions options) {
        return new SharedSet<>(parley, name, elements, options);
    }

    /**
     * Adds an element.
     *
     * @return whether it was not there before
     */
    @Override
    public boolean add(E element) {
        MapScratch scratch = MapScratch.acquire();
        try {
            codec.encodeKey(element, scratch.key);
            return codec.isOrdered()
                    ? !scratch.change(codec).putIfAbsent(store)
                    : store.putIfAbsent(scratch.key, scratch.given, null);
        } finally {
            scratch.release();
        }
    }

    /**
     * Removes an element.
     *
     * @return whether it was there
     */
    @Override
    public boolean remove(Object element) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return codec.encodeSoughtKey(element, scratch.key) && store.remove(scratch.key, null);
        } finally {
            scratch.release();
        }
    }

    /** Whether the element is there. Takes no lock and waits for nobody. */
    @Override
    public boolean contains(Object element) {
        MapScratch scratch = MapScratch.acquire();
        try {
            return codec.encodeSoughtKey(element, scratch.key) && store.containsKey(scratch.key);
        } finally {
            scratch.release();
        }
    }

    /**
     * How many elements there are, in constant time; at most {@link Integer#MAX_VALUE}. Exact when nobody writes.
     *
     * @see #longSize
     */
    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, store.size());
    }

    /**
     * How many elements there are, in constant time. Exact when nobody writes.
     *
     * @return a snapshot
     */
    @Override
    public long longSize() {
        return store.size();
    }

    @Override
    public boolean isEmpty() {
        return store.size() == 0;
    }

    /** Removes every element that there is, part by part; what others add meanwhile may stay. */
    @Override
    public void clear() {
        store.clear();
    }

    /**
     * Whether iteration is in the order in which elements were added: {@link MapOptions#insertionOrder}.
     *
     * @return as the set was created
     */
    @Override
    public boolean keepsInsertionOrder() {
        return codec.isOrdered();
    }

    /** The elements; {@code remove} removes for everybody. */
    @Override
    public Iterator<E> iterator() {
        return new EntryIterator<>(EntryCursor.inOrder(store), at -> codec.key(at.key));
    }

    @Override
    public Spliterator<E> spliterator() {
        return MapViews.spliterator(iterator(), codec.isOrdered(), true);
    }

    /** Hands every element to the action, without a lock; in the order of insertion, if the set keeps it. */
    @Override
    public void forEach(Consumer<? super E> action) {
        Objects.requireNonNull(action, "action");
        for (EntryCursor all = EntryCursor.inOrder(store); all.next(); ) {
            action.accept(codec.key(all.key));
        }
    }

    /**
     * A copy of the whole set in this process's memory. Each part is as it was at one moment; not all at the same, if
     * others write meanwhile.
     *
     * @return unmodifiable; in the order of insertion, if the set keeps it
     */
    @Override
    public Set<E> snapshot() {
        Set<E> copy = new LinkedHashSet<>();
        forEach(copy::add);
        return Collections.unmodifiableSet(copy);
    }

    /**
     * Makes the files as small as the elements allow. Readers go on; each writer waits while its part is copied.
     *
     * @throws io.parley.DomainFullException if there is no room for the copy; nothing was changed
     */
    public void compact() {
        store.compact();
    }

    /** Asks the kernel to write everything to disk and waits until it has; on tmpfs there is nothing to do. */
    public void flush() {
        store.flush();
    }

    @Override
    public String name() {
        return handle.name();
    }

    @Override
    public Path path() {
        return handle.path();
    }

    @Override
    public boolean isDeleted() {
        return handle.isDeleted();
    }

    @Override
    public void delete() {
        handle.delete();
    }

    @Override
    public void close() {
        handle.close();
    }

    /** The elements as every set prints them, {@code [a, b]}; of a handle that was closed, its name. */
    @Override
    public String toString() {
        return handle.isUsable() ? super.toString() : handle.describe("SharedSet");
    }
}
