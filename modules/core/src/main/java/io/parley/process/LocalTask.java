package io.parley.process;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A task of a pool of threads, and its future. What is not final changes under the pool's lock.
 *
 * @param <T> the type of its result
 */
final class LocalTask<T> extends CompletableFuture<T> {
    private final LocalPool pool;
    private final Callable<T> work;
    private final TaskOptions options;

    /** Who runs it, if somebody does. */
    LocalWorker worker;

    LocalTask(LocalPool pool, Callable<T> work, TaskOptions options) {
        this.pool = pool;
        this.work = Objects.requireNonNull(work, "task");
        this.options = options;
    }

    Callable<T> work() {
        return work;
    }

    TaskOptions options() {
        return options;
    }

    /** Runs it in the calling worker; the future is completed when the pool knows that the worker is done with it. */
    void run(LocalWorker runner) {
        T result = null;
        Throwable failure = null;
        try {
            result = work.call();
        } catch (Throwable e) {
            failure = e;
        }
        if (pool.done(runner)) {
            if (failure == null) {
                complete(result);
            } else {
                completeExceptionally(failure);
            }
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            pool.cancelled(this, mayInterruptIfRunning);
        }
        return cancelled;
    }
}
