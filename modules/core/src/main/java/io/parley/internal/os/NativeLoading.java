package io.parley.internal.os;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Loads the C library in a thread of its own, which nobody can interrupt.
 *
 * <p>jffi unpacks its own native part through a channel. An interruption closes that channel, and the failure stays for
 * the life of the JVM: every later native call would fail, in every thread.
 */
final class NativeLoading {
    private NativeLoading() {}

    /** Not in {@link Libc}, whose initialisation waits for this: the thread would wait for it in turn. */
    static <T> T load(Callable<T> loader) {
        FutureTask<T> loading = new FutureTask<>(loader);
        Thread thread = new Thread(loading, "parley-native-load");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return loading.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException("cannot load the C library", cause);
    }
}
