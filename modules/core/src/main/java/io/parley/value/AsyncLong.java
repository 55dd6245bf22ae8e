package io.parley.value;

import java.util.concurrent.CompletionStage;

/**
 * What {@link ManagedLong} does, without waiting for the results: many requests can be on their way to another host at
 * once. They are done in the order in which one thread asks for them.
 *
 * <p><b>Threading:</b> every method may be called by any thread. What depends on a result runs on the thread that
 * received it, which must not wait for another request: {@code thenApplyAsync}. <b>Blocking:</b> a method waits while
 * thousands of requests are without an answer. <b>Failure:</b> a stage completes exceptionally with what the method of
 * {@link ManagedLong} would throw. <b>Differs from Python:</b> has no counterpart there.
 */
public interface AsyncLong {
    /**
     * Reads the number.
     *
     * @return the number
     */
    CompletionStage<Long> get();

    /**
     * Writes the number and wakes those who wait for a change.
     *
     * @param value the new number
     * @return completes when it is written
     */
    CompletionStage<Void> set(long value);

    /**
     * Adds to the number, wrapping around.
     *
     * @param delta what to add
     * @return the old number
     */
    CompletionStage<Long> getAndAdd(long delta);

    /**
     * Adds to the number, wrapping around.
     *
     * @param delta what to add
     * @return the new number
     */
    CompletionStage<Long> addAndGet(long delta);

    /**
     * Replaces the number if it is as expected.
     *
     * @param expected what it must be
     * @param value what it becomes
     * @return whether it was replaced
     */
    CompletionStage<Boolean> compareAndSet(long expected, long value);
}
