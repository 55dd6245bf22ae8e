package io.parley.manager.internal.collection;

import io.parley.AnyCodec;
import io.parley.MessageReader;
import io.parley.collection.AsyncMap;
import io.parley.manager.internal.client.Request;
import io.parley.manager.internal.wire.RawBytes;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A map on another host, for who does not want to wait for each answer. */
final class RemoteAsyncMap<K, V> implements AsyncMap<K, V> {
    private final RemoteEntries<K, V> entries;

    RemoteAsyncMap(RemoteEntries<K, V> entries) {
        this.entries = entries;
    }

    /** Values that may be objects are decoded on another thread: opening one is a request of its own. */
    private CompletionStage<V> send(Request request, K key) {
        Function<MessageReader, V> decode = in -> entries.values.value(RawBytes.readOptional(in), key);
        return entries.values.codec() instanceof AnyCodec
                ? request.send().thenApplyAsync(decode)
                : request.send().thenApply(decode);
    }

    private CompletionStage<V> send(int op, K key, V value) {
        return send(entries.about(op, entries.keys.encode(key), entries.values.encode(value)), key);
    }

    @Override
    public CompletionStage<V> get(K key) {
        return send(entries.about(EntryOps.GET, entries.keys.encode(key)), key);
    }

    @Override
    public CompletionStage<V> put(K key, V value) {
        return send(EntryOps.PUT, key, value);
    }

    @Override
    public CompletionStage<V> putIfAbsent(K key, V value) {
        return send(EntryOps.PUT_IF_ABSENT, key, value);
    }

    @Override
    public CompletionStage<V> replace(K key, V value) {
        return send(EntryOps.REPLACE, key, value);
    }

    @Override
    public CompletionStage<V> remove(K key) {
        return send(entries.about(EntryOps.REMOVE, entries.keys.encode(key)), key);
    }
}
