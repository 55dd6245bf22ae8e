package io.parley.testkit.history;

import java.util.Optional;

/**
 * What an object does when it is called by one after the other.
 *
 * @param <S> its states, immutable, with {@code equals} and {@code hashCode}
 * @param <C> calls with their answers
 */
public interface SequentialModel<S, C> {
    /**
     * The state before the first call.
     *
     * @return the state
     */
    S initial();

    /**
     * What a call makes of a state.
     *
     * @param state the state before it
     * @param call the call and what it answered
     * @return the state behind it; empty if in this state the call would have answered something else
     */
    Optional<S> next(S state, C call);
}
