package io.parley.process;

import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Several tasks at once, as {@link java.util.concurrent.ExecutorService} has it. */
final class Invocations {
    private Invocations() {}

    /** Waits until all are done; cancels those that are not when the time is up or the caller is interrupted. */
    static <T> List<CompletableFuture<T>> all(
            AbstractPool pool, Collection<? extends Callable<T>> tasks, long deadlineNs) throws InterruptedException {
        List<CompletableFuture<T>> futures = start(pool, tasks);
        try {
            boolean inTime = true;
            for (int i = 0; i < futures.size() && inTime; i++) {
                inTime = await(futures.get(i), deadlineNs);
            }
        } finally {
            cancel(futures);
        }
        return futures;
    }

    /** The result of the first that succeeds; cancels the others. */
    static <T> T any(AbstractPool pool, Collection<? extends Callable<T>> tasks, long deadlineNs)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("invokeAny of no tasks: " + pool + ". Give it one or more");
        }
        List<CompletableFuture<T>> futures = start(pool, tasks);
        try {
            BlockingQueue<CompletableFuture<T>> done = new LinkedBlockingQueue<>();
            futures.forEach(future -> future.whenComplete((result, failure) -> done.add(future)));
            Throwable first = null;
            for (int left = futures.size(); left > 0; left--) {
                CompletableFuture<T> next = poll(done, deadlineNs);
                if (next == null) {
                    throw new TimeoutException(
                            "no task succeeded in time: " + pool + " unfinished=" + left + "; they are cancelled");
                }
                if (!next.isCompletedExceptionally()) {
                    return next.join();
                }
                first = first == null ? failure(next) : first;
            }
            throw new ExecutionException("all " + futures.size() + " tasks failed, the first with: " + first, first);
        } finally {
            cancel(futures);
        }
    }

    private static <T> List<CompletableFuture<T>> start(AbstractPool pool, Collection<? extends Callable<T>> tasks) {
        List<CompletableFuture<T>> futures = new ArrayList<>(tasks.size());
        try {
            for (Callable<T> task : tasks) {
                futures.add(pool.submit(task));
            }
        } catch (RuntimeException | Error e) {
            cancel(futures);
            throw e;
        }
        return futures;
    }

    private static void cancel(List<? extends CompletableFuture<?>> futures) {
        futures.forEach(future -> future.cancel(true));
    }

    private static Throwable failure(CompletableFuture<?> failed) {
        return failed.handle((result, failure) -> failure).join();
    }

    /** Waits until it is done, well or badly; false if the time is up. */
    static boolean await(CompletableFuture<?> future, long deadlineNs) throws InterruptedException {
        try {
            if (deadlineNs == Deadline.NEVER) {
                future.get();
            } else {
                future.get(remainingNs(deadlineNs), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (ExecutionException | CancellationException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Waits for one that arrived; null if the time is up. */
    static <T> T poll(BlockingQueue<T> arrived, long deadlineNs) throws InterruptedException {
        return deadlineNs == Deadline.NEVER
                ? arrived.take()
                : arrived.poll(remainingNs(deadlineNs), TimeUnit.NANOSECONDS);
    }

    private static long remainingNs(long deadlineNs) {
        return Deadline.remainingNs(deadlineNs, SystemClock.LOCAL.monotonicNs());
    }
}
