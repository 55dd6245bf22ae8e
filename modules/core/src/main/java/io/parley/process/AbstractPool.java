package io.parley.process;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What every pool does in the same way: chunks, order, iterators, the methods of an executor. What is left to the kind
 * of pool is to run one piece of work in a worker.
 */
abstract class AbstractPool implements Pool {
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
}
