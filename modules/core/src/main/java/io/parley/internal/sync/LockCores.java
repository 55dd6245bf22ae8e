package io.parley.internal.sync;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Finds the core behind a public lock or condition, which cannot show it. Thread-safe. */
public final class LockCores {
    private static final Map<Class<?>, Function<Object, ?>> FINDERS = new ConcurrentHashMap<>();

    private LockCores() {}

    /** Tells how to find the core of handles of a class. */
    public static <H> void register(Class<H> type, Function<? super H, ?> finder) {
        FINDERS.put(type, handle -> finder.apply(type.cast(handle)));
    }

    /** The core of a lock. */
    public static WordLock ofLock(Object handle) {
        return (WordLock) find(handle);
    }

    /** The core of a condition. */
    public static ConditionCore ofCondition(Object handle) {
        return (ConditionCore) find(handle);
    }

    private static Object find(Object handle) {
        for (Class<?> type = handle.getClass(); type != null; type = type.getSuperclass()) {
            Function<Object, ?> finder = FINDERS.get(type);
            if (finder != null) {
                return finder.apply(handle);
            }
        }
        throw new IllegalArgumentException("neither lock nor condition: " + handle);
    }
}
