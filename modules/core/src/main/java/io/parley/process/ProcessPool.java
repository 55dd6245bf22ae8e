package io.parley.process;

import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.process.PoolFile;
import io.parley.observe.ObjectLatency;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A pool of processes: JVMs that are started once and given one task after the other. Python's {@code Pool}, as a
 * {@link java.util.concurrent.ExecutorService}. {@link io.parley.Parley#pool} makes one.
 *
 * <pre>{@code
 * try (ProcessPool pool = parley.pool(4)) {
 *     List<Integer> lengths = pool.map(String::length, List.of("one", "three"));
 *     CompletableFuture<Long> answer = pool.submit(() -> Primes.count(1_000_000));
 * }
 * }</pre>
 *
 * <p>A task travels as a copy; what it captures must be serialisable, or a handle on a shared object, which arrives as
 * a handle on the same object. So do results, and exceptions with their stack traces.
 *
 * <p><b>Threading:</b> thread-safe. What depends on a future ({@code whenComplete}, …) runs in a thread of the pool in
 * this process; however long it takes, no other task and no other result waits for it.
 *
 * <p><b>Processes:</b> workers are daemons, called {@code <name>-<number>}. One that dies under a task completes it
 * with {@link WorkerDiedException}, or the task is run again if it may be ({@link TaskOptions#idempotent()}); a task
 * that did not reach its worker is always given to another one. The dead worker is replaced, so the pool keeps its
 * number. If this process dies, however, its workers end at once; the small file by which others knew the pool stays,
 * for the next pool of its name. What a task leaves running in its worker ends with the worker.
 *
 * <p><b>Blocking:</b> {@code submit} never waits for a worker. A task whose time is up, or that is cancelled and does
 * not answer the interrupt within {@link PoolOptions#grace()}, is stopped by ending its worker.
 *
 * <p><b>End:</b> {@link #shutdown()} lets everything that was submitted be done, {@link #shutdownNow()} does not,
 * {@link #close()} is {@code shutdown} and waits. Closing the {@code Parley} first ends the pool as {@code shutdownNow}
 * does.
 *
 * <p><b>Differs from Python:</b> leaving the block waits for the tasks; nothing waits for ever for a dead worker's
 * result; a failing initializer breaks the pool instead of being tried without end; {@code awaitTermination} can be
 * called at any time; workers may have pools of their own.
 */
public final class ProcessPool extends AbstractPool {
    private final ProcessFactory factory;
    private final PoolOptions options;
    private final Domain domain;
    private final PoolFile file;
    private final LatencyMeter latency;
    private final PoolState state;
    private final Crew crew;
    private final TaskCarrier carrier;
    private final AutoCloseable endWithDomain = this::endNow;

    private ProcessPool(ProcessFactory factory, PoolOptions options) {
        this.factory = factory;
        this.options = options;
        this.domain = Domain.of(factory.parley());
        this.file = PoolFile.claim(domain, options.name());
        this.latency = file.meter();
        PoolThreads threads = new PoolThreads(options.name());
        this.state = new PoolState(options, threads, this::carry, this::end, () -> {
            threads.close();
            file.delete();
            domain.untrack(endWithDomain);
        });
        this.crew = new Crew(factory, options, threads, state, file.name());
        this.carrier = new TaskCarrier(factory.parley(), threads, state, crew, latency);
    }

    static ProcessPool open(ProcessFactory factory, PoolOptions options) {
        ProcessPool pool = new ProcessPool(factory, options);
        pool.domain.track(pool.endWithDomain);
        pool.crew.startAll();
        return pool;
    }

    private void carry() {
        carrier.run();
    }

    private void end(PoolWorker worker) {
        crew.end(worker);
    }

    @Override
    <T> CompletableFuture<T> enqueue(Callable<T> work, TaskOptions taskOptions) {
        PoolTask<T> task = task(work, taskOptions);
        state.add(task, false);
        return task;
    }

    @Override
    <T> T callNow(Callable<T> work, TaskOptions taskOptions) throws InterruptedException, ExecutionException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        PoolTask<T> task = task(work, taskOptions);
        if (state.add(task, true)) {
            carrier.carry(task);
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            throw e;
        }
    }

    private <T> PoolTask<T> task(Callable<T> work, TaskOptions taskOptions) {
        byte[] bytes =
                work instanceof ForeignTask foreign ? foreign.bytes() : ObjectStreams.write(work, factory.parley());
        return new PoolTask<>(state, work, bytes, taskOptions, latency.stamp());
    }

    @Override
    TaskOptions taskOptions() {
        return TaskOptions.defaults();
    }

    @Override
    Parley parley() {
        return factory.parley();
    }

    @Override
    public int workers() {
        return options.workers();
    }

    /**
     * The processes of the workers that run now, or are about to; a snapshot for people and for tests.
     *
     * @return the processes
     */
    public List<ParleyProcess> processes() {
        return state.live().stream().map(PoolWorker::process).toList();
    }

    /**
     * How long tasks wait for a worker, and how long they run: {@link io.parley.observe.LatencyKind#QUEUEING QUEUEING}
     * and {@link io.parley.observe.LatencyKind#RUN RUN}, recorded from when it is started, here or in another process.
     *
     * <pre>{@code
     * pool.latency().start();
     * ...
     * try (LatencyHistogram runs = pool.latency().histogram(LatencyKind.RUN)) {
     *     System.out.println(runs.snapshot().getValueAtPercentile(99));
     * }
     * }</pre>
     *
     * <p>A chunk of a map is one task. Workers count; what one has counted stays when it dies. Other processes find the
     * same by {@link ObjectLatency#find}, under the file name {@code <name>.pool}, or {@code <name>-2.pool} if another
     * pool of that name lives in the domain; {@code toString} of what this returns says which. The histograms are
     * called {@code <name>.pool.queueing} and {@code <name>.pool.run}. They are deleted when the pool has ended; a
     * handle that was opened before still reads them. If this process is killed they stay, and the next pool of that
     * name goes on.
     *
     * @return a view of the pool, which needs no closing
     * @throws IllegalStateException if the pool, or its domain, has ended
     */
    public ObjectLatency latency() {
        return ObjectLatency.find(factory.parley(), file.fileName())
                .orElseThrow(() -> new IllegalStateException(
                        "pool has ended: " + this + ". Ask for its latencies before closing it"));
    }

    /** Takes no more tasks. What was submitted is done; then the workers end. A second call does nothing. */
    @Override
    public void shutdown() {
        state.close();
    }

    /**
     * Takes no more tasks, and stops those that run: their futures are cancelled at once, their threads interrupted,
     * and after {@link PoolOptions#grace()} their workers are killed.
     *
     * @return the tasks that were not started, whose futures are cancelled; running one runs its work in the calling
     *     thread
     */
    @Override
    public List<Runnable> shutdownNow() {
        List<PoolTask<?>> waiting = state.closeNow();
        List<Runnable> notStarted = new ArrayList<>();
        for (PoolTask<?> task : waiting) {
            if (task.cancel(false)) {
                notStarted.add(task.notStarted());
            }
        }
        state.running().forEach(task -> task.cancel(true));
        state.live().forEach(PoolWorker::killUnlessReady);
        return notStarted;
    }

    @Override
    public boolean isShutdown() {
        return state.isClosing();
    }

    @Override
    public boolean isTerminated() {
        return state.isTerminated();
    }

    /**
     * Waits until every task is done and every worker has ended. May be called at any time; without {@link #shutdown()}
     * it waits until the time is up.
     *
     * @return whether all is done and gone
     * @throws InterruptedException if the thread was interrupted; the pool goes on
     */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return state.awaitTermination(unit.toNanos(timeout));
    }

    private void endNow() {
        shutdownNow();
        close();
    }

    @Override
    public String toString() {
        return state.toString() + ", died=" + crew.died();
    }
}
