package io.parley.manager.internal.value;

import io.parley.value.AsyncLong;
import java.util.concurrent.CompletionStage;

/** Requests about a number on another host that nobody waits for. */
record RemoteAsyncLong(RemoteLong number) implements AsyncLong {
    @Override
    public CompletionStage<Long> get() {
        return number.getRequest().send().thenApply(answer -> answer.readLong());
    }

    @Override
    public CompletionStage<Void> set(long value) {
        return number.setRequest(value).send().thenApply(answer -> null);
    }

    @Override
    public CompletionStage<Long> getAndAdd(long delta) {
        return number.getAndAddRequest(delta).send().thenApply(answer -> answer.readLong());
    }

    @Override
    public CompletionStage<Long> addAndGet(long delta) {
        return number.getAndAddRequest(delta).send().thenApply(answer -> answer.readLong() + delta);
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(long expected, long value) {
        return number.compareAndSetRequest(expected, value).send().thenApply(answer -> answer.readByte() != 0);
    }
}
