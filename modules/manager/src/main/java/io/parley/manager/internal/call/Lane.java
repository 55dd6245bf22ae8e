package io.parley.manager.internal.call;

import io.parley.internal.memory.MessageBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The calls of one object: so many at once, the others in the order in which they came. So calls that do not return
 * take some threads, and not those of all objects.
 */
final class Lane {
    private static final int MOST_WAITING = 4_096;

    private final Executor threads;
    private final String words;
    private final int atOnce;
    private final Queue<Task> waiting = new ArrayDeque<>();
    private int running;

    Lane(Executor threads, String words, int atOnce) {
        this.threads = threads;
        this.words = words;
        this.atOnce = atOnce;
    }

    /** Does it in a thread; cancelling the result takes it out, or interrupts it. */
    CompletableFuture<MessageBuffer> submit(Callable<CompletableFuture<MessageBuffer>> work) {
        Task task = new Task(work);
        synchronized (this) {
            if (running < atOnce) {
                running++;
            } else if (waiting.size() < MOST_WAITING) {
                waiting.add(task);
                return task;
            } else {
                throw new RejectedExecutionException("too many calls wait already: " + words + ", running=" + running
                        + ", waiting=" + waiting.size() + ". Call again later, or find out why calls do not return");
            }
        }
        start(task);
        return task;
    }

    private void start(Task task) {
        try {
            threads.execute(() -> {
                task.run();
                next();
            });
        } catch (RejectedExecutionException serverEnds) {
            task.completeExceptionally(new IllegalStateException(
                    "the server ends, or all its threads are taken: " + words + ". Call again later", serverEnds));
            next();
        }
    }

    private void next() {
        Task task;
        do {
            synchronized (this) {
                task = waiting.poll();
                if (task == null) {
                    running--;
                    return;
                }
            }
        } while (task.isDone());
        start(task);
    }

    /** A call in a lane. */
    static final class Task extends CompletableFuture<MessageBuffer> {
        private final Callable<CompletableFuture<MessageBuffer>> work;
        private Thread runner;
        private boolean begun;
        /** Interrupted before it began, and so never begins. */
        private boolean takenBack;

        Task(Callable<CompletableFuture<MessageBuffer>> work) {
            this.work = work;
        }

        void run() {
            if (!begin()) {
                return;
            }
            try {
                work.call().whenComplete((reply, failure) -> {
                    if (failure == null) {
                        complete(reply);
                    } else {
                        completeExceptionally(failure);
                    }
                });
            } catch (Throwable failure) {
                completeExceptionally(failure);
            } finally {
                end();
            }
        }

        private synchronized boolean begin() {
            begun = !takenBack && !isDone();
            runner = begun ? Thread.currentThread() : null;
            return begun;
        }

        /**
         * Who asked for it was interrupted: it is not begun, or its thread is interrupted, and makes of that what it
         * will.
         */
        void interrupt() {
            synchronized (this) {
                if (runner != null) {
                    runner.interrupt();
                    return;
                }
                takenBack = true;
            }
            super.cancel(false); // which others act upon, so not under this lock
        }

        private synchronized void end() {
            runner = null;
            Thread.interrupted();
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            synchronized (this) {
                if (cancelled && runner != null) {
                    runner.interrupt();
                }
            }
            return cancelled;
        }
    }
}
