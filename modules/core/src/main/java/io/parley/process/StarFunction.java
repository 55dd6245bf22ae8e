package io.parley.process;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;

/**
 * A function of two arguments as one of pairs.
 *
 * @param <A> the type of first arguments
 * @param <B> the type of second arguments
 * @param <R> the type of results
 * @param function the function of two arguments
 */
record StarFunction<A, B, R>(SerializableBiFunction<? super A, ? super B, ? extends R> function)
        implements SerializableFunction<StarFunction.Pair<A, B>, R> {

    /**
     * Two arguments. The entries of most maps cannot be sent themselves.
     *
     * @param <A> the type of the first
     * @param <B> the type of the second
     * @param first the first
     * @param second the second
     */
    record Pair<A, B>(A first, B second) implements Serializable {}

    @Override
    public R apply(Pair<A, B> pair) throws Exception {
        return function.apply(pair.first, pair.second);
    }

    static Object[] pairs(Collection<? extends Map.Entry<?, ?>> items) {
        return items.stream()
                .map(entry -> new Pair<>(entry.getKey(), entry.getValue()))
                .toArray();
    }
}
