package io.parley.collection;

import java.util.Set;

/**
 * A set that can be read and not changed; see {@link Detached}.
 *
 * @param <E> the type of elements
 */
final class DetachedSet<E> extends DetachedCollection<E> implements Set<E> {
    private static final long serialVersionUID = 1L;

    DetachedSet(Set<E> target, Detached.Place place) {
        super(target, place);
    }

    @Override
    String what() {
        return "set";
    }
}
