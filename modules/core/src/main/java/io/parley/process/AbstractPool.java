package io.parley.process;

import io.parley.Parley;
import io.parley.internal.os.SystemClock;
import io.parley.internal.process.PoolDoor;
import io.parley.internal.wait.Deadline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every pool does in the same way: chunks, order, iterators, the methods of an executor. What is left to the kind
 * of pool is to run one piece of work in a worker, and to end.
 */
abstract class AbstractPool implements Pool {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.pool");

    static {
        PoolDoor.install(new PoolTravel());
    }

    AbstractPool() {}

    /**
     * Queues one piece of work. The future completes with its result, or with what it threw as it is (not wrapped);
     * cancelling it takes it out of the queue, or interrupts it.
     *
     * @param work runs in the worker; a pool of processes refuses what is not serialisable, here and now
     * @param options time limit and retries
     */
    abstract <T> CompletableFuture<T> enqueue(Callable<T> work, TaskOptions options);

    /** Runs one piece of work and waits for it, in the fewest steps. */
    abstract <T> T callNow(Callable<T> work, TaskOptions options) throws InterruptedException, ExecutionException;

    /** The pool's own options for tasks. */
    abstract TaskOptions taskOptions();

    /** The domain in which results from other processes are read; null if the workers are in this one. */
    Parley parley() {
        return null;
    }

    /** The pool itself, without the options of a view. */
    AbstractPool shared() {
        return this;
    }

    @Override
    public Pool with(UnaryOperator<TaskOptions> options) {
        return new PoolView(shared(), Objects.requireNonNull(options.apply(taskOptions()), "options"));
    }

    @Override
    public <T> T call(SerializableCallable<T> task) throws InterruptedException, ExecutionException {
        return callNow(Objects.requireNonNull(task, "task"), taskOptions());
    }

    @Override
    public <T> CompletableFuture<T> submit(SerializableCallable<T> task) {
        return submit((Callable<T>) task);
    }

    @Override
    public CompletableFuture<?> submit(SerializableRunnable task) {
        return submit((Runnable) task);
    }

    @Override
    public <T> CompletableFuture<T> submit(Callable<T> task) {
        return enqueue(Objects.requireNonNull(task, "task"), taskOptions());
    }

    @Override
    public CompletableFuture<?> submit(Runnable task) {
        return enqueue(new RunnableTask(task), taskOptions());
    }

    @Override
    public <T> CompletableFuture<T> submit(Runnable task, T result) {
        CompletableFuture<?> done = submit(task);
        CompletableFuture<T> future = new CompletableFuture<>();
        done.whenComplete((nothing, failure) -> {
            if (failure == null) {
                future.complete(result);
            } else {
                future.completeExceptionally(failure);
            }
        });
        future.whenComplete((known, failure) -> done.cancel(true));
        return future;
    }

    @Override
    public void execute(SerializableRunnable task) {
        execute((Runnable) task);
    }

    @Override
    public void execute(Runnable task) {
        submit(task).whenComplete((nothing, failure) -> {
            if (failure != null && !(failure instanceof CancellationException)) {
                LOG.warn("PLY-0105 task failed that nobody waits for: {} of {}", task, this, failure);
            }
        });
    }

    @Override
    public <A, R> List<R> map(SerializableFunction<? super A, ? extends R> function, Collection<? extends A> items)
            throws InterruptedException, ExecutionException {
        return result(mapAsync(function, items));
    }

    @Override
    public <A, R> CompletableFuture<List<R>> mapAsync(
            SerializableFunction<? super A, ? extends R> function, Collection<? extends A> items) {
        return MapRun.start(this, Objects.requireNonNull(function, "function"), items.toArray());
    }

    @Override
    public <A, B, R> List<R> starMap(
            SerializableBiFunction<? super A, ? super B, ? extends R> function,
            Collection<? extends Map.Entry<? extends A, ? extends B>> items)
            throws InterruptedException, ExecutionException {
        return result(starMapAsync(function, items));
    }

    @Override
    public <A, B, R> CompletableFuture<List<R>> starMapAsync(
            SerializableBiFunction<? super A, ? super B, ? extends R> function,
            Collection<? extends Map.Entry<? extends A, ? extends B>> items) {
        Objects.requireNonNull(function, "function");
        return MapRun.start(this, new StarFunction<A, B, R>(function), StarFunction.pairs(items));
    }

    /** Waits; an interrupted caller cancels what it waited for. */
    static <T> T result(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }

    @Override
    public <A, R> ResultIterator<R> imap(
            SerializableFunction<? super A, ? extends R> function, Iterable<? extends A> items) {
        return new PoolIterator<A, R>(this, Objects.requireNonNull(function, "function"), items.iterator(), true);
    }

    @Override
    public <A, R> ResultIterator<R> imapUnordered(
            SerializableFunction<? super A, ? extends R> function, Iterable<? extends A> items) {
        return new PoolIterator<A, R>(this, Objects.requireNonNull(function, "function"), items.iterator(), false);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return new ArrayList<>(Invocations.all(this, tasks, Deadline.NEVER));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return new ArrayList<>(Invocations.all(this, tasks, deadline(timeout, unit)));
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try {
            return Invocations.any(this, tasks, Deadline.NEVER);
        } catch (TimeoutException e) {
            throw new AssertionError("waited for ever", e);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return Invocations.any(this, tasks, deadline(timeout, unit));
    }

    private static long deadline(long timeout, TimeUnit unit) {
        return Deadline.after(SystemClock.LOCAL, unit.toNanos(timeout));
    }

    @Override
    public void close() {
        shutdown();
        boolean interrupted = false;
        try {
            while (!isTerminated()) {
                try {
                    awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                    shutdownNow();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
