package io.parley.process;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A task of a pool and its future. What is not final changes under the pool's lock.
 *
 * @param <T> the type of its result
 */
final class PoolTask<T> extends CompletableFuture<T> {
    private static final int DESCRIPTION_MAX = 200;
    /** A task that does not even arrive may be the reason: too large for the worker's heap. */
    private static final int ATTEMPTS = 3;

    private static final String LAMBDA = "$$Lambda";

    private final PoolState pool;
    private final Callable<T> work;
    private final byte[] bytes;
    private final TaskOptions options;
    /** When it was submitted, or has to be run again; 0 if it is not measured. */
    private long queuedAtNs;

    private int runsLeft;
    private int attemptsLeft = ATTEMPTS;
    private PoolWorker worker;
    private long number;

    PoolTask(PoolState pool, Callable<T> work, byte[] bytes, TaskOptions options, long queuedAtNs) {
        this.pool = pool;
        this.work = work;
        this.bytes = bytes;
        this.options = options;
        this.queuedAtNs = queuedAtNs;
        this.runsLeft = options.retries();
    }

    /** The work as it travels. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether what comes of it is not for this process to read. */
    boolean isForeign() {
        return work instanceof ForeignTask;
    }

    TaskOptions options() {
        return options;
    }

    long queuedAtNs() {
        return queuedAtNs;
    }

    /** It has to be run again; by the thread that carries it. */
    void queuedAgain(long nowNs) {
        queuedAtNs = nowNs;
    }

    PoolWorker worker() {
        return worker;
    }

    /** Which of its worker's tasks it is. */
    long number() {
        return number;
    }

    void beginIn(PoolWorker runner) {
        worker = runner;
        number = runner.begin();
    }

    /** Whether the death of its worker is no reason to fail; counts. */
    boolean mayRunAgain() {
        return runsLeft-- > 0;
    }

    /** Whether another worker may be tried after one died before it had the task; counts. */
    boolean mayGoElsewhere() {
        return attemptsLeft-- > 0;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            pool.cancelled(this, mayInterruptIfRunning);
        }
        return cancelled;
    }

    /** The type of what came back is what the task returned. */
    @SuppressWarnings("unchecked")
    void finish(Outcome outcome) {
        if (outcome.failure() == null) {
            complete((T) outcome.result());
        } else {
            completeExceptionally(outcome.failure());
        }
    }

    /** The work, for who takes back what was not started. */
    Runnable notStarted() {
        return new NotStarted(work, description());
    }

    /** What runs, for people. */
    String description() {
        String type = work.getClass().getName();
        int lambda = type.indexOf(LAMBDA);
        if (lambda >= 0) {
            return "a lambda of " + type.substring(0, lambda);
        }
        String text;
        try {
            text = String.valueOf(work);
        } catch (RuntimeException itsOwnFault) {
            text = type;
        }
        return text.length() <= DESCRIPTION_MAX ? text : text.substring(0, DESCRIPTION_MAX) + "…";
    }

    private record NotStarted(Callable<?> work, String description) implements Runnable {
        @Override
        public void run() {
            try {
                work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("task failed: " + description, e);
            }
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
