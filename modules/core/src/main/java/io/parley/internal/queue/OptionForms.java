package io.parley.internal.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What is behind public options, which cannot show it. The classes tell how when they are initialised; where there are
 * options, their class is. Thread-safe.
 */
public final class OptionForms {
    private static final Map<Class<?>, Function<Object, Object>> CONFIGS = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Function<Object, Object>> OPTIONS = new ConcurrentHashMap<>();

    private OptionForms() {}

    /** Tells how options of a class become their configuration, and back. */
    public static <O, C> void register(
            Class<O> options, Class<C> config, Function<? super O, C> toConfig, Function<? super C, O> toOptions) {
        CONFIGS.put(options, given -> toConfig.apply(options.cast(given)));
        OPTIONS.put(options, given -> toOptions.apply(config.cast(given)));
    }

    /** The configuration behind options. */
    public static <C> C config(Object options, Class<C> type) {
        return type.cast(CONFIGS.get(options.getClass()).apply(options));
    }

    /** Options of the same class as these, with another configuration behind them. */
    public static <O> O options(O sameClass, Object config) {
        @SuppressWarnings("unchecked") // registered with it
        Class<O> type = (Class<O>) sameClass.getClass();
        return type.cast(OPTIONS.get(type).apply(config));
    }
}
