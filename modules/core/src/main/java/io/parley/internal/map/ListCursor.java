package io.parley.internal.map;

import java.util.Arrays;
import java.util.ListIterator;
import java.util.NoSuchElementException;

/** Goes over a copy of a list, and changes both the copy and the list. */
public final class ListCursor<E> implements ListIterator<E> {
    /** No element has it. */
    private static final long NO_ID = 0;

    private static final int NOTHING = -1;

    private final Target<E> list;
    private Object[] elements;
    private long[] ids;
    private int size;
    private int next;
    /** Index of what {@code remove} and {@code set} are about. */
    private int last = NOTHING;

    /** The list, whose elements have ids that are never used twice. */
    public interface Target<E> {
        /** Removes an element, if it is still there. */
        void removeById(long id, int hint);

        /** Replaces an element wherever it is. */
        void setById(long id, E element);

        /** Inserts an element before one, or behind another if that is gone, or at the end; returns its id. */
        long addById(E element, long before, long behind, int hint);
    }

    /** Before the element at {@code index} of a copy, which belongs to the cursor from now on. */
    public ListCursor(Target<E> list, long[] ids, Object[] elements, int index) {
        this.list = list;
        this.elements = elements;
        this.ids = ids;
        this.size = ids.length;
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException("Index " + index + " out of bounds for iteration, length " + size);
        }
        this.next = index;
    }

    @Override
    public boolean hasNext() {
        return next < size;
    }

    @Override
    public E next() {
        requireThere(next < size);
        return element(next++);
    }

    @Override
    public boolean hasPrevious() {
        return next > 0;
    }

    @Override
    public E previous() {
        requireThere(next > 0);
        return element(--next);
    }

    private void requireThere(boolean there) {
        if (!there) {
            throw new NoSuchElementException("no element there: " + list + " index=" + next);
        }
    }

    @SuppressWarnings("unchecked") // written from decoded elements only
    private E element(int index) {
        last = index;
        return (E) elements[index];
    }

    @Override
    public int nextIndex() {
        return next;
    }

    @Override
    public int previousIndex() {
        return next - 1;
    }

    @Override
    public void remove() {
        requireLast();
        list.removeById(ids[last], last);
        System.arraycopy(elements, last + 1, elements, last, size - last - 1);
        System.arraycopy(ids, last + 1, ids, last, size - last - 1);
        size--;
        if (last < next) {
            next--;
        }
        last = NOTHING;
    }

    @Override
    public void set(E element) {
        requireLast();
        list.setById(ids[last], element);
        elements[last] = element;
    }

    private void requireLast() {
        if (last == NOTHING) {
            throw new IllegalStateException("call next() or previous() first: " + list);
        }
    }

    @Override
    public void add(E element) {
        long id = list.addById(element, next < size ? ids[next] : NO_ID, next > 0 ? ids[next - 1] : NO_ID, next);
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size + size / 2 + 1);
            elements = Arrays.copyOf(elements, ids.length);
        }
        System.arraycopy(elements, next, elements, next + 1, size - next);
        System.arraycopy(ids, next, ids, next + 1, size - next);
        elements[next] = element;
        ids[next++] = id;
        size++;
        last = NOTHING;
    }
}
