package io.parley.process;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A task for workers that are reached by messages, and its future.
 *
 * @param <T> the type of its result
 */
final class FarTask<T> extends CompletableFuture<T> {
    private final FarPool pool;
    private final Callable<T> work;
    private final byte[] bytes;
    private final TaskOptions options;
    private CompletableFuture<byte[]> end;
    private boolean interrupted;

    FarTask(FarPool pool, Callable<T> work, byte[] bytes, TaskOptions options) {
        this.pool = pool;
        this.work = work;
        this.bytes = bytes;
        this.options = options;
    }

    Callable<T> work() {
        return work;
    }

    byte[] bytes() {
        return bytes;
    }

    TaskOptions options() {
        return options;
    }

    /** It is on its way. */
    void sent(CompletableFuture<byte[]> coming) {
        boolean stop;
        synchronized (this) {
            end = coming;
            stop = interrupted;
        }
        if (stop) {
            coming.cancel(true);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && !pool.takeBack(this) && mayInterruptIfRunning) {
            interrupt();
        }
        return cancelled;
    }

    private void interrupt() {
        CompletableFuture<byte[]> coming;
        synchronized (this) {
            interrupted = true;
            coming = end;
        }
        if (coming != null) {
            coming.cancel(true);
        }
    }

    @SuppressWarnings("unchecked") // what came back is of the type that the task returned
    void finish(Outcome outcome) {
        if (outcome.failure() == null) {
            complete((T) outcome.result());
        } else {
            completeExceptionally(outcome.failure());
        }
    }
}
