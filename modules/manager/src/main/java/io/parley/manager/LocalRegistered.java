package io.parley.manager;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.manager.internal.call.Host;
import io.parley.manager.internal.call.Pools;
import io.parley.manager.internal.call.Proxies;
import io.parley.process.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Registered classes and pools of this host: those of a server in this process, if there is one. */
abstract class LocalRegistered extends LocalCollections implements RegisteredObjects {
    private final Proxies proxies;
    private final Pools pools;
    private final Map<String, Pool> ownPools = new HashMap<>();
    private final List<Pool> views = new ArrayList<>();

    /**
     * Those of a server in this process.
     *
     * @param host where registered objects live; null if there is no server
     * @param pools its pools; null if there is no server
     */
    LocalRegistered(Parley parley, Host host, Pools pools) {
        super(parley);
        this.pools = pools;
        this.proxies = host == null ? null : Proxies.local(host);
    }

    private Proxies proxies() {
        if (proxies == null) {
            throw new UnsupportedOperationException("objects of registered classes live in a server, and this manager"
                    + " has none. Use the manager() of a ManagerServer, or connect to one");
        }
        return proxies;
    }

    /** Cancels the tasks that were given by this manager. */
    synchronized void closePools() {
        views.forEach(Pool::shutdownNow);
        ownPools.values().forEach(Pool::shutdownNow);
        ownPools.values().forEach(Pool::close);
    }

    void closeProxies() {
        if (proxies != null) {
            proxies.close();
        }
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
    public synchronized Pool pool(String name) {
        Pool pool = pools == null
                ? ownPools.computeIfAbsent(name, first -> parley.pool(o -> o.withName(first)))
                : pools.local(name);
        if (pools != null) {
            views.removeIf(Pool::isTerminated);
            views.add(pool);
        }
        return pool;
    }

    @Override
    public void allow(Class<?>... classes) {
        proxies().allow(List.of(classes));
    }
}
