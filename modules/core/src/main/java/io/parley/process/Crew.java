package io.parley.process;

import io.parley.internal.memory.MessageBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a pool at its full number of workers: starts them, cleans up after them, and gives up when they fail to start
 * again and again.
 *
 * <p>A worker is cleaned up after once: by who is busy with it when its process has ended, or else by who sees the end.
 */
final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.pool");

    private final ProcessFactory factory;
    private final PoolOptions options;
    private final PoolThreads threads;
    private final PoolState state;
    private final String poolFile;

    // Under this object's monitor:
    private int failedStarts;
    private int idleDeaths;
    private long died;

    Crew(ProcessFactory factory, PoolOptions options, PoolThreads threads, PoolState state, String poolFile) {
        this.factory = factory;
        this.options = options;
        this.threads = threads;
        this.state = state;
        this.poolFile = poolFile;
    }

    /** Starts all; if one cannot be started, ends those that were, and says why. */
    void startAll() {
        try {
            for (int number = 1; number <= options.workers(); number++) {
                start(number);
            }
        } catch (RuntimeException | Error e) {
            state.close();
            state.live().forEach(PoolWorker::kill);
            throw e;
        }
    }

    private void start(int number) {
        if (!state.launches()) {
            return;
        }
        PoolWorker worker = null;
        try {
            worker = new PoolWorker(factory, options, number, poolFile);
        } finally {
            state.launched(worker);
        }
        PoolWorker started = worker;
        started.process().onExit().thenRun(() -> exited(started));
        threads.start("start", () -> awaitReady(started));
    }

    private void awaitReady(PoolWorker worker) {
        Throwable failure;
        try {
            failure = worker.awaitReady(new MessageBuffer(), factory.parley());
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        if (failure == null) {
            synchronized (this) {
                failedStarts = 0;
            }
            LOG.debug("worker is ready: {}", worker);
        } else if (!state.isOver()) {
            failed(failure);
        }
        giveBack(worker, failure == null, false);
    }

    private void failed(Throwable failure) {
        if (Children.isEnding()) {
            return;
        }
        int inARow;
        synchronized (this) {
            inARow = ++failedStarts;
        }
        LOG.warn(
                "PLY-0111 worker failed to start: pool={} in a row={} of {}: {}",
                options.name(),
                inARow,
                options.initializerFailures(),
                failure.toString());
        if (inARow >= options.initializerFailures()) {
            breakPool(inARow, failure);
        }
    }

    private void breakPool(int inARow, Throwable failure) {
        BrokenPoolException broken = new BrokenPoolException(
                "pool gave up: " + options.name() + ", workers failed to start " + inARow
                        + " times in a row, the last time with: " + failure
                        + ". Repair the initializer or the JVM flags and make a new pool",
                failure);
        if (state.breakWith(broken)) {
            List<PoolTask<?>> waiting = state.closeNow();
            state.live().forEach(PoolWorker::killUnlessReady);
            threads.start(
                    "broken",
                    () -> waiting.forEach(task -> {
                        task.completeExceptionally(broken);
                        state.completed(task);
                    }));
        }
    }

    /** A worker has done a task, or is ready; {@code callerCarries} says whether the caller comes for the next one. */
    void giveBack(PoolWorker worker, boolean usable, boolean callerCarries) {
        switch (state.giveBack(worker, usable, callerCarries)) {
            case FREE -> {}
            case GONE -> cleanUp(worker);
            case END -> end(worker);
            case REPLACE -> {
                end(worker);
                startLater(worker.number(), 0);
            }
        }
    }

    /** Any task that was done shows that workers can work. */
    void taskDone() {
        synchronized (this) {
            idleDeaths = 0;
        }
    }

    /** Begins the end of a worker that has nothing to do. */
    void end(PoolWorker worker) {
        threads.start("end", worker::retire);
    }

    private void exited(PoolWorker worker) {
        if (state.exited(worker)) {
            if (!worker.isRetired() && !Children.isEnding()) {
                LOG.warn(
                        "PLY-0112 worker ended and is replaced: {} with {}",
                        worker,
                        worker.process().exitStatus().orElseThrow());
            }
            cleanUp(worker);
        }
    }

    private void cleanUp(PoolWorker worker) {
        threads.start("end", () -> {
            try {
                worker.dispose();
            } finally {
                if (!worker.isRetired() && !Children.isEnding()) {
                    replaceDead(worker);
                }
                state.gone(worker);
            }
        });
    }

    private void replaceDead(PoolWorker worker) {
        long pauseNs;
        synchronized (this) {
            died++;
            idleDeaths = worker.tasks() == 0 ? idleDeaths + 1 : 0;
            pauseNs = PoolDeaths.pauseNs(idleDeaths, options.workers());
        }
        startLater(worker.number(), pauseNs);
    }

    private void startLater(int number, long pauseNs) {
        Runnable start = () -> threads.start("start", () -> startAgain(number));
        if (pauseNs == 0) {
            start.run();
        } else {
            threads.later(pauseNs, start);
        }
    }

    private void startAgain(int number) {
        try {
            start(number);
        } catch (RuntimeException | Error e) {
            failed(e);
            if (state.broken() == null) {
                startLater(number, PoolDeaths.pauseNs(Integer.MAX_VALUE, 0));
            }
        }
    }

    /** How many workers died, for people. */
    synchronized long died() {
        return died;
    }
}
