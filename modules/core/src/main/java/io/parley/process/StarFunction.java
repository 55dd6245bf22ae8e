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
 */
record StarFunction<A, B, R>(SerializableBiFunction<? super A, ? super B, ? extends R> function)
        implements SerializableFunction<StarFunction.Pair<A, B>, R> {

    /** Two arguments. The entries of most maps cannot be sent themselves. */
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
