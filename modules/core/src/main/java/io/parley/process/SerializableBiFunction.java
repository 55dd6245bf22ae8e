package io.parley.process;

import java.io.Serializable;

/**
 * A function of two arguments that can travel to another process.
 *
 * @param <A> the type of its first argument
 * @param <B> the type of its second argument
 * @param <R> the type of its result
 */
@FunctionalInterface
public interface SerializableBiFunction<A, B, R> extends Serializable {
    /**
     * Applies the function.
     *
     * @param first its first argument
     * @param second its second argument
     * @return its result
     * @throws Exception completes the future with it
     */
    R apply(A first, B second) throws Exception;
}
