package io.parley.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;

/**
 * Workers that are given tasks: an {@link ExecutorService} with the methods of Python's {@code Pool}. The workers are
 * processes ({@link ProcessPool}, by {@link io.parley.Parley#pool(int)}) or, for unit tests, threads of this JVM (by
 * {@link LocalWorkers}). Tasks are taken in the order in which they were given.
 *
 * <p><b>Results</b> come as {@link CompletableFuture}: {@code get} throws an
 * {@link java.util.concurrent.ExecutionException} around what the task threw. {@code cancel} takes a task that waits
 * out of the queue; {@code cancel(true)} interrupts one that runs, and ends its worker if the task does not heed that
 * within {@link PoolOptions#grace}. {@code whenComplete} and its like are Python's callbacks.
 *
 * <p><b>Threading:</b> any thread may do anything; also a task may give tasks to its own pool, but if all workers wait
 * for such tasks, nobody is left to run them.
 *
 * <p><b>Processes:</b> arguments and results are copies, but shared objects in them arrive live. A task whose worker
 * dies fails with {@link WorkerDiedException}, or is run again if {@link TaskOptions#idempotent} says that it may; the
 * worker is replaced. A pool belongs to the process that made it: it cannot be sent to another one, and its workers end
 * with that process, however it ends.
 *
 * <p><b>Blocking:</b> {@code call}, {@code map}, {@code starMap}, {@code invokeAll} and {@code invokeAny} wait for
 * results; an interrupted caller cancels what it asked for. {@code awaitTermination} may be called at any time.
 *
 * <p><b>Failure:</b> every method that takes tasks throws {@link java.util.concurrent.RejectedExecutionException} after
 * {@link #shutdown}, or when {@link PoolOptions#maxPending} tasks wait already; {@link BrokenPoolException}, a kind of
 * it, when no worker can be started any more; {@link NullPointerException} for null; and in a pool of processes
 * {@link IllegalArgumentException} for a task that cannot be sent. Nothing of what was asked for is run then.
 *
 * <p><b>Differs from Python:</b> no task is lost with its worker. Leaving the block ({@code close()}) waits for the
 * tasks; {@link #shutdownNow} is {@code terminate}, and no result stays pending after it. {@code map} with a chunk size
 * below 1 is refused. A failing item does not keep the others of its chunk from being run. Options of single tasks,
 * such as chunk size and time limit, are given by {@link #with}, and callbacks do not run where they hold up results.
 * There are no keyword arguments: make a record of the arguments.
 */
public interface Pool extends ExecutorService, AutoCloseable {
    /**
     * A view of this pool whose tasks have other options. The workers, and the end, are this pool's.
     *
     * @param options changes this pool's options for tasks, for example {@code o ->
     *     o.withTimeout(Duration.ofSeconds(5)).idempotent()}
     * @return the view
     */
    Pool with(UnaryOperator<TaskOptions> options);

    /**
     * How many workers the pool keeps.
     *
     * @return 1 or more
     */
    int workers();

    /**
     * Runs a task in a worker and waits for its result: Python's {@code apply}. With a free worker this is the fastest
     * way to run one task.
     *
     * @param <T> the type of the result
     * @param task what to run
     * @return its result, which may be null
     * @throws InterruptedException if the thread is interrupted; the task is cancelled
     * @throws ExecutionException if the task failed; the cause says why
     */
    <T> T call(SerializableCallable<T> task) throws InterruptedException, ExecutionException;

    /**
     * Gives a task to the pool: Python's {@code apply_async}.
     *
     * @param <T> the type of the result
     * @param task what to run; a lambda that returns something becomes a task that can be sent by itself
     * @return completes with the result, or with what the task threw
     */
    <T> CompletableFuture<T> submit(SerializableCallable<T> task);

    /**
     * Gives a task without a result to the pool.
     *
     * @param task what to run; a lambda that returns nothing becomes a task that can be sent by itself
     * @return completes with null, or with what the task threw
     */
    CompletableFuture<?> submit(SerializableRunnable task);

    /**
     * Gives a task to the pool.
     *
     * @param <T> the type of the result
     * @param task what to run; in a pool of processes its class must be serialisable
     * @return completes with the result, or with what the task threw
     */
    @Override
    <T> CompletableFuture<T> submit(Callable<T> task);

    /**
     * Gives a task without a result to the pool.
     *
     * @param task what to run; in a pool of processes its class must be serialisable
     * @return completes with null, or with what the task threw
     */
    @Override
    CompletableFuture<?> submit(Runnable task);

    /**
     * Gives a task to the pool whose result is known.
     *
     * @param <T> the type of the result
     * @param task what to run; in a pool of processes its class must be serialisable
     * @param result stays here and need not be serialisable
     * @return completes with {@code result} itself, or with what the task threw
     */
    @Override
    <T> CompletableFuture<T> submit(Runnable task, T result);

