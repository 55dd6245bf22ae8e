package io.parley.process;

import java.util.function.UnaryOperator;

/**
 * Pools whose workers are threads of this JVM: the twin of {@link ProcessPool} for unit tests. {@code Parley.local()}
 * is the short way; it needs no domain.
 *
 * <p>They keep the rules of {@link Pool}, with these differences: nothing is serialised, so any lambda will do,
 * arguments and results are the same objects on both sides, and exceptions are those that were thrown. Static fields
 * are shared. {@link WorkerContext#parley()} is null. A thread cannot be killed: one that does not heed its
 * interruption, at a time limit or in {@link PoolOptions#grace} after a cancellation, is abandoned with a warning in
 * the log, and replaced. Dependent actions of a future run in the worker's thread, as with every pool of threads. No
 * worker dies, so {@link TaskOptions#retries} has nothing to do.
 *
 * <p><b>Threading:</b> thread-safe. The threads are daemons. <b>Differs from Python:</b> it is {@code ThreadPool} of
 * {@code multiprocessing.pool}.
 */
public final class LocalWorkers {
    /** The only one. */
    public static final LocalWorkers INSTANCE = new LocalWorkers();

    private LocalWorkers() {}

    /**
     * A pool of that many threads.
     *
     * @param workers 1 or more
     * @return the pool; close it
     * @throws IllegalArgumentException if {@code workers} is less than 1
     */
    public Pool pool(int workers) {
        return pool(options -> options.withWorkers(workers));
    }

    /**
     * A pool of threads.
     *
     * @param options changes the defaults, for example {@code o -> o.withWorkers(4).withMaxPending(100)}; the wait
     *     strategy has no meaning
     * @return the pool; close it
     * @throws IllegalArgumentException if an option cannot be
     */
    public Pool pool(UnaryOperator<PoolOptions> options) {
        return new LocalPool(options.apply(PoolOptions.defaults()));
    }
}
