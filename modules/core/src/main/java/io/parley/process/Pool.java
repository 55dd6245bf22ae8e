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
 * Workers that are given tasks: an {@link ExecutorService} with the methods of Python's {@code Pool}. Its workers are
 * processes ({@link ProcessPool}) or, for tests, threads ({@link LocalPool}).
 */
public interface Pool extends ExecutorService, AutoCloseable {
    /** A view of this pool whose tasks have other options; the workers and the end are this pool's. */
    Pool with(UnaryOperator<TaskOptions> options);

    /** How many workers the pool keeps. */
    int workers();

    /** Runs a task in a worker and waits for its result: Python's {@code apply}. */
    <T> T call(SerializableCallable<T> task) throws InterruptedException, ExecutionException;

    <T> CompletableFuture<T> submit(SerializableCallable<T> task);

    CompletableFuture<?> submit(SerializableRunnable task);

    @Override
    <T> CompletableFuture<T> submit(Callable<T> task);

    @Override
    CompletableFuture<?> submit(Runnable task);

    @Override
    <T> CompletableFuture<T> submit(Runnable task, T result);

    /** Applies a function to each item, in chunks; the results are in the order of the items. */
    <A, R> List<R> map(SerializableFunction<? super A, ? extends R> function, Collection<? extends A> items)
            throws InterruptedException, ExecutionException;

    <A, R> CompletableFuture<List<R>> mapAsync(
            SerializableFunction<? super A, ? extends R> function, Collection<? extends A> items);

    /** Applies a function of two arguments to each pair. */
    <A, B, R> List<R> starMap(
            SerializableBiFunction<? super A, ? super B, ? extends R> function,
            Collection<? extends Map.Entry<? extends A, ? extends B>> items)
            throws InterruptedException, ExecutionException;

    <A, B, R> CompletableFuture<List<R>> starMapAsync(
            SerializableBiFunction<? super A, ? super B, ? extends R> function,
            Collection<? extends Map.Entry<? extends A, ? extends B>> items);

    /** Applies a function to items that are fetched as results are consumed; in the order of the items. */
    <A, R> ResultIterator<R> imap(SerializableFunction<? super A, ? extends R> function, Iterable<? extends A> items);

    /** The same in the order of completion. */
    <A, R> ResultIterator<R> imapUnordered(
            SerializableFunction<? super A, ? extends R> function, Iterable<? extends A> items);

    /** Takes no more tasks, and waits until all are done. A second call does nothing. */
    @Override
    void close();
}
