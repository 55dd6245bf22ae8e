package io.parley.manager.internal.call;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A class that a server has registered.
 *
 * @param typeid what it is called
 * @param type its interface
 * @param factory makes or finds an object; null if only methods return them
 * @param way how clients come by objects
 * @param methods which methods can be called
 * @param proxies which of them return proxies of what, besides what the interface says
 * @param concurrency how many calls of one object may run at once
 * @param carried what may be in arguments and results, besides what the interface says
 */
public record Registered(
        String typeid,
        Class<?> type,
        Factory factory,
        Way way,
        MethodTable methods,
        Map<String, String> proxies,
        int concurrency,
        Set<Class<?>> carried) {
    /** Makes an object, or finds it. */
    @FunctionalInterface
    public interface Factory {
        /** Does it, with what the client passed. */
        Object make(List<Object> arguments) throws Exception;
    }

    /** How clients come by objects. */
    public enum Way {
        /** Each makes its own. */
        CREATED,
        /** There is one for all. */
        SHARED,
        /** Methods of others return them. */
        RETURNED
    }

    /** With other methods. */
    public Registered withMethods(MethodTable other) {
        return new Registered(typeid, type, factory, way, other, proxies, concurrency, carried);
    }

    /** With other methods that return proxies. */
    public Registered withProxies(Map<String, String> other) {
        return new Registered(typeid, type, factory, way, methods, Map.copyOf(other), concurrency, carried);
    }

    /** With another bound. */
    public Registered withConcurrency(int other) {
        return new Registered(typeid, type, factory, way, methods, proxies, other, carried);
    }

    /** With other classes. */
    public Registered withCarried(Set<Class<?>> other) {
        return new Registered(typeid, type, factory, way, methods, proxies, concurrency, Set.copyOf(other));
    }

    /** What the result of a method is registered as; null if it is a copy. */
    String proxyOf(MethodTable.Entry method) {
        return proxies.getOrDefault(method.method().getName(), method.proxy());
    }
}
