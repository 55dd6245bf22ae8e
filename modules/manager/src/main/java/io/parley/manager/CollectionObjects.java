package io.parley.manager;

import io.parley.AnyCodec;
import io.parley.Codec;
import io.parley.Codecs;
import io.parley.collection.ManagedList;
import io.parley.collection.ManagedMap;
import io.parley.collection.ManagedNamespace;
import io.parley.collection.ManagedRef;
import io.parley.collection.ManagedSet;
import io.parley.collection.MapOptions;
import java.util.function.UnaryOperator;

/** What a {@link Manager} knows of collections. */
interface CollectionObjects {
    /**
     * A map with default options: without order.
     *
     * @param <K> the type of keys
     * @param <V> the type of values
     * @param name its name
     * @param keys how keys become bytes; the same one for everybody
     * @param values how values become bytes; the same one for everybody
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with other codecs
     */
    default <K, V> ManagedMap<K, V> map(String name, Codec<K> keys, Codec<V> values) {
        return map(name, keys, values, UnaryOperator.identity());
    }

    /**
     * A map.
     *
     * @param <K> the type of keys
     * @param <V> the type of values
     * @param name its name
     * @param keys how keys become bytes; the same one for everybody
     * @param values how values become bytes; the same one for everybody
     * @param options changes the defaults, for example {@code o -> o.insertionOrder(true)}
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with other codecs or another order
     */
    <K, V> ManagedMap<K, V> map(String name, Codec<K> keys, Codec<V> values, UnaryOperator<MapOptions> options);

    /**
     * A set with default options: without order.
     *
     * @param <E> the type of elements
     * @param name its name
     * @param elements how elements become bytes; the same one for everybody
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec
     */
    default <E> ManagedSet<E> set(String name, Codec<E> elements) {
        return set(name, elements, UnaryOperator.identity());
    }

    /**
     * A set.
     *
     * @param <E> the type of elements
     * @param name its name
     * @param elements how elements become bytes; the same one for everybody
     * @param options changes the defaults, for example {@code o -> o.insertionOrder(true)}
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec or another order
     */
    <E> ManagedSet<E> set(String name, Codec<E> elements, UnaryOperator<MapOptions> options);

    /**
     * A list.
     *
     * @param <E> the type of elements
     * @param name its name
     * @param elements how elements become bytes; the same one for everybody
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec
     */
    <E> ManagedList<E> list(String name, Codec<E> elements);

    /**
     * Named attributes of any type.
     *
     * @param name its name
     * @param allowed records, enums and serialisable classes that attributes may be; see {@link Codecs#any}
     * @return a handle
     */
    default ManagedNamespace namespace(String name, Class<?>... allowed) {
        return namespace(name, Codecs.any(allowed));
    }

    /**
     * Named attributes of any type.
     *
     * @param name its name
     * @param values knows the classes that attributes may be; from {@link Codecs#any}
     * @return a handle
     */
    ManagedNamespace namespace(String name, AnyCodec values);

    /**
     * One value of any type, null if this call creates it.
     *
     * @param <T> the type
     * @param name its name
     * @param codec how values become bytes; the same one for everybody
     * @return a handle
     * @throws io.parley.ObjectMismatchException if it exists with another codec
     */
    <T> ManagedRef<T> ref(String name, Codec<T> codec);
}
