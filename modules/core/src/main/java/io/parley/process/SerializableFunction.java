package io.parley.process;

import java.io.Serializable;

/**
 * A function that can travel to another process.
 *
 * @param <A> the type of its argument
 * @param <R> the type of its result
 */
@FunctionalInterface
public interface SerializableFunction<A, R> extends Serializable {
    /**
     * Applies the function.
     *
     * @param argument its argument
     * @return its result
     * @throws Exception completes the future with it
     */
    R apply(A argument) throws Exception;
}