    /**
     * Gives a task to the pool that nobody waits for. What it throws is logged.
     *
     * @param task what to run; a lambda becomes a task that can be sent by itself
     */
    void execute(SerializableRunnable task);

    /**
     * Gives a task to the pool that nobody waits for. What it throws is logged.
     *
     * @param task what to run; in a pool of processes its class must be serialisable
     */
    @Override
    void execute(Runnable task);

    /**
     * Applies a function to each item and waits for all results. The items travel in chunks
     * ({@link TaskOptions#withChunkSize}); every chunk is one task of the pool.
     *
     * <p><b>Failure:</b> all items are run, and then the failure that arrived first is thrown, with others as its
     * suppressed exceptions (16 at most); with {@link TaskOptions#failingFast} it is thrown at once and the rest is
     * cancelled. A worker that dies takes the results of its whole chunk with it.
     *
     * @param <A> the type of items
     * @param <R> the type of results
     * @param function what is applied
     * @param items read once, before anything is sent; they may be null
     * @return the results in the order of the items, which may be null; the list cannot be changed
     * @throws InterruptedException if the thread is interrupted; what is left is cancelled
     * @throws ExecutionException if an item or a chunk failed; the cause says why
     */
    <A, R> List<R> map(SerializableFunction<? super A, ? extends R> function, Collection<? extends A> items)
            throws InterruptedException, ExecutionException;

    /**
     * As {@link #map}, without waiting.
     *
     * @param <A> the type of items
     * @param <R> the type of results
     * @param function what is applied
     * @param items read once, before this returns; they may be null
     * @return completes with the results in the order of the items, or with the failure that arrived first; cancelling
     *     it cancels what is left
     */
    <A, R> CompletableFuture<List<R>> mapAsync(
            SerializableFunction<? super A, ? extends R> function, Collection<? extends A> items);

    /**
     * As {@link #map}, for a function of two arguments: {@code pool.starMap(Math::max, pairs)}. For more arguments make
     * a record of them, and map with a function of the record:
     *
     * <pre>{@code
     * record Order(String symbol, long quantity, double limit) implements Serializable {}
     *
     * List<Double> values = pool.map(o -> value(o.symbol(), o.quantity(), o.limit()), orders);
     * }</pre>
     *
     * @param <A> the type of first arguments
     * @param <B> the type of second arguments
     * @param <R> the type of results
     * @param function what is applied
     * @param items pairs of arguments, for example the entries of a map; read once, before anything is sent
     * @return the results in the order of the items, which may be null; the list cannot be changed
     * @throws InterruptedException if the thread is interrupted; what is left is cancelled
     * @throws ExecutionException if an item or a chunk failed; the cause says why
     */
    <A, B, R> List<R> starMap(
            SerializableBiFunction<? super A, ? super B, ? extends R> function,
            Collection<? extends Map.Entry<? extends A, ? extends B>> items)
            throws InterruptedException, ExecutionException;

    /**
     * As {@link #starMap}, without waiting.
     *
     * @param <A> the type of first arguments
     * @param <B> the type of second arguments
     * @param <R> the type of results
     * @param function what is applied
     * @param items pairs of arguments; read once, before this returns
     * @return completes with the results in the order of the items, or with the failure that arrived first; cancelling
     *     it cancels what is left
     */
    <A, B, R> CompletableFuture<List<R>> starMapAsync(
            SerializableBiFunction<? super A, ? super B, ? extends R> function,
            Collection<? extends Map.Entry<? extends A, ? extends B>> items);

    /**
     * Applies a function to items that are read as results are consumed; the results come in the order of the items.
     * The first items are read and sent at once; then no more is read than {@link TaskOptions#withAhead} chunks beyond
     * what was consumed. So the items may be endless, and need not fit in memory.
     *
     * @param <A> the type of items
     * @param <R> the type of results
     * @param function what is applied
     * @param items read by the thread that consumes
     * @return the results; close it if you stop before the end
     */
    <A, R> ResultIterator<R> imap(SerializableFunction<? super A, ? extends R> function, Iterable<? extends A> items);

    /**
     * As {@link #imap}, with the results as they come: whatever is done first is first.
     *
     * @param <A> the type of items
     * @param <R> the type of results
     * @param function what is applied
     * @param items read by the thread that consumes
     * @return the results; close it if you stop before the end
     */
    <A, R> ResultIterator<R> imapUnordered(
            SerializableFunction<? super A, ? extends R> function, Iterable<? extends A> items);

    /**
     * Takes no more tasks, and waits until all are done and the workers have ended. If the thread is interrupted, what
     * is left is ended as by {@link #shutdownNow}, and the thread stays interrupted. A second call does nothing.
     */
    @Override
    void close();
}
