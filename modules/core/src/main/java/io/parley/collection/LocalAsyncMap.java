package io.parley.collection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A map of this host, for who asks for stages: everything is done at once. */
final class LocalAsyncMap<K, V> implements AsyncMap<K, V> {
    private final SharedMap<K, V> map;

    LocalAsyncMap(SharedMap<K, V> map) {
        this.map = map;
    }

    private CompletionStage<V> done(Supplier<V> operation) {
        try {
            return CompletableFuture.completedFuture(operation.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<V> get(K key) {
        return done(() -> map.get(key));
    }

    @Override
    public CompletionStage<V> put(K key, V value) {
        return done(() -> map.put(key, value));
    }

    @Override
    public CompletionStage<V> putIfAbsent(K key, V value) {
        return done(() -> map.putIfAbsent(key, value));
    }

    @Override
    public CompletionStage<V> replace(K key, V value) {
        return done(() -> map.replace(key, value));
    }

    @Override
    public CompletionStage<V> remove(K key) {
        return done(() -> map.remove(key));
    }
}
