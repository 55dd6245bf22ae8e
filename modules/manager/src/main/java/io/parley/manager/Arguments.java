package io.parley.manager;

import java.util.Collections;
import java.util.List;

/**
 * What a client passed to {@code manager.create(typeid, type, arguments...)}, for the factory of a
 * {@link Registration}.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class Arguments {
    private final String typeid;
    private final List<Object> values;

    Arguments(String typeid, List<Object> values) {
        this.typeid = typeid;
        this.values = Collections.unmodifiableList(values);
    }

    /**
     * How many there are.
     *
     * @return 0 or more
     */
    public int size() {
        return values.size();
    }

    /**
     * One of them.
     *
     * @param index which, from 0
     * @param type what it has to be
     * @param <A> its type
     * @return the argument, a copy; may be null
     * @throws IllegalArgumentException if there are not so many, or it is something else; the client gets this
     */
    public <A> A get(int index, Class<A> type) {
        if (index >= values.size()) {
            throw new IllegalArgumentException("too few arguments for '" + typeid + "': index=" + index + ", given="
                    + values.size() + ". Pass a " + type.getSimpleName() + " there");
        }
        Object value = values.get(index);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("argument of '" + typeid + "' is of another type: index=" + index
                    + ", type=" + value.getClass().getName() + ", expected=" + type.getName());
        }
        return type.cast(value);
    }

    /**
     * All of them.
     *
     * @return a list that cannot be changed
     */
    public List<Object> all() {
        return values;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
