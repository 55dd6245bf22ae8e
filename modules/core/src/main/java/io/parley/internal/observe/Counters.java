package io.parley.internal.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * What can be counted about an object, because its words have it already. Types of handles tell how to read it when
 * they are initialised; where there is a handle, its class is. Thread-safe.
 */
public final class Counters {
    private static final Map<Class<?>, List<Counter<Object>>> BY_TYPE = new ConcurrentHashMap<>();

    private Counters() {}

    /**
     * One number about an object.
     *
     * @param name part of what users see
     * @param grows whether it never goes down as long as the object lives
     * @param reader reads it by a handle
     */
    public record Counter<H>(String name, boolean grows, ToLongFunction<H> reader) {}

    /** Collects the counters of a type. */
    public static final class Table<H> {
        private final List<Counter<H>> counters = new ArrayList<>();

        private Table() {}

        /** A number that only grows. */
        public Table<H> count(String name, ToLongFunction<H> reader) {
            counters.add(new Counter<>(name, true, reader));
            return this;
        }

        /** A number that goes up and down. */
        public Table<H> gauge(String name, ToLongFunction<H> reader) {
            counters.add(new Counter<>(name, false, reader));
            return this;
        }
    }

    /** Tells the counters of handles of a class and those that extend it. */
    public static <H> void register(Class<H> type, Consumer<Table<H>> filler) {
        Table<H> table = new Table<>();
        filler.accept(table);
        List<Counter<Object>> read = new ArrayList<>();
        for (Counter<H> each : table.counters) {
            read.add(new Counter<>(each.name, each.grows, handle -> each.reader.applyAsLong(type.cast(handle))));
        }
        BY_TYPE.put(type, List.copyOf(read));
    }

    /** The counters of a handle; none of many types. */
    public static List<Counter<Object>> of(Object handle) {
        for (Class<?> type = handle.getClass(); type != null; type = type.getSuperclass()) {
            List<Counter<Object>> found = BY_TYPE.get(type);
            if (found != null) {
                return found;
            }
        }
        return List.of();
    }
}
