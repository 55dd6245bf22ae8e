package io.parley.internal.chronicle;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs slow calls into Chronicle where no interrupt reaches them: in a thread that nobody else knows. It stays a
 * moment, for whoever opens many queues one after the other.
 *
 * <p>While it opens a queue, Chronicle waits for file locks through channels of its own, which an interrupt closes, and
 * then keeps trying them for ten seconds. Appending and reading need no shelter: the channels they use are immune.
 */
final class Sheltered {
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 100, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), Sheltered::thread);

    private Sheltered() {}

    private static Thread thread(Runnable work) {
        // Nothing of whoever happens to be the first is inherited.
        Thread thread = new Thread(null, work, "parley-log-open", 0, false);
        thread.setDaemon(true);
        // Chronicle asks this loader for JDK classes, and some threads have none.
        thread.setContextClassLoader(Sheltered.class.getClassLoader());
        return thread;
    }

    static <T> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        THREADS.execute(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            restore(interrupted);
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        // A supplier declares nothing checked; Chronicle may throw it all the same.
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }

    /** Sets the flag again that was cleared before a call. */
    static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
