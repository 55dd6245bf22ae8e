package io.parley.process;

import io.parley.WaitStrategy;
import java.time.Duration;
import java.util.Objects;

/**
 * How a pool is made. {@link #defaults()}, and a {@code with} method for each thing that differs. Immutable.
 *
 * @param name in the names of its workers: {@code <name>-<number>}
 * @param workers how many it keeps
 * @param initializer what each worker runs before its first task; null is nothing
 * @param initializerFailures after how many workers in a row that fail to start the pool gives up
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
    private static final int FAILURES = 3;

    /**
     * Checks that everything is in its range.
     *
     * @param name in the names of its workers: {@code <name>-<number>}
     * @param workers how many it keeps
     * @param initializer what each worker runs before its first task; null is nothing
     * @param initializerFailures after how many workers in a row that fail to start the pool gives up
     * @param maxTasksPerWorker after how many tasks a worker is replaced by a new one; 0 is never
     * @param maxPending how many tasks may wait for a worker before further ones are rejected; 0 is no limit
     * @param waitStrategy how workers wait for tasks and callers for results
     * @param grace how long a cancelled task may go on before its worker is ended
     * @throws IllegalArgumentException if something is not
     */
    public PoolOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(waitStrategy, "waitStrategy");
        require(workers >= 1, "workers", workers, "1 or more");
        require(initializerFailures >= 1, "initializerFailures", initializerFailures, "1 or more");
        require(maxTasksPerWorker >= 0, "maxTasksPerWorker", maxTasksPerWorker, "0 (no limit) or more");
        require(maxPending >= 0, "maxPending", maxPending, "0 (no limit) or more");
        require(!grace.isNegative(), "grace", grace, "0 or more");
    }

    private static void require(boolean ok, String what, Object value, String allowed) {
        if (!ok) {
            throw new IllegalArgumentException(
                    "pool option out of range: " + what + "=" + value + ", allowed is " + allowed);
        }
    }

    /**
     * As many workers as processors, no initializer, no limits, adaptive waits.
     *
     * @return the defaults
     */
    public static PoolOptions defaults() {
        return new PoolOptions(
                "worker",
                Runtime.getRuntime().availableProcessors(),
                null,
                FAILURES,
                0,
                0,
                WaitStrategy.adaptive(),
                GRACE);
    }

    /**
     * Sets how the workers are called, and the pool itself where {@linkplain ProcessPool#latency its latencies} are
     * looked for.
     *
     * @param prefix their names are this, a hyphen and a number from 1; default {@code worker}
     * @return a copy
     */
    public PoolOptions withName(String prefix) {
        return new PoolOptions(
                prefix, workers, initializer, initializerFailures, maxTasksPerWorker, maxPending, waitStrategy, grace);
    }

    /**
     * Sets how many workers the pool keeps.
     *
     * @param number one or more; default is the number of processors
     * @return a copy
     * @throws IllegalArgumentException if it is less than one
     */
    public PoolOptions withWorkers(int number) {
        return new PoolOptions(
                name, number, initializer, initializerFailures, maxTasksPerWorker, maxPending, waitStrategy, grace);
    }

    /**
     * Sets what each worker runs before its first task, for example to load a model once. It runs in the thread that
     * runs the tasks, and finds its worker by {@link WorkerContext#current()}. Python's {@code initializer}; its
     * {@code initargs} are what the lambda captures.
     *
     * @param first travels to each worker as a copy; null is nothing
     * @return a copy
     */
    public PoolOptions withInitializer(ProcessTarget first) {
        return new PoolOptions(
                name, workers, first, initializerFailures, maxTasksPerWorker, maxPending, waitStrategy, grace);
    }

    /**
     * Sets how many workers in a row may fail to start, because the initializer throws or the JVM ends, before the pool
     * gives up with {@link BrokenPoolException}.
     *
     * @param inARow one or more; default 3
     * @return a copy
     * @throws IllegalArgumentException if it is less than one
     */
    public PoolOptions withInitializerFailures(int inARow) {
        return new PoolOptions(name, workers, initializer, inARow, maxTasksPerWorker, maxPending, waitStrategy, grace);
    }

    /**
     * Sets after how many tasks a worker is replaced by a new process, against what leaks. A chunk of a map is one
     * task. Python's {@code maxtasksperchild}.
     *
     * @param tasks how many; default 0 is never
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public PoolOptions withMaxTasksPerWorker(int tasks) {
        return new PoolOptions(name, workers, initializer, initializerFailures, tasks, maxPending, waitStrategy, grace);
    }

    /**
     * Sets how many tasks may wait for a worker before further ones are refused with
     * {@link java.util.concurrent.RejectedExecutionException}. A chunk of a map is one task.
     *
     * @param tasks how many; default 0 is no limit
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public PoolOptions withMaxPending(int tasks) {
        return new PoolOptions(
                name, workers, initializer, initializerFailures, maxTasksPerWorker, tasks, waitStrategy, grace);
    }

    /**
     * Sets how workers wait for tasks, and threads of this process for results.
     *
     * @param strategy default is adaptive; spinning takes a processor for each worker that is idle
     * @return a copy
     */
    public PoolOptions withWaitStrategy(WaitStrategy strategy) {
        return new PoolOptions(
                name, workers, initializer, initializerFailures, maxTasksPerWorker, maxPending, strategy, grace);
    }

    /**
     * Sets how long a task that is cancelled may go on after it was interrupted. Then its worker is killed and
     * replaced.
     *
     * @param afterCancel not negative; default 2 seconds
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
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
