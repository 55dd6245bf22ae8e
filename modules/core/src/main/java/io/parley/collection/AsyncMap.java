package io.parley.collection;

import java.util.concurrent.CompletionStage;

/**
 * What {@link ManagedMap} does with one key, without waiting for the results: many requests can be on their way to
 * another host at once. They are done in the order in which one thread asks for them.
 *
 * <p><b>Threading:</b> every method may be called by any thread. What depends on a result runs on the thread that
 * received it, which must not wait for another request: {@code thenApplyAsync}. <b>Blocking:</b> a method waits while
 * thousands of requests are without an answer. A map of this host does what is asked before the method returns.
 * <b>Failure:</b> a stage completes exceptionally with what the method of {@link ManagedMap} would throw; a key or
 * value that cannot be encoded is thrown at once. <b>Differs from Python:</b> has no counterpart there.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface AsyncMap<K, V> {
    /**
     * The value of a key.
     *
     * @param key the key
     * @return the value, or null
     */
    CompletionStage<V> get(K key);

    /**
     * Puts a value.
     *
     * @param key the key
     * @param value its new value
     * @return the value that was there, or null
     */
    CompletionStage<V> put(K key, V value);

    /**
     * Puts a value if there is none.
     *
     * @param key the key
     * @param value its value
     * @return the value that is there, or null if it was put
     */
    CompletionStage<V> putIfAbsent(K key, V value);

    /**
     * Puts a value if there is one already.
     *
     * @param key the key
     * @param value its new value
     * @return the value that was there, or null; then nothing was put
     */
    CompletionStage<V> replace(K key, V value);

    /**
     * Removes a key.
     *
     * @param key the key
     * @return the value that was there, or null
     */
    CompletionStage<V> remove(K key);
}
