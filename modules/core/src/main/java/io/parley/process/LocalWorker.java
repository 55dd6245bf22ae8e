package io.parley.process;

import java.util.concurrent.Future;

/**
 * A thread that does tasks of a pool, one after the other. What is not final changes under the pool's lock.
 *
 * <p>It is initialising first; then it has a task or none. When it is abandoned, the pool has nothing to do with it any
 * more, and it ends when its task lets it.
 */
final class LocalWorker implements Runnable {
    private final LocalPool pool;
    private final int number;
    private final Thread thread;

    boolean initialising = true;
    boolean abandoned;
    int tasks;
    LocalTask<?> task;
    private Future<?> limit;

    LocalWorker(LocalPool pool, String prefix, int number) {
        this.pool = pool;
        this.number = number;
        this.thread = new Thread(this, prefix + "-" + number);
        thread.setDaemon(true);
    }

    int number() {
        return number;
    }

    Thread thread() {
        return thread;
    }

    /** What will end its task or initialising from now on, instead of what would have before; null is nothing. */
    void limit(Future<?> newOrNull) {
        if (limit != null) {
            limit.cancel(false);
        }
        limit = newOrNull;
    }

    @Override
    public void run() {
        WorkerContext context = new WorkerContext(thread.getName(), number, null);
        WorkerContext.enter(context);
        Throwable failure = null;
        try {
            pool.initialise();
        } catch (Throwable e) {
            failure = e;
        }
        if (pool.initialised(this, failure)) {
            for (LocalTask<?> next = pool.next(this); next != null; next = pool.next(this)) {
                next.run(this);
                context.taskDone();
            }
        }
    }

    @Override
    public String toString() {
        return thread.getName();
    }
}
