package io.parley.collection;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/**
 * A list that can be read and not changed; see {@link Detached}.
 *
 * @param <E> the type of elements
 */
class DetachedList<E> extends DetachedCollection<E> implements List<E> {
    private static final long serialVersionUID = 1L;

    private final transient List<E> list;

    DetachedList(List<E> list, Detached.Place place) {
        super(list, place);
        this.list = list;
    }

    /**
     * Of a list whose elements are reached by index at once.
     *
     * @param <E> the type of elements
     */
    static final class Fast<E> extends DetachedList<E> implements RandomAccess {
        private static final long serialVersionUID = 1L;

        Fast(List<E> list, Detached.Place place) {
            super(list, place);
        }
    }

    @Override
    final String what() {
        return "list";
    }

    @Override
    public E get(int index) {
        return place.inside(list.get(index));
    }

    @Override
    public int indexOf(Object element) {
        return list.indexOf(element);
    }

    @Override
    public int lastIndexOf(Object element) {
        return list.lastIndexOf(element);
    }

    @Override
    public List<E> subList(int from, int to) {
        List<E> range = list.subList(from, to);
        return range instanceof RandomAccess ? new Fast<>(range, place) : new DetachedList<>(range, place);
    }

    @Override
    public ListIterator<E> listIterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        ListIterator<E> elements = list.listIterator(index);
        return new ListIterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public E next() {
                return place.inside(elements.next());
            }

            @Override
            public boolean hasPrevious() {
                return elements.hasPrevious();
            }

            @Override
            public E previous() {
                return place.inside(elements.previous());
            }

            @Override
            public int nextIndex() {
                return elements.nextIndex();
            }

            @Override
            public int previousIndex() {
                return elements.previousIndex();
            }

            @Override
            public void remove() {
                throw refusal();
            }

            @Override
            public void set(E element) {
                throw refusal();
            }

            @Override
            public void add(E element) {
                throw refusal();
            }
        };
    }

    @Override
    public E set(int index, E element) {
        throw refusal();
    }

    @Override
    public void add(int index, E element) {
        throw refusal();
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        throw refusal();
    }

    @Override
    public E remove(int index) {
        throw refusal();
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        throw refusal();
    }

    @Override
    public void sort(Comparator<? super E> order) {
        throw refusal();
    }
}
