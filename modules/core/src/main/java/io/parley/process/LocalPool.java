package io.parley.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of threads: tasks that wait, workers, and who has what, all under one lock. Nothing of the user's runs under
 * it.
 */
final class LocalPool extends AbstractPool {
    private static final Logger LOG = LoggerFactory.getLogger("io.parley.pool");

    private final PoolOptions options;
    private final ScheduledThreadPoolExecutor timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition ended = lock.newCondition();

    private final LinkedHashSet<LocalTask<?>> waiting = new LinkedHashSet<>();
    /** Those that were not abandoned. */
    private final Set<LocalWorker> live = new LinkedHashSet<>();

    private int idle;
    private int failuresInARow;
    private long done;
    private boolean closing;
    private BrokenPoolException broken;

    LocalPool(PoolOptions options) {
        this.options = options;
        this.timer = new ScheduledThreadPoolExecutor(1, timed -> daemon(timed, options.name() + "-timer"));
        timer.setRemoveOnCancelPolicy(true);
        lock.lock();
        try {
            for (int number = 1; number <= options.workers(); number++) {
                start(number);
            }
        } catch (RuntimeException | Error e) {
            shutdown();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private static Thread daemon(Runnable what, String name) {
        Thread thread = new Thread(what, name);
        thread.setDaemon(true);
        return thread;
    }

    private void start(int number) {
        LocalWorker worker = new LocalWorker(this, options.name(), number);
        worker.thread().start();
        live.add(worker);
    }

    /* Tasks in */

    @Override
    <T> CompletableFuture<T> enqueue(Callable<T> task, TaskOptions how) {
        LocalTask<T> future = new LocalTask<>(this, task, how);
        lock.lock();
        try {
            requireRoom(task);
            waiting.add(future);
            work.signal();
        } finally {
            lock.unlock();
        }
        return future;
    }

    private void requireRoom(Callable<?> task) {
        if (broken != null) {
            throw new BrokenPoolException(broken.getMessage(), broken.getCause());
        }
        if (closing) {
            throw new RejectedExecutionException("pool was shut down: " + this + ", task=" + task
                    + ". Submit before shutdown(), or make a new pool");
        }
        if (options.maxPending() > 0 && waiting.size() - idle >= options.maxPending()) {
            throw new RejectedExecutionException("too many tasks wait: " + this + ", allowed=" + options.maxPending()
                    + ", task=" + task
                    + ". Wait for results before submitting more, or raise PoolOptions.withMaxPending");
        }
    }

    @Override
    <T> T callNow(Callable<T> task, TaskOptions how) throws InterruptedException, ExecutionException {
        return result(enqueue(task, how));
    }

    @Override
    TaskOptions taskOptions() {
        return TaskOptions.defaults();
    }

    @Override
    public int workers() {
        return options.workers();
    }

    /* What workers ask and tell */

    void initialise() throws Exception {
        if (options.initializer() != null) {
            options.initializer().run();
        }
    }

    /** A worker is ready for tasks, or failed to be; returns whether it goes on. */
    boolean initialised(LocalWorker worker, Throwable failure) {
        List<LocalTask<?>> lost = List.of();
        boolean expected;
        lock.lock();
        try {
            worker.initialising = false;
            worker.limit(null);
            Thread.interrupted();
            if (worker.abandoned) {
                return false;
            }
            if (failure == null) {
                failuresInARow = 0;
                return true;
            }
            failuresInARow++;
            expected = isOver();
            if (failuresInARow >= options.initializerFailures()) {
                lost = breakWith("initializer failed " + failuresInARow + " times in a row", failure);
            }
            replace(worker);
        } finally {
            lock.unlock();
        }
        if (!expected) {
            LOG.warn("PLY-0108 initializer failed in worker {} of {}", worker, this, failure);
        }
        lost.forEach(task -> task.completeExceptionally(broken));
        return false;
    }

    /** Waits for a task; null if the worker has to end. */
    LocalTask<?> next(LocalWorker worker) {
        lock.lock();
        try {
            while (true) {
                if (worker.abandoned) {
                    return null;
                }
                if (isOver() || isUsedUp(worker)) {
                    replace(worker);
                    return null;
                }
                if (!waiting.isEmpty()) {
                    return begin(waiting.iterator().next(), worker);
                }
                idle++;
                try {
                    work.awaitUninterruptibly();
                } finally {
                    idle--;
                }
            }
        } finally {
            Thread.interrupted();
            lock.unlock();
        }
    }

    private boolean isUsedUp(LocalWorker worker) {
        return options.maxTasksPerWorker() > 0 && worker.tasks >= options.maxTasksPerWorker();
    }

    private LocalTask<?> begin(LocalTask<?> task, LocalWorker worker) {
        waiting.remove(task);
        task.worker = worker;
        worker.task = task;
        worker.tasks++;
        Duration timeout = task.options().timeout();
        if (timeout != null) {
            worker.limit(timer.schedule(
                    () -> expired(task, worker), TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS));
        }
        return task;
    }

    /**
     * A worker has done its task; no interruption that was meant for that reaches the next one. Returns whether the
     * outcome counts: not if the worker was abandoned.
     */
    boolean done(LocalWorker worker) {
        lock.lock();
        try {
            LocalTask<?> task = worker.task;
            worker.task = null;
            task.worker = null;
            done++;
            worker.limit(null);
            Thread.interrupted();
            return !worker.abandoned;
        } finally {
            lock.unlock();
        }
    }

    /* Workers out */

    /** Lets go of a worker; another one takes its place if there may be something to do. */
    private void replace(LocalWorker worker) {
        live.remove(worker);
        if (!isOver()) {
            try {
                start(worker.number());
            } catch (Throwable e) {
                breakWith("thread could not be started", e)
                        .forEach(task -> timer.execute(() -> task.completeExceptionally(broken)));
            }
        }
        end();
    }

    /** Gives up; returns the tasks that were lost. */
    private List<LocalTask<?>> breakWith(String why, Throwable cause) {
        broken = new BrokenPoolException(
                why + ": " + this + ", last failure: " + cause + ". Repair that, and make a new pool", cause);
        closing = true;
        List<LocalTask<?>> lost = new ArrayList<>(waiting);
        waiting.clear();
        work.signalAll();
        return lost;
    }

    private boolean isOver() {
        return closing && waiting.isEmpty();
    }

    private void end() {
        if (isOver() && live.isEmpty()) {
            ended.signalAll();
            timer.shutdown();
        }
    }

    private void expired(LocalTask<?> task, LocalWorker worker) {
        Duration timeout = task.options().timeout();
        String where = abandon(worker, task, "the time limit of " + timeout);
        if (where != null) {
            TaskTimeoutException failure =
                    new TaskTimeoutException("task ran longer than it may: " + task.work() + " timeout=" + timeout
                            + ", worker=" + worker + ". Give it more time or less work. It was at" + where);
            // what depends on it must not hold up the timer
            daemon(() -> task.completeExceptionally(failure), options.name() + "-timeout")
                    .start();
        }
    }

    /** Interrupts a worker and lets go of it, if it still has that task; returns where it was. */
    private String abandon(LocalWorker worker, LocalTask<?> task, String reason) {
        String where;
        lock.lock();
        try {
            if (worker.abandoned || worker.task != task || task == null && !worker.initialising) {
                return null;
            }
            where = stack(worker.thread());
            worker.abandoned = true;
            worker.thread().interrupt();
            replace(worker);
        } finally {
            lock.unlock();
        }
        LOG.warn("PLY-0107 thread abandoned at {}: worker={} of {}; it was at{}", reason, worker, this, where);
        return where;
    }

    private static String stack(Thread thread) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n    ").append(frame);
        }
        return text.toString();
    }

