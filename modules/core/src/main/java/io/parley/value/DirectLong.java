package io.parley.value;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A number of this host: everything is done at once. */
record DirectLong(ManagedLong number) implements AsyncLong {
    private static <T> CompletionStage<T> done(Supplier<T> action) {
        try {
            return CompletableFuture.completedStage(action.get());
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    @Override
    public CompletionStage<Long> get() {
        return done(number::get);
    }

    @Override
    public CompletionStage<Void> set(long value) {
        return done(() -> {
            number.set(value);
            return null;
        });
    }

    @Override
    public CompletionStage<Long> getAndAdd(long delta) {
        return done(() -> number.getAndAdd(delta));
    }

    @Override
    public CompletionStage<Long> addAndGet(long delta) {
        return done(() -> number.addAndGet(delta));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(long expected, long value) {
        return done(() -> number.compareAndSet(expected, value));
    }
}
