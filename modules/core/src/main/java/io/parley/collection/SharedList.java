package io.parley.collection;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.internal.map.ListCursor;
import io.parley.internal.map.ListScratch;
import io.parley.internal.map.ListValues;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A list that all processes of a domain see. Python's {@code Manager().list()}, without a manager.
 *
 * <pre>{@code
 * SharedList<String> names = parley.list("names", Codecs.utf8());
 * names.add("Ann");
 * names.update(0, name -> name + "e");
 * }</pre>
 *
 * <p><b>Threading:</b> every method may be called by any thread of any process. Each is one atomic step, also
 * {@link #addAll}, {@link #removeIf}, {@link #sort} and {@link #clear}; only several calls together are not.
 *
 * <p><b>Elements</b> are copies: a change of an object that came out changes nothing in the list, use {@link #set} or
 * {@link #update}. Null is no element.
 *
 * <p><b>Speed:</b> {@link #get}, {@link #set}, {@link #update}, adding and removing at the end take constant time.
 * Adding and removing elsewhere copies 8 bytes for each element. What looks at all elements decodes them all.
 *
 * <p><b>Iteration</b>, {@link #stream}, {@link #toArray}, {@link #equals} and the like work on a copy of the list as it
 * was at one moment; others may change the list meanwhile. {@link java.util.Iterator#remove} and
 * {@link ListIterator#set} find the element wherever it is by then. A {@link #subList} is a view of a range; once the
 * list was changed other than through it or at the end, it throws {@link ConcurrentModificationException}.
 *
 * <p><b>Processes:</b> writers take turns; readers take nothing and do not wait, unless others change the list all the
 * time they look. A process that dies anywhere in a change leaves the list as it was or as it was to become, and the
 * next writer goes on within milliseconds. <b>Ordering:</b> what a process did before a change is visible to whoever
 * reads what was changed.
 *
 * <p><b>Blocking:</b> changes wait for other writers, interruption kept for later; only {@link #awaitChange} is
 * interruptible. Functions and comparators that are passed in run while other writers wait, so they should be quick;
 * they may read the list. <b>Allocation:</b> what the codec allocates; besides, only what copies the list or changes
 * several elements.
 *
 * <p><b>Failure:</b> what a codec, a function or a full file system throws is passed on, and the list stays as it was.
 * At most 134,217,728 elements.
 *
 * <p><b>Differs from Python:</b> no negative indexes; iteration does not see later changes; equal if the content is.
 *
 * @param <E> the element type
 */
public final class SharedList<E> extends ListReading<E> {
    private SharedList(Parley parley, String name, Codec<E> codec) {
        super(parley, name, codec);
    }

    /**
     * Opens the list, creating it first if there is none. {@link Parley#list} is the short way.
     *
     * @param <E> the element type
     * @param parley the domain
     * @param name its name
     * @param codec how elements become bytes; the same one in every process
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec
     * @throws io.parley.ParleyException if something else has that name, or the file system refuses
     */
    public static <E> SharedList<E> open(Parley parley, String name, Codec<E> codec) {
        SharedList<E> list = new SharedList<>(parley, name, codec);
        list.track();
        return list;
    }

    /** Appends an element; in constant time. */
    @Override
    public boolean add(E element) {
        try (ListScratch scratch = ListScratch.acquire()) {
            elements.encode(element, scratch);
            store.begin();
            try {
                store.append(scratch);
            } finally {
                store.end();
            }
        }
        return true;
    }

    @Override
    public void add(int index, E element) {
        insert(index, elements.encode(List.of(Objects.requireNonNull(element, "null cannot be an element"))));
    }

    /** Appends elements, all in one step for others. */
    @Override
    public boolean addAll(Collection<? extends E> added) {
        ListValues values = elements.encode(added);
        store.begin();
        try {
            store.insert(store.size(), values);
        } finally {
            store.end();
        }
        return values.count() > 0;
    }

    /** Inserts elements, all in one step for others. */
    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        ListValues values = elements.encode(added);
        insert(index, values);
        return values.count() > 0;
    }

    private void insert(int index, ListValues values) {
        store.begin();
        try {
            store.insert(index, values);
        } finally {
            store.end();
        }
    }

    /** Replaces an element; in constant time. */
    @Override
    public E set(int index, E element) {
        try (ListScratch scratch = ListScratch.acquire()) {
            elements.encode(element, scratch);
            store.begin();
            try {
                long id = store.idAt(index);
                store.readHeld(index, scratch);
                E old = elements.element(index, scratch);
                store.replace(id, scratch);
                return old;
            } finally {
                store.end();
            }
        }
    }

    /**
     * Replaces an element by a function of itself, in one step for others.
     *
     * @param index from 0
     * @param function gets the element; runs once, while other writers wait
     * @return what it returned, which is the new element
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws ConcurrentModificationException if the function removed the element
     */
    @Override
    public E update(int index, UnaryOperator<E> function) {
        try (ListScratch scratch = ListScratch.acquire()) {
            store.begin();
            try {
                long id = store.idAt(index);
                store.readHeld(index, scratch);
                E updated = function.apply(elements.working(index, scratch));
                elements.encode(updated, scratch);
                replace(id, scratch);
                return updated;
            } finally {
                store.end();
            }
        }
    }

    private void replace(long id, ListScratch scratch) {
        if (!store.contains(id, scratch)) {
            throw new ConcurrentModificationException("element is not in the list any more: " + path());
        }
        store.replace(id, scratch);
    }

    /** Removes an element; at the end in constant time. */
    @Override
    public E remove(int index) {
        store.begin();
        try {
            return removeHeld(index);
        } finally {
            store.end();
        }
    }

    private E removeHeld(int index) {
        try (ListScratch scratch = ListScratch.acquire()) {
            store.readHeld(index, scratch);
            E removed = elements.element(index, scratch);
            store.remove(index, index + 1);
            return removed;
        }
    }

    /**
     * Removes the first element.
     *
     * @return the element
     * @throws NoSuchElementException if the list is empty
     */
    @Override
    public E removeFirst() {
        store.begin();
        try {
            requireElements();
            return removeHeld(0);
        } finally {
            store.end();
        }
    }

    /**
     * Removes the last element; in constant time.
     *
     * @return the element
     * @throws NoSuchElementException if the list is empty
     */
    @Override
    public E removeLast() {
        store.begin();
        try {
            requireElements();
            return removeHeld(store.size() - 1);
        } finally {
            store.end();
        }
    }

    private void requireElements() {
        if (store.size() == 0) {
            throw empty();
        }
    }

    @Override
    public boolean remove(Object element) {
        store.begin();
        try {
            int index = indexOf(element);
            if (index >= 0) {
                store.remove(index, index + 1);
            }
            return index >= 0;
        } finally {
            store.end();
        }
    }

    /** Removes a range, in one step for others. */
    @Override
    protected void removeRange(int from, int to) {
        store.begin();
        try {
            store.remove(from, to);
        } finally {
            store.end();
        }
    }

    /** Removes all elements, in one step for others. */
    @Override
    public void clear() {
        store.begin();
        try {
            store.remove(0, store.size());
        } finally {
            store.end();
        }
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

    /** Removes the elements that the filter wants removed, all in one step for others. */
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter);
        store.begin();
        try {
            long word = store.word();
            ListPicture<E> all = picture();
            long[] kept = new long[all.ids().length];
            long[] gone = new long[kept.length];
            int keptCount = 0;
            int goneCount = 0;
            for (E element : all.asList()) {
                long id = all.ids()[keptCount + goneCount];
                if (filter.test(element)) {
                    gone[goneCount++] = id;
                } else {
                    kept[keptCount++] = id;
                }
            }
            requireUnchanged(word);
            if (goneCount > 0) {
                store.reorder(kept, keptCount, gone, goneCount);
            }
            return goneCount > 0;
        } finally {
            store.end();
        }
    }

    /** The function that was called must not have changed the list. */
    private void requireUnchanged(long word) {
        if (store.word() != word) {
            throw new ConcurrentModificationException("the function changed the list that it works for: " + path());
        }
    }

    /** Replaces each element by a function of itself, all in one step for others. */
    @Override
    public void replaceAll(UnaryOperator<E> function) {
        Objects.requireNonNull(function);
        store.begin();
        try {
            long word = store.word();
            ListValues values = new ListValues();
            for (E element : picture(elements::working).asList()) {
                elements.add(function.apply(element), values);
            }
            requireUnchanged(word);
            if (values.count() > 0) {
                store.replaceAll(values);
            }
        } finally {
            store.end();
        }
    }

    /** An element while it is being sorted. */
    private record Sortable<E>(long id, E element) {}

    /** Sorts the list, in one step for others; equal elements stay in their order. */
    @Override
    public void sort(Comparator<? super E> comparator) {
        @SuppressWarnings("unchecked") // as List.sort: elements that cannot be compared are a ClassCastException
        Comparator<? super E> order =
                comparator != null ? comparator : (Comparator<? super E>) Comparator.naturalOrder();
        store.begin();
        try {
            long word = store.word();
            ListPicture<E> all = picture();
            List<E> unsorted = all.asList();
            @SuppressWarnings({"unchecked", "rawtypes"})
            Sortable<E>[] sorted = new Sortable[unsorted.size()];
            Arrays.setAll(sorted, i -> new Sortable<>(all.ids()[i], unsorted.get(i)));
            Arrays.sort(sorted, (one, other) -> order.compare(one.element, other.element));
            requireUnchanged(word);
            reorder(Arrays.stream(sorted).mapToLong(Sortable::id).toArray());
        } finally {
            store.end();
        }
    }

    /** Turns the order of the elements round, in one step for others. */
    @Override
    public void reverse() {
        store.begin();
        try {
            long[] ids = store.ids(store.word());
            for (int i = 0, j = ids.length - 1; i < j; i++, j--) {
                long id = ids[i];
                ids[i] = ids[j];
                ids[j] = id;
            }
            reorder(ids);
        } finally {
            store.end();
        }
    }

    private void reorder(long[] ids) {
        if (ids.length > 1) {
            store.reorder(ids, ids.length, ids, 0);
        }
    }

    /**
     * Goes over the elements as they are now. {@code remove} and {@code set} work on the element wherever it is by
     * then, {@code add} beside its neighbours; an element that somebody removed meanwhile stays removed, and
     * {@code set} on it is a {@link ConcurrentModificationException}.
     */
    @Override
    public ListIterator<E> listIterator(int index) {
        ListPicture<E> all = picture();
        return new ListCursor<>(new ById(), all.ids(), all.elements(), index);
    }

    /** For cursors. */
    private final class ById implements ListCursor.Target<E> {
        @Override
        public void removeById(long id, int hint) {
            SharedList.this.removeById(id, hint);
        }

        @Override
        public void setById(long id, E element) {
            SharedList.this.setById(id, element);
        }

        @Override
        public long addById(E element, long before, long behind, int hint) {
            return SharedList.this.addById(element, before, behind, hint);
        }

        @Override
        public String toString() {
            return path().toString();
        }
    }

    /** Removes an element, if it is still there. */
    private void removeById(long id, int hint) {
        store.begin();
        try {
            int index = store.indexOf(id, hint);
            if (index >= 0) {
                store.remove(index, index + 1);
            }
        } finally {
            store.end();
        }
    }

    /** Replaces an element wherever it is. */
    private void setById(long id, E element) {
        try (ListScratch scratch = ListScratch.acquire()) {
            elements.encode(element, scratch);
            store.begin();
            try {
                replace(id, scratch);
            } finally {
                store.end();
            }
        }
    }

    /** Inserts an element before one, or behind another if that is gone, or at the end; returns its id. */
    private long addById(E element, long before, long behind, int hint) {
        ListValues values = elements.encode(List.of(Objects.requireNonNull(element, "null cannot be an element")));
        store.begin();
        try {
            int index = store.indexOf(before, hint);
            if (index < 0) {
                int previous = store.indexOf(behind, hint - 1);
                index = previous < 0 ? store.size() : previous + 1;
            }
            store.insert(index, values);
            return store.idAt(index);
        } finally {
            store.end();
        }
    }

    /**
     * A live view of a range. What is changed through it is changed in the list. Once the list was changed other than
     * through the view, by whomever, each method throws {@link ConcurrentModificationException}; what others append
     * behind the range, or replace in it, is no such change.
     */
    @Override
    public List<E> subList(int from, int to) {
        return new ListRange<>(this, from, to);
    }
}