    /** Somebody cancelled it. */
    void cancelled(LocalTask<?> task, boolean mayInterrupt) {
        lock.lock();
        try {
            if (waiting.remove(task)) {
                if (isOver()) {
                    work.signalAll();
                }
            } else if (mayInterrupt && task.worker != null) {
                interrupt(task.worker);
            }
        } finally {
            lock.unlock();
        }
    }

    private void interrupt(LocalWorker worker) {
        if (worker.abandoned) {
            return;
        }
        LocalTask<?> task = worker.task;
        worker.thread().interrupt();
        Duration grace = options.grace();
        worker.limit(timer.schedule(
                () -> abandon(worker, task, grace + " after its interruption"),
                TimeUnit.NANOSECONDS.convert(grace),
                TimeUnit.NANOSECONDS));
    }

    /* The end */

    @Override
    public void shutdown() {
        lock.lock();
        try {
            closing = true;
            work.signalAll();
            end();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<LocalTask<?>> unstarted;
        List<LocalTask<?>> running = new ArrayList<>();
        lock.lock();
        try {
            closing = true;
            unstarted = new ArrayList<>(waiting);
            waiting.clear();
            for (LocalWorker worker : live) {
                if (worker.task != null) {
                    running.add(worker.task);
                } else if (worker.initialising) {
                    interrupt(worker);
                }
            }
            work.signalAll();
        } finally {
            lock.unlock();
        }
        List<Runnable> given = new ArrayList<>();
        for (LocalTask<?> task : unstarted) {
            if (task.cancel(false)) {
                given.add(RunnableTask.runnable(task.work()));
            }
        }
        running.forEach(task -> task.cancel(true));
        return given;
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        lock.lock();
        try {
            return isOver() && live.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long leftNs = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (!isTerminated()) {
                if (leftNs <= 0) {
                    return false;
                }
                leftNs = ended.awaitNanos(leftNs);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        lock.lock();
        try {
            String state = broken != null ? "broken" : isTerminated() ? "ended" : closing ? "shut down" : "open";
            return "LocalPool(" + options.name() + ", " + state + ", workers=" + options.workers() + ", idle=" + idle
                    + ", waiting=" + waiting.size() + ", done=" + done + ")";
        } finally {
            lock.unlock();
        }
    }
}
