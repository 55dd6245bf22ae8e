package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.WaitStrategy;
import io.parley.perf.transport.Scratch;
import io.parley.process.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Workers that do {@link PoolTasks}, processes or threads. */
public interface Workers extends AutoCloseable {
    /** Keeps the thread of the only worker on one core. */
    void pin() throws InterruptedException, ExecutionException;

    /** Hands over the empty task and waits for its end, in the shortest way. */
    void call() throws InterruptedException, ExecutionException;

    /** Hands over the empty task, and waits for its future. */
    void submit() throws InterruptedException, ExecutionException;

    /** The squares of 0 to {@code items} - 1. */
    List<Long> squares(List<Long> items) throws InterruptedException, ExecutionException;

    /** Hands over that many tasks one by one, then waits for all of them. */
    void submitAll(int tasks, boolean work) throws InterruptedException, ExecutionException;

    @Override
    void close();

    /** The numbers from 0. */
    static List<Long> numbers(int items) {
        return LongStream.range(0, items).boxed().toList();
    }

    /** Waits for all of them. */
    static <T> List<T> results(List<? extends Future<T>> futures) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>(futures.size());
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    /** A pool of Parley's, in a domain of its own. */
    record OfPool(Scratch scratch, Parley parley, Pool pool) implements Workers {
        static OfPool open(WaitStrategy strategy, int workers) {
            Scratch scratch = Scratch.create();
            Parley parley = Parley.open(scratch.directory().resolve("domain"));
            return new OfPool(
                    scratch,
                    parley,
                    parley.pool(options -> options.withWorkers(workers).withWaitStrategy(strategy)));
        }

        @Override
        public void pin() throws InterruptedException, ExecutionException {
            pool.call(PoolTasks::pin);
        }

        @Override
        public void call() throws InterruptedException, ExecutionException {
            pool.call(PoolTasks::nothing);
        }

        @Override
        public void submit() throws InterruptedException, ExecutionException {
            pool.submit(PoolTasks::nothing).get();
        }

        @Override
        public List<Long> squares(List<Long> items) throws InterruptedException, ExecutionException {
            return pool.map(PoolTasks::square, items);
        }

        @Override
        public void submitAll(int tasks, boolean work) throws InterruptedException, ExecutionException {
            List<Future<Object>> futures = new ArrayList<>(tasks);
            for (int i = 0; i < tasks; i++) {
                futures.add(work ? pool.submit(PoolTasks::work) : pool.submit(PoolTasks::nothing));
            }
            results(futures);
        }

        @Override
        public void close() {
            pool.close();
            parley.close();
            scratch.close();
        }
    }

    /** The JDK's threads. */
    record OfThreads(ExecutorService pool) implements Workers {
        static OfThreads open(int workers) {
            return new OfThreads(Executors.newFixedThreadPool(workers));
        }

        @Override
        public void pin() throws InterruptedException, ExecutionException {
            pool.submit(PoolTasks::pin).get();
        }

        @Override
        public void call() throws InterruptedException, ExecutionException {
            submit();
        }

        @Override
        public void submit() throws InterruptedException, ExecutionException {
            pool.submit(PoolTasks::nothing).get();
        }

        /** A task each: an executor has no chunks. */
        @Override
        public List<Long> squares(List<Long> items) throws InterruptedException, ExecutionException {
            List<Callable<Long>> tasks = new ArrayList<>(items.size());
            items.forEach(item -> tasks.add(() -> PoolTasks.square(item)));
            return results(pool.invokeAll(tasks));
        }

        @Override
        public void submitAll(int tasks, boolean work) throws InterruptedException, ExecutionException {
            Callable<Object> task = work ? PoolTasks::work : PoolTasks::nothing;
            List<Future<Object>> futures = new ArrayList<>(tasks);
            for (Callable<Object> each : Collections.nCopies(tasks, task)) {
                futures.add(pool.submit(each));
            }
            results(futures);
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
