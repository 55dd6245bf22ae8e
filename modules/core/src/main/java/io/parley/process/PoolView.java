package io.parley.process;

import io.parley.Parley;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A pool with other options for tasks. */
final class PoolView extends AbstractPool {
    private final AbstractPool pool;
    private final TaskOptions options;

    PoolView(AbstractPool pool, TaskOptions options) {
        this.pool = pool;
        this.options = options;
    }

    @Override
    <T> CompletableFuture<T> enqueue(Callable<T> work, TaskOptions how) {
        return pool.enqueue(work, how);
    }

    @Override
    <T> T callNow(Callable<T> work, TaskOptions how) throws InterruptedException, ExecutionException {
        return pool.callNow(work, how);
    }

    @Override
    TaskOptions taskOptions() {
        return options;
    }

    @Override
    Parley parley() {
        return pool.parley();
    }

    @Override
    AbstractPool shared() {
        return pool;
    }

    @Override
    public int workers() {
        return pool.workers();
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return pool + " with " + options;
    }
}
