package io.parley.process;

import io.parley.WaitStrategy;
import java.time.Duration;

/**
 * How a pool is made. {@link #defaults()}, and a {@code with} method for each thing that differs.
 *
 * @param name in the names of its workers: {@code <name>-<number>}
 * @param workers how many it keeps
 * @param initializer what each worker runs before its first task; null is nothing
 * @param initializerFailures after how many failing initializers in a row the pool gives up
 * @param maxTasksPerWorker after how many tasks a worker is replaced by a new one; 0 is never
 * @param maxPending how many tasks may wait for a worker before further ones are rejected; 0 is no limit
 * @param waitStrategy how workers wait for tasks and callers for results
 * @param grace how long a cancelled task may go on before its worker is ended
 */
public record PoolOptions(
        String name,
        int workers,
        ProcessTarget initializer,
        int initializerFailures,
        int maxTasksPerWorker,
        int maxPending,
        WaitStrategy waitStrategy,
        Duration grace) {
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** As many workers as processors. */
    public static PoolOptions defaults() {
        return new PoolOptions(
                "worker", Runtime.getRuntime().availableProcessors(), null, 3, 0, 0, WaitStrategy.adaptive(), GRACE);
    }

    public PoolOptions withName(String prefix) {
        return new PoolOptions(
                prefix, workers, initializer, initializerFailures, maxTasksPerWorker, maxPending, waitStrategy, grace);
    }

    public PoolOptions withWorkers(int number) {
        return new PoolOptions(
                name, number, initializer, initializerFailures, maxTasksPerWorker, maxPending, waitStrategy, grace);
    }

    public PoolOptions withInitializer(ProcessTarget first) {
        return new PoolOptions(
                name, workers, first, initializerFailures, maxTasksPerWorker, maxPending, waitStrategy, grace);
    }

    public PoolOptions withInitializerFailures(int inARow) {
        return new PoolOptions(name, workers, initializer, inARow, maxTasksPerWorker, maxPending, waitStrategy, grace);
    }

    public PoolOptions withMaxTasksPerWorker(int tasks) {
        return new PoolOptions(name, workers, initializer, initializerFailures, tasks, maxPending, waitStrategy, grace);
    }

    public PoolOptions withMaxPending(int tasks) {
        return new PoolOptions(
                name, workers, initializer, initializerFailures, maxTasksPerWorker, tasks, waitStrategy, grace);
    }

    public PoolOptions withWaitStrategy(WaitStrategy strategy) {
        return new PoolOptions(
                name, workers, initializer, initializerFailures, maxTasksPerWorker, maxPending, strategy, grace);
    }

    public PoolOptions withGrace(Duration afterCancel) {
        return new PoolOptions(
                name,
                workers,
                initializer,
                initializerFailures,
                maxTasksPerWorker,
                maxPending,
                waitStrategy,
                afterCancel);
    }
}
