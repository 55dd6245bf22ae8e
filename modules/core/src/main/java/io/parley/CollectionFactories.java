package io.parley;

import io.parley.collection.SharedList;

/** The part of {@link Parley} that opens maps, sets, lists, namespaces and references. */
abstract class CollectionFactories extends QueueFactories {
    CollectionFactories() {}

    /**
     * A list.
     *
     * @param <E> the element type
     * @param name its name
     * @param codec how elements become bytes; the same one in every process
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec
     */
    public <E> SharedList<E> list(String name, Codec<E> codec) {
        return SharedList.open(self(), name, codec);
    }
}
