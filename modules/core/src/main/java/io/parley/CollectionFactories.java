package io.parley;

import io.parley.collection.MapOptions;
import io.parley.collection.SharedList;
import io.parley.collection.SharedLongMap;
import io.parley.collection.SharedMap;
import io.parley.collection.SharedNamespace;
import io.parley.collection.SharedRef;
import io.parley.collection.SharedSet;
import java.util.function.UnaryOperator;

/** The part of {@link Parley} that opens maps, sets, lists, namespaces and references. */
abstract class CollectionFactories extends QueueFactories {
    CollectionFactories() {}

    /**
     * A map with default options: without order.
     *
     * @param <K> the type of keys
     * @param <V> the type of values
     * @param name its name
     * @param keys how keys become bytes; the same one in every process
     * @param values how values become bytes; the same one in every process
     * @return a handle
     * @throws ObjectMismatchException if it exists with other codecs
     */
    public <K, V> SharedMap<K, V> map(String name, Codec<K> keys, Codec<V> values) {
        return SharedMap.open(self(), name, keys, values, MapOptions.defaults());
    }

    /**
     * A map.
     *
     * @param <K> the type of keys
     * @param <V> the type of values
     * @param name its name
     * @param keys how keys become bytes; the same one in every process
     * @param values how values become bytes; the same one in every process
     * @param options changes the defaults, for example {@code o -> o.insertionOrder(true)}
     * @return a handle
     * @throws ObjectMismatchException if it exists with other codecs or another order
     */
    public <K, V> SharedMap<K, V> map(String name, Codec<K> keys, Codec<V> values, UnaryOperator<MapOptions> options) {
        return SharedMap.open(self(), name, keys, values, options.apply(MapOptions.defaults()));
    }

    /**
     * A set with default options: without order.
     *
     * @param <E> the type of elements
     * @param name its name
     * @param elements how elements become bytes; the same one in every process
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec
     */
    public <E> SharedSet<E> set(String name, Codec<E> elements) {
        return SharedSet.open(self(), name, elements, MapOptions.defaults());
    }

    /**
     * A set.
     *
     * @param <E> the type of elements
     * @param name its name
     * @param elements how elements become bytes; the same one in every process
     * @param options changes the defaults, for example {@code o -> o.insertionOrder(true)}
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec or another order
     */
    public <E> SharedSet<E> set(String name, Codec<E> elements, UnaryOperator<MapOptions> options) {
        return SharedSet.open(self(), name, elements, options.apply(MapOptions.defaults()));
    }

    /**
     * Named attributes of any type.
     *
     * @param name its name
     * @param allowed records, enums and serialisable classes that attributes may be; see {@link Codecs#any}
     * @return a handle
     */
    public SharedNamespace namespace(String name, Class<?>... allowed) {
        return SharedNamespace.open(self(), name, Codecs.any(allowed));
    }

    /**
     * Named attributes of any type.
     *
     * @param name its name
     * @param values knows the classes that attributes may be; from {@link Codecs#any}
     * @return a handle
     */
    public SharedNamespace namespace(String name, AnyCodec values) {
        return SharedNamespace.open(self(), name, values);
    }

    /**
     * A list.
     *
     * @param <E> the type of elements
     * @param name its name
     * @param elements how elements become bytes; the same one in every process
     * @return a handle
     * @throws ObjectMismatchException if it exists with another codec
     */
    public <E> SharedList<E> list(String name, Codec<E> elements) {
        return SharedList.open(self(), name, elements);
    }

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
