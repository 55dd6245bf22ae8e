package io.parley.manager;

import io.parley.AnyCodec;
import io.parley.Codec;
import io.parley.collection.ManagedList;
import io.parley.collection.ManagedMap;
import io.parley.collection.ManagedNamespace;
import io.parley.collection.ManagedRef;
import io.parley.collection.ManagedSet;
import io.parley.collection.MapOptions;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.collection.RemoteList;
import io.parley.manager.internal.collection.RemoteMap;
import io.parley.manager.internal.collection.RemoteNamespace;
import io.parley.manager.internal.collection.RemoteRef;
import io.parley.manager.internal.collection.RemoteSet;
import java.util.function.UnaryOperator;

/** Collections of another host. */
abstract class RemoteCollections extends RemoteQueues implements CollectionObjects {
    RemoteCollections(Link link) {
        super(link);
    }

    @Override
    public <K, V> ManagedMap<K, V> map(String name, Codec<K> keys, Codec<V> values, UnaryOperator<MapOptions> options) {
        return new RemoteMap<>(link, name, bound(keys), bound(values), options.apply(MapOptions.defaults()));
    }

    @Override
    public <E> ManagedSet<E> set(String name, Codec<E> elements, UnaryOperator<MapOptions> options) {
        return new RemoteSet<>(link, name, bound(elements), options.apply(MapOptions.defaults()));
    }

    @Override
    public <E> ManagedList<E> list(String name, Codec<E> elements) {
        return new RemoteList<>(link, name, bound(elements));
    }

    @Override
    public ManagedNamespace namespace(String name, AnyCodec values) {
        return new RemoteNamespace(link, name, bound(values));
    }

    @Override
    public <T> ManagedRef<T> ref(String name, Codec<T> codec) {
        return new RemoteRef<>(link, name, bound(codec));
    }
}
