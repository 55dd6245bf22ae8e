package io.parley.internal.wait;

import io.parley.WaitStrategy;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits that interruption does not end; the flag is kept. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** As {@link Doorbell#await}, through any number of interruptions. */
    public static boolean await(
            Doorbell bell, Doorbell.Condition condition, long deadlineNs, long sliceNs, WaitStrategy strategy) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return bell.await(condition, deadlineNs, sliceNs, strategy);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As {@link Future#get()}, through any number of interruptions. */
    public static <T> T get(Future<T> future) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
