package io.parley.manager.internal.call;

import io.parley.manager.ReturnsProxy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The methods of an interface by signature, as it is on the wire: {@code add(int,int)}. Immutable. */
public final class MethodTable {
    private final Class<?> type;
    private final Map<String, Entry> all;
    private final Set<String> exposed;

    /**
     * One method.
     *
     * @param method as reflection has it
     * @param signature name and erased types of parameters
     * @param proxy what its result is registered as; null if that is a copy
     */
    record Entry(Method method, String signature, String proxy) {}

    private MethodTable(Class<?> type, Map<String, Entry> all, Set<String> exposed) {
        this.type = type;
        this.all = all;
        this.exposed = exposed;
    }

    /** The methods of an interface. */
    public static MethodTable of(Class<?> type) {
        if (!type.isInterface() || type.isAnnotation()) {
            throw new IllegalArgumentException("not an interface: " + type.getName()
                    + ". Clients know a registered class by an interface: declare one, and register that");
        }
        Map<String, Entry> all = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                all.merge(signature(method), entry(type, method), MethodTable::moreSpecific);
            }
        }
        return new MethodTable(type, all, null);
    }

    private static Entry entry(Class<?> type, Method method) {
        ReturnsProxy proxy = method.getAnnotation(ReturnsProxy.class);
        if (proxy != null && !method.getReturnType().isInterface()) {
            throw notAnInterface(type, method.getName());
        }
        method.trySetAccessible();
        return new Entry(method, signature(method), proxy == null ? null : proxy.value());
    }

    private static Entry moreSpecific(Entry one, Entry other) {
        return one.method().getReturnType().isAssignableFrom(other.method().getReturnType()) ? other : one;
    }

    static String signature(Method method) {
        StringBuilder text = new StringBuilder(method.getName()).append('(');
        String separator = "";
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(separator).append(parameter.getName());
            separator = ",";
        }
        return text.append(')').toString();
    }

    /** A table in which only methods of these names can be called. */
    public MethodTable only(Set<String> names) {
        for (String name : names) {
            requireName(name);
        }
        return new MethodTable(type, all, names);
    }

    private Collection<Entry> requireName(String name) {
        Collection<Entry> found = all.values().stream()
                .filter(entry -> entry.method().getName().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no such method: " + type.getName() + "." + name + ", methods="
                    + names() + ". Correct the name");
        }
        return found;
    }

    /** Refuses a name whose methods cannot return proxies. */
    public void requireProxies(String name) {
        for (Entry entry : requireName(name)) {
            if (!entry.method().getReturnType().isInterface()) {
                throw notAnInterface(type, name);
            }
        }
    }

    private static IllegalArgumentException notAnInterface(Class<?> type, String name) {
        return new IllegalArgumentException("cannot return a proxy: " + type.getName() + "." + name
                + " does not return an interface. Proxies are made of interfaces");
    }

    private Set<String> names() {
        return all.values().stream().map(entry -> entry.method().getName()).collect(Collectors.toSet());
    }

    Collection<Entry> entries() {
        return all.values();
    }

    /** The method of that signature; null if there is none, or it is not exposed. */
    Entry find(String signature) {
        Entry entry = all.get(signature);
        return entry == null
                        || exposed != null && !exposed.contains(entry.method().getName())
                ? null
                : entry;
    }
}
