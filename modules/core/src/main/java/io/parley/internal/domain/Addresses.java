package io.parley.internal.domain;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds the address behind a public handle, which cannot show it. Classes tell how when they are initialised, which
 * costs nothing for each handle; where there is a handle, its class is. Thread-safe.
 */
public final class Addresses {
    private static final Map<Class<?>, Function<Object, Address>> FINDERS = new ConcurrentHashMap<>();

    private Addresses() {}

    /** Tells how to find the address of handles of a class and those that extend it. */
    public static <H> void register(Class<H> type, Function<? super H, Address> finder) {
        FINDERS.put(type, handle -> finder.apply(type.cast(handle)));
    }

    /** The address of a handle; null if its type has none that others could use. */
    public static Address of(Object handle) {
        for (Class<?> type = handle.getClass(); type != null; type = type.getSuperclass()) {
            Function<Object, Address> finder = FINDERS.get(type);
            if (finder != null) {
                return finder.apply(handle);
            }
        }
        return null;
    }
}
