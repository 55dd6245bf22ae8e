package io.parley.internal.wait;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Finds the source behind a public object, which cannot show it. Objects are told apart by identity: those registered
 * here must not override {@code equals}. Thread-safe; not on any hot path.
 */
public final class WaitSources {
    private static final Map<Object, WaitSource> SOURCES = Collections.synchronizedMap(new WeakHashMap<>());

    private WaitSources() {}

    /**
     * Tells how to wait for an object. If the source refers to it strongly it is not collected before it is
     * {@linkplain #unregister unregistered}.
     */
    public static void register(Object waitable, WaitSource source) {
        SOURCES.put(waitable, source);
    }

    /** The object was closed: it is ready for ever, and what its source refers to can go at once. */
    public static void unregister(Object waitable) {
        SOURCES.remove(waitable);
    }

    /** How to wait for an object; null if it was never registered. */
    public static WaitSource of(Object waitable) {
        return SOURCES.get(waitable);
    }
}
