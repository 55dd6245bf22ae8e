package io.parley.manager;

import io.parley.Codec;
import io.parley.manager.internal.call.Pools;
import io.parley.manager.internal.call.Proxies;
import io.parley.manager.internal.client.Link;
import io.parley.process.Pool;
import java.util.List;

/** Registered classes and pools of another host. */
abstract class RemoteRegistered extends RemoteCollections implements RegisteredObjects {
    private Proxies proxies;

    RemoteRegistered(Link link) {
        super(link);
    }

    private synchronized Proxies proxies() {
        if (proxies == null) {
            proxies = Proxies.remote(link);
        }
        return proxies;
    }

    @Override
    public <T> T create(String typeid, Class<? super T> type, Object... arguments) {
        return proxies().create(typeid, type, arguments);
    }

    @Override
    public <T> T get(String typeid, Class<? super T> type) {
        return proxies().get(typeid, type);
    }

    @Override
    public <T> Codec<T> proxyCodec(Class<T> type) {
        return proxies().codecOf(type);
    }

    @Override
    public Pool pool(String name) {
        return Pools.remote(link, name);
    }

    @Override
    public void allow(Class<?>... classes) {
        proxies().allow(List.of(classes));
    }
}
