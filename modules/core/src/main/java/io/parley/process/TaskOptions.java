package io.parley.process;

import java.time.Duration;
import java.util.Objects;

/**
 * How tasks of a pool are run; see {@link Pool#with}.
 *
 * @param timeout how long one task may run before its worker is ended; null is for ever
 * @param retries how often a task is run again after its worker died under it; 0 unless it may be run twice
 * @param chunkSize how many items of a map travel together; 0 is a quarter of an even share
 * @param ahead how many chunks of an imap may be under way or unconsumed; 0 is twice the number of workers
 * @param failFast whether the first failure of a map cancels its other chunks
 * @param progress is told after each chunk of a map how many items are done, and how many there are; null is nobody
 */
public record TaskOptions(
        Duration timeout, int retries, int chunkSize, int ahead, boolean failFast, Progress progress) {
    private static final TaskOptions DEFAULTS = new TaskOptions(null, 0, 0, 0, false, null);

    /** Gets to know how far a map is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some more items are done.
         *
         * @param done how many are done
         * @param total how many there are
         */
        void report(long done, long total);
    }

    /** No time limit, no second run, default chunks. */
    public static TaskOptions defaults() {
        return DEFAULTS;
    }

    public TaskOptions withTimeout(Duration limit) {
        return new TaskOptions(Objects.requireNonNull(limit, "timeout"), retries, chunkSize, ahead, failFast, progress);
    }

    /** The task may be run twice: it is run again, three times at most, if its worker dies. */
    public TaskOptions idempotent() {
        return withRetries(3);
    }

    public TaskOptions withRetries(int times) {
        return new TaskOptions(timeout, times, chunkSize, ahead, failFast, progress);
    }

    public TaskOptions withChunkSize(int items) {
        return new TaskOptions(timeout, retries, items, ahead, failFast, progress);
    }

    public TaskOptions withAhead(int chunks) {
        return new TaskOptions(timeout, retries, chunkSize, chunks, failFast, progress);
    }

    public TaskOptions failingFast() {
        return new TaskOptions(timeout, retries, chunkSize, ahead, true, progress);
    }

    public TaskOptions withProgress(Progress listener) {
        return new TaskOptions(timeout, retries, chunkSize, ahead, failFast, listener);
    }
}
