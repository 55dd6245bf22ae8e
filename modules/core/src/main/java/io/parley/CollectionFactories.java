package io.parley;

import io.parley.collection.MapOptions;
import io.parley.collection.SharedLongMap;
import io.parley.collection.SharedRef;
import java.util.function.UnaryOperator;

/** The part of {@link Parley} that opens maps, sets, lists, namespaces and references. */
abstract class CollectionFactories extends QueueFactories {
    CollectionFactories() {}

    /**
     * A map of numbers to numbers, with default options.
     *
     * @param name its name
     * @return a handle
     * @throws ObjectMismatchException if it exists with other types
     */
    public SharedLongMap longMap(String name) {
        return SharedLongMap.open(self(), name, MapOptions.defaults());
    }

    /**
     * A map of numbers to numbers.
     *
     * @param name its name
     * @param options changes the defaults, for example {@code o -> o.expectedEntries(1_000_000)}
     * @return a handle
     * @throws ObjectMismatchException if it exists with other types or options
     */
    public SharedLongMap longMap(String name, UnaryOperator<MapOptions> options) {
        return SharedLongMap.open(self(), name, options.apply(MapOptions.defaults()));
    }

    /**
     * One value of any type, null if this call creates it.
     *
     * @param <T> the type
     * @param name its name
     * @param codec how values become bytes; the same one in every process
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec
     */
    public <T> SharedRef<T> ref(String name, Codec<T> codec) {
        return SharedRef.open(self(), name, codec);
    }
}
