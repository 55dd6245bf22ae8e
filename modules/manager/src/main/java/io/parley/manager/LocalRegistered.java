package io.parley.manager;

import io.parley.Codec;
import io.parley.Parley;
import io.parley.manager.internal.call.Host;
import io.parley.manager.internal.call.Proxies;
import java.util.List;

/** Registered classes and pools of this host: those of a server in this process, if there is one. */
abstract class LocalRegistered extends LocalCollections implements RegisteredObjects {
    private final Proxies proxies;

    /** @param host where registered objects live; null if there is no server */
    LocalRegistered(Parley parley, Host host) {
        super(parley);
        this.proxies = host == null ? null : Proxies.local(host);
    }

    private Proxies proxies() {
        if (proxies == null) {
            throw new UnsupportedOperationException("objects of registered classes live in a server, and this manager"
                    + " has none. Use the manager() of a ManagerServer, or connect to one");
        }
        return proxies;
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
    public void allow(Class<?>... classes) {
        proxies().allow(List.of(classes));
    }
}
