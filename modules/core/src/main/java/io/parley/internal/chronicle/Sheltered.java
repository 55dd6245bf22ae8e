package io.parley.internal.chronicle;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs slow calls into Chronicle where no interrupt reaches them: in a thread of their own.
 *
 * <p>While it opens a queue, Chronicle waits for file locks through channels of its own, which an interrupt closes, and
 * then keeps trying them for ten seconds. Appending and reading need no shelter: the channels they use are immune.
 */
final class Sheltered {
    private Sheltered() {}

    static <T> T call(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "parley-log-open");
        thread.setDaemon(true);
        // Chronicle asks this loader for JDK classes, and some threads have none.
        thread.setContextClassLoader(Sheltered.class.getClassLoader());
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw new AssertionError("a task that is done does not wait", e);
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
