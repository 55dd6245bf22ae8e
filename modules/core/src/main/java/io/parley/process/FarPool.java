package io.parley.process;

import io.parley.internal.process.FarWorkers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A pool whose workers are reached by messages. Its end is the end of what was given to it, not of the workers, who may
 * work for others too.
 *
 * <p>So many tasks are on their way that each worker has one and the next; the rest waits here.
 */
final class FarPool extends AbstractPool {
    private static final int MOST = 256;
    private static final AtomicLong THREADS = new AtomicLong();
    private static final Executor RESULTS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "parley-pool-result-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final FarWorkers far;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Queue<FarTask<?>> waiting = new ArrayDeque<>();
    /** Given away, or their futures not completed. */
    private final Set<FarTask<?>> running = new HashSet<>();

    private int underWay;
    private boolean closing;

    FarPool(String name, FarWorkers far) {
        this.name = name;
        this.far = far;
        this.most = (int) Math.min(MOST, 2L * far.workers());
    }

    @Override
    <T> CompletableFuture<T> enqueue(Callable<T> work, TaskOptions options) {
        FarTask<T> task = new FarTask<>(this, work, ObjectStreams.write(work, null), options);
        lock.lock();
        try {
            if (closing) {
                throw new RejectedExecutionException("pool was shut down: " + this + ", task=" + work
                        + ". Submit before shutdown(), or ask the manager for the pool again");
            }
            waiting.add(task);
        } finally {
            lock.unlock();
        }
        sendMore();
        return task;
    }

    private void sendMore() {
        for (FarTask<?> task = next(); task != null; task = next()) {
            send(task);
        }
    }

    private FarTask<?> next() {
        lock.lock();
        try {
            FarTask<?> task = underWay < most ? waiting.poll() : null;
            if (task != null) {
                running.add(task);
                underWay++;
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    private void send(FarTask<?> task) {
        try {
            TaskOptions options = task.options();
            long timeoutNs = options.timeout() == null ? 0 : TimeUnit.NANOSECONDS.convert(options.timeout());
            CompletableFuture<byte[]> end = far.run(task.bytes(), timeoutNs, options.retries());
            task.sent(end);
            end.whenCompleteAsync((bytes, failure) -> arrived(task, bytes, failure), RESULTS);
        } catch (RuntimeException e) {
            RESULTS.execute(() -> arrived(task, null, e));
        }
    }

    private void arrived(FarTask<?> task, byte[] bytes, Throwable failure) {
        lock.lock();
        try {
            underWay--;
        } finally {
            lock.unlock();
        }
        sendMore();
        try {
            task.finish(failure == null ? read(bytes) : new Outcome(null, cause(failure)));
        } finally {
            lock.lock();
            try {
                running.remove(task);
                lookWhetherOver();
            } finally {
                lock.unlock();
            }
        }
    }

    private static Outcome read(byte[] bytes) {
        try {
            return ObjectStreams.readOutcome(bytes, 0, bytes.length, null);
        } catch (RuntimeException | LinkageError e) {
            return new Outcome(null, e);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Takes back a task that is still here; false if it is not. */
    boolean takeBack(FarTask<?> task) {
        lock.lock();
        try {
            boolean here = waiting.remove(task);
            lookWhetherOver();
            return here;
        } finally {
            lock.unlock();
        }
    }

    private void lookWhetherOver() {
        if (isTerminated()) {
            ended.signalAll();
        }
    }

    @Override
    <T> T callNow(Callable<T> work, TaskOptions options) throws InterruptedException, ExecutionException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return result(enqueue(work, options));
    }

    @Override
    TaskOptions taskOptions() {
        return TaskOptions.defaults();
    }

    @Override
    public int workers() {
        return far.workers();
    }

    @Override
    public void shutdown() {
        lock.lock();
        try {
            closing = true;
            lookWhetherOver();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<FarTask<?>> unsent;
        List<FarTask<?>> sent;
        lock.lock();
        try {
            closing = true;
            unsent = new ArrayList<>(waiting);
            sent = new ArrayList<>(running);
        } finally {
            lock.unlock();
        }
        List<Runnable> notStarted = new ArrayList<>();
        for (FarTask<?> task : unsent) {
            if (task.cancel(true)) {
                notStarted.add(RunnableTask.runnable(task.work()));
            }
        }
        sent.forEach(task -> task.cancel(true));
        return notStarted;
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
            return closing && waiting.isEmpty() && running.isEmpty();
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
            return "FarPool(" + name + (isTerminated() ? ", ended" : closing ? ", shut down" : ", open") + ", workers="
                    + far.workers() + ", waiting=" + waiting.size() + ", running=" + running.size() + ")";
        } finally {
            lock.unlock();
        }
    }
}
