package io.parley.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Which tasks wait, which workers are free, who does what: all that changes in a pool, under one lock.
 *
 * <p>Tasks and workers are brought together by <em>carriers</em>: threads that take a task and a free worker, wait for
 * the outcome and complete the future. A caller that waits for its own task is its carrier itself. A carrier that is
 * held up by what depends on a future holds up nothing else: another one takes its place.
 */
final class PoolState {
    /** How soon a carrier comes to look that nobody woke. */
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);
    /** How soon who waits for the pool's end sees that a task is done whose dependent actions still run. */
    private static final long ENDED_LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final PoolOptions options;
    private final PoolThreads threads;
    private final Runnable carrier;
    private final Consumer<PoolWorker> end;
    private final Runnable onEnded;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition ended = lock.newCondition();

    private final LinkedHashSet<PoolTask<?>> waiting = new LinkedHashSet<>();
    private final Deque<PoolWorker> free = new ArrayDeque<>();
    /** Tasks that a worker has, or whose futures are being completed. */
    private final Set<PoolTask<?>> running = new LinkedHashSet<>();
    /** Workers whose processes live, or are being cleaned up after. */
    private final Set<PoolWorker> live = new LinkedHashSet<>();

    private int launching;
    private int idle;
    private int woken;
    private long done;
    private boolean closing;
    private BrokenPoolException broken;

    /**
     * Nothing yet.
     *
     * @param carrier what carriers run
     * @param end begins the end of a free worker that is not needed any more; must not wait for it
     * @param onEnded is run when all is done and gone, perhaps more than once
     */
    PoolState(PoolOptions options, PoolThreads threads, Runnable carrier, Consumer<PoolWorker> end, Runnable onEnded) {
        this.options = options;
        this.threads = threads;
        this.carrier = carrier;
        this.end = end;
        this.onEnded = onEnded;
    }

    /** Takes a task in. True if the caller is its carrier: a worker was free and no other task waited. */
    boolean add(PoolTask<?> task, boolean callerCarries) {
        lock.lock();
        try {
            requireOpen(task);
            if (callerCarries && waiting.isEmpty() && !free.isEmpty()) {
                begin(task);
                return true;
            }
            if (options.maxPending() > 0 && waiting.size() >= options.maxPending()) {
                throw new RejectedExecutionException("too many tasks wait: " + this + ", allowed="
                        + options.maxPending() + ", task=" + task.description()
                        + ". Wait for results before submitting more, or raise PoolOptions.withMaxPending");
            }
            waiting.add(task);
            wakeCarrier();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen(PoolTask<?> task) {
        if (broken != null) {
            throw new BrokenPoolException(broken.getMessage(), broken.getCause());
        }
        if (closing) {
            throw new RejectedExecutionException("pool was shut down: " + this + ", task=" + task.description()
                    + ". Submit before shutdown(), or make a new pool");
        }
    }

    /** A task that its worker did not do, for reasons of the worker's. */
    void addAgain(PoolTask<?> task) {
        lock.lock();
        try {
            running.remove(task);
            if (!task.isDone()) {
                waiting.add(task);
                wakeCarrier();
            }
        } finally {
            lock.unlock();
        }
    }

    /** If there is something to carry, somebody comes for it. */
    private void wakeCarrier() {
        if (waiting.isEmpty() || free.isEmpty()) {
            return;
        }
        if (idle > woken) {
            woken++;
            work.signal();
        } else {
            threads.start("carrier", carrier);
        }
    }

    /** Waits for a task with a worker; null if the calling carrier is not needed any more. */
    PoolTask<?> next() {
        lock.lock();
        try {
            while (true) {
                while (!waiting.isEmpty() && !free.isEmpty()) {
                    PoolTask<?> task = waiting.iterator().next();
                    waiting.remove(task);
                    if (!task.isDone()) {
                        begin(task);
                        return task;
                    }
                }
                lookWhetherOver();
                if (isOver() || idle > options.workers()) {
                    return null;
                }
                sleep();
            }
        } finally {
            lock.unlock();
        }
    }

    private void sleep() {
        idle++;
        try {
            work.awaitNanos(LOOK_NS);
        } catch (InterruptedException meansNobody) {
            return;
        } finally {
            idle--;
            woken = Math.max(0, woken - 1);
        }
    }

    private void begin(PoolTask<?> task) {
        PoolWorker worker = free.pop();
        worker.setBusy(true);
        worker.countTask();
        task.beginIn(worker);
        running.add(task);
    }

    /** What becomes of a worker that has done a task. */
    enum Next {
        /** It waits for the next one. */
        FREE,
        /** It has to end, and another one takes its place. */
        REPLACE,
        /** It has to end. */
        END,
        /** Its process has ended. */
        GONE
    }

    /**
     * A worker is ready, or has done a task.
     *
     * @param usable whether it can go on
     * @param callerCarries whether the caller comes for the next task at once
     */
    Next giveBack(PoolWorker worker, boolean usable, boolean callerCarries) {
        lock.lock();
        try {
            worker.setBusy(false);
            if (worker.isExited() || !usable && !worker.process().isAlive()) {
                worker.claimCleanUp();
                return Next.GONE;
            }
            boolean usedUp = options.maxTasksPerWorker() > 0 && worker.tasks() >= options.maxTasksPerWorker();
            if (!usable || usedUp || isOver()) {
                worker.setRetired();
                return isOver() ? Next.END : Next.REPLACE;
            }
            free.push(worker);
            if (!callerCarries) {
                wakeCarrier();
            }
            return Next.FREE;
        } finally {
            lock.unlock();
        }
    }

    /** The future is complete, and what depends on it was run. */
    void completed(PoolTask<?> task) {
        lock.lock();
        try {
            running.remove(task);
            done++;
            lookWhetherOver();
        } finally {
            lock.unlock();
        }
    }

    /** The future was cancelled. */
    void cancelled(PoolTask<?> task, boolean mayInterrupt) {
        PoolWorker worker = null;
        long number = 0;
        lock.lock();
        try {
            if (!waiting.remove(task) && mayInterrupt && running.contains(task)) {
                worker = task.worker();
                number = task.number();
            }
            lookWhetherOver();
        } finally {
            lock.unlock();
        }
        if (worker != null) {
            interrupt(worker, number);
        }
    }

    private void interrupt(PoolWorker worker, long number) {
        worker.interrupt(number);
        threads.later(options.grace().toNanos(), () -> worker.kill(number));
    }

    /** A process is about to be started; false if no more are needed. */
    boolean launches() {
        lock.lock();
        try {
            if (!isOver()) {
                launching++;
            }
            return !isOver();
        } finally {
            lock.unlock();
        }
    }

    /** A process was started, or could not be. */
    void launched(PoolWorker workerOrNull) {
        lock.lock();
        try {
            launching--;
            if (workerOrNull != null) {
                live.add(workerOrNull);
            }
            lookWhetherOver();
        } finally {
            lock.unlock();
        }
    }

    /** A process has ended. True if nobody is busy with the worker, so that the caller has to clean up. */
    boolean exited(PoolWorker worker) {
        lock.lock();
        try {
            worker.setExited();
            free.remove(worker);
            return !worker.isBusy() && worker.claimCleanUp();
        } finally {
            lock.unlock();
        }
    }

    /** A worker was cleaned up after. */
    void gone(PoolWorker worker) {
        lock.lock();
        try {
            live.remove(worker);
            lookWhetherOver();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more tasks; workers end when there is nothing left for them. */
    void close() {
        lock.lock();
        try {
            closing = true;
            lookWhetherOver();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more tasks; what waits, and will not be started. */
    List<PoolTask<?>> closeNow() {
        lock.lock();
        try {
            closing = true;
            List<PoolTask<?>> taken = new ArrayList<>(waiting);
            waiting.clear();
            lookWhetherOver();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** What a worker has. */
    List<PoolTask<?>> running() {
        lock.lock();
        try {
            return new ArrayList<>(running);
        } finally {
            lock.unlock();
        }
    }

    /** The workers whose processes live. */
    List<PoolWorker> live() {
        lock.lock();
        try {
            return new ArrayList<>(live);
        } finally {
            lock.unlock();
        }
    }

    /** The pool gave up; false if it had, or was closed and has nothing left to do. */
    boolean breakWith(BrokenPoolException cause) {
        lock.lock();
        try {
            if (broken != null || isOver()) {
                return false;
            }
            broken = cause;
            return true;
        } finally {
            lock.unlock();
        }
    }

    BrokenPoolException broken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no worker is needed any more but those that are busy. */
    boolean isOver() {
        lock.lock();
        try {
            return closing && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether everything is done and gone. */
    boolean isTerminated() {
        lock.lock();
        try {
            return isOver()
                    && launching == 0
                    && live.isEmpty()
                    && running.stream().allMatch(PoolTask::isDone);
        } finally {
            lock.unlock();
        }
    }

    private void lookWhetherOver() {
        if (!isOver()) {
            return;
        }
        work.signalAll();
        while (!free.isEmpty()) {
            PoolWorker worker = free.pop();
            worker.setRetired();
            end.accept(worker);
        }
        if (isTerminated()) {
            ended.signalAll();
            onEnded.run();
        }
    }

    /** Waits until everything is done and gone. */
    boolean awaitTermination(long timeoutNs) throws InterruptedException {
        long leftNs = timeoutNs;
        lock.lockInterruptibly();
        try {
            while (!isTerminated()) {
                if (leftNs <= 0) {
                    return false;
                }
                long sliceNs = Math.min(leftNs, ENDED_LOOK_NS);
                leftNs -= sliceNs - ended.awaitNanos(sliceNs);
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
            return "ProcessPool(" + options.name() + ", " + state + ", workers=" + options.workers() + ", running="
                    + live.size() + ", free=" + free.size() + ", waiting=" + waiting.size() + ", done=" + done + ")";
        } finally {
            lock.unlock();
        }
    }
}
