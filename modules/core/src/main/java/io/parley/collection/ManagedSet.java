package io.parley.collection;

import io.parley.ManagedObject;
import java.util.Set;

/**
 * A set as a manager gives it, here or on another host. Python's {@code Manager().set()}.
 *
 * <p><b>Threading:</b> every method may be called by any thread. Iterators are for one. <b>Atomicity:</b> {@code add},
 * {@code remove} and {@code contains} are one atomic step for everybody: of all who add the same element, one gets
 * {@code true}. Bulk methods are a step for each element.
 *
 * <p><b>Iteration</b> goes on whatever others do; from another host elements come in pages, and a host keeps 32
 * unfinished walks for a client. <b>Elements</b> are the same if their bytes are, as the codec writes them; never null.
 *
 * <p><b>Blocking:</b> from another host, every method waits for the answer. <b>Failure:</b> each element is in or out,
 * whoever dies; what is on its way to another host then is an {@code IndeterminateException} once the session is over.
 * <b>Differs from Python:</b> managers have sets since 3.14 only.
 *
 * @param <E> the type of elements
 */
public interface ManagedSet<E> extends Set<E>, ManagedObject {
    /**
     * How many elements there are.
     *
     * @return a snapshot
     */
    long longSize();

    /**
     * Whether iteration is in the order in which elements were added: {@link MapOptions#insertionOrder}.
     *
     * @return as the set was created
     */
    boolean keepsInsertionOrder();

    /**
     * A copy of the whole set in this process's memory.
     *
     * @return unmodifiable; in the order of insertion, if the set keeps it
     */
    Set<E> snapshot();
}
