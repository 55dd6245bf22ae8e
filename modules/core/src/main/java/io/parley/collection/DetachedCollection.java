package io.parley.collection;

import java.io.Serializable;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Predicate;

/**
 * A collection that can be read and not changed; see {@link Detached}.
 *
 * @param <E> the type of elements
 */
class DetachedCollection<E> implements Collection<E>, Serializable {
    private static final long serialVersionUID = 1L;

    final transient Collection<E> target;
    final transient Detached.Place place;

    DetachedCollection(Collection<E> target, Detached.Place place) {
        this.target = target;
        this.place = place;
    }

    /** How users call it. */
    String what() {
        return "collection";
    }

    final UnsupportedOperationException refusal() {
        return place.refusal(what());
    }

    /** What Java serialisation writes: what was read, so that it can be put back. */
    final Object writeReplace() {
        return target;
    }

    @Override
    public int size() {
        return target.size();
    }

    @Override
    public boolean isEmpty() {
        return target.isEmpty();
    }

    @Override
    public boolean contains(Object element) {
        return target.contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return target.containsAll(elements);
    }

    @Override
    public Iterator<E> iterator() {
        Iterator<E> elements = target.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public E next() {
                return place.inside(elements.next());
            }

            @Override
            public void remove() {
                throw refusal();
            }
        };
    }

    @Override
    public Object[] toArray() {
        return inside(target.toArray());
    }

    @Override
    public <T> T[] toArray(T[] into) {
        return inside(target.toArray(into));
    }

    private <T> T[] inside(T[] elements) {
        for (int i = 0; i < elements.length; i++) {
            elements[i] = place.inside(elements[i]);
        }
        return elements;
    }

    @Override
    public boolean add(E element) {
        throw refusal();
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        throw refusal();
    }

    @Override
    public boolean remove(Object element) {
        throw refusal();
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        throw refusal();
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        throw refusal();
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        throw refusal();
    }

    @Override
    public void clear() {
        throw refusal();
    }

    @Override
    public boolean equals(Object other) {
        return other == this || target.equals(other instanceof DetachedCollection<?> view ? view.target : other);
    }

    @Override
    public int hashCode() {
        return target.hashCode();
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
