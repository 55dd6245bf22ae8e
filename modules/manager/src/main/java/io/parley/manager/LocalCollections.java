package io.parley.manager;

import io.parley.AnyCodec;
import io.parley.Codec;
import io.parley.Parley;
import io.parley.collection.ManagedList;
import io.parley.collection.ManagedMap;
import io.parley.collection.ManagedNamespace;
import io.parley.collection.ManagedRef;
import io.parley.collection.ManagedSet;
import io.parley.collection.MapOptions;
import java.util.function.UnaryOperator;

/** Collections of this host. */
abstract class LocalCollections extends LocalQueues implements CollectionObjects {
    LocalCollections(Parley parley) {
        super(parley);
    }

    @Override
    public <K, V> ManagedMap<K, V> map(String name, Codec<K> keys, Codec<V> values, UnaryOperator<MapOptions> options) {
        return parley.map(name, keys, values, options);
    }

    @Override
    public <E> ManagedSet<E> set(String name, Codec<E> elements, UnaryOperator<MapOptions> options) {
        return parley.set(name, elements, options);
    }

    @Override
    public <E> ManagedList<E> list(String name, Codec<E> elements) {
        return parley.list(name, elements);
    }

    @Override
    public ManagedNamespace namespace(String name, AnyCodec values) {
        return parley.namespace(name, values);
    }

    @Override
    public <T> ManagedRef<T> ref(String name, Codec<T> codec) {
        return parley.ref(name, codec);
    }
}
