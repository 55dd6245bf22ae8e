package io.parley.manager.internal.queue;

import io.parley.MessageReader;
import io.parley.queue.AsyncQueue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Requests for a queue, sent without waiting for answers. */
final class RemoteAsyncQueue<E> implements AsyncQueue<E> {
    private final RemoteQueue<E> queue;

    RemoteAsyncQueue(RemoteQueue<E> queue) {
        this.queue = queue;
    }

    private static <R> CompletionStage<R> later(
            CompletableFuture<MessageReader> answer, Function<MessageReader, R> result) {
        return answer.thenApply(result).minimalCompletionStage();
    }

    @Override
    public CompletionStage<Void> put(E message) {
        return later(queue.putting(message, Long.MAX_VALUE).send(), answer -> null);
    }

    @Override
    public CompletionStage<Boolean> offer(E message) {
        return offer(message, Duration.ZERO);
    }

    @Override
    public CompletionStage<Boolean> offer(E message, Duration timeout) {
        return later(
                queue.putting(message, TimeUnit.NANOSECONDS.convert(timeout)).send(), answer -> answer.readByte() != 0);
    }

    @Override
    public CompletionStage<E> take() {
        return later(queue.taking(Long.MAX_VALUE).send(), answer -> queue.orDrained(queue.taken(answer)));
    }

    @Override
    public CompletionStage<E> poll() {
        return poll(Duration.ZERO);
    }

    @Override
    public CompletionStage<E> poll(Duration timeout) {
        return later(queue.taking(TimeUnit.NANOSECONDS.convert(timeout)).send(), queue::taken);
    }
}
