package io.parley.process;

import java.time.Duration;
import java.util.Objects;

/**
 * How tasks of a pool are run. {@link #defaults()}, and a {@code with} method for each thing that differs; a pool takes
 * them by {@link Pool#with}.
 *
 * @param timeout how long one task, or one chunk of items, may run before its worker is ended; null is for ever
 * @param retries how often a task is run again after its worker died under it; 0 unless it may be run twice
 * @param chunkSize how many items of a map travel together; 0 is the default: a quarter of an even share for
 *     {@code map} and {@code starMap}, 1 for {@code imap} and {@code imapUnordered}
 * @param ahead how many chunks of an imap may be under way or unconsumed; 0 is twice the number of workers
 * @param failFast whether the first failure of a map cancels what is left of it
 * @param progress is told how far a {@code map} or {@code starMap} is; null is nobody
 */
public record TaskOptions(
        Duration timeout, int retries, int chunkSize, int ahead, boolean failFast, Progress progress) {
    private static final int IDEMPOTENT_RETRIES = 3;
    private static final TaskOptions DEFAULTS = new TaskOptions(null, 0, 0, 0, false, null);

    /**
     * Gets to know how far a map is.
     *
     * <p><b>Threading:</b> called by one thread of its own for each map, one call after the other, the last one before
     * {@code map} returns. A slow one holds up the return of its map, and nothing else. <b>Failure:</b> what it throws
     * is logged, once for each map, and does no harm.
     */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some more items are done, well or badly.
         *
         * @param done how many are done; more at every call, and at the last one {@code total}, unless the map is
         *     cancelled
         * @param total how many there are
         */
        void report(long done, long total);
    }

    /**
     * Checks the numbers.
     *
     * @param timeout how long one task, or one chunk of items, may run before its worker is ended; null is for ever
     * @param retries how often a task is run again after its worker died under it; 0 unless it may be run twice
     * @param chunkSize how many items of a map travel together; 0 is the default: a quarter of an even share for
     *     {@code map} and {@code starMap}, 1 for {@code imap} and {@code imapUnordered}
     * @param ahead how many chunks of an imap may be under way or unconsumed; 0 is twice the number of workers
     * @param failFast whether the first failure of a map cancels what is left of it
     * @param progress is told how far a {@code map} or {@code starMap} is; null is nobody
     * @throws IllegalArgumentException if the time is zero or less, or a number is negative
     */
    public TaskOptions {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException(
                    "tasks cannot run with timeout=" + timeout + ". More than zero, or leave it out for no limit");
        }
        requireAtLeast(0, retries, "retries");
        requireAtLeast(0, chunkSize, "chunkSize");
        requireAtLeast(0, ahead, "ahead");
    }

    private static void requireAtLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "tasks cannot run with " + what + "=" + value + ". " + least + " or more");
        }
    }

    /**
     * No time limit, no second run, default chunks, all of a map is run, no progress.
     *
     * @return the defaults
     */
    public static TaskOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Limits how long a task may run, from when it starts in a worker. At the limit its worker is ended, and its future
     * fails with {@link TaskTimeoutException}. The limit is for what is sent at once: for maps, a chunk.
     *
     * @param limit more than zero
     * @return a copy
     * @throws IllegalArgumentException if it is zero or less
     */
    public TaskOptions withTimeout(Duration limit) {
        return new TaskOptions(Objects.requireNonNull(limit, "timeout"), retries, chunkSize, ahead, failFast, progress);
    }

    /**
     * Says that a task may be run twice: it is run again, up to three times, if its worker dies.
     *
     * @return a copy
     */
    public TaskOptions idempotent() {
        return withRetries(IDEMPOTENT_RETRIES);
    }

    /**
     * Says how often a task may be run again if its worker dies under it; without it the task fails with
     * {@link WorkerDiedException}.
     *
     * @param times 0 or more
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public TaskOptions withRetries(int times) {
        return new TaskOptions(timeout, times, chunkSize, ahead, failFast, progress);
    }

    /**
     * Sets how many items of a map travel together.
     *
     * @param items 1 or more
     * @return a copy
     * @throws IllegalArgumentException if it is less
     */
    public TaskOptions withChunkSize(int items) {
        requireAtLeast(1, items, "chunkSize");
        return new TaskOptions(timeout, retries, items, ahead, failFast, progress);
    }

    /**
     * Sets how far an imap reads ahead of its consumer.
     *
     * @param chunks 1 or more
     * @return a copy
     * @throws IllegalArgumentException if it is less
     */
    public TaskOptions withAhead(int chunks) {
        requireAtLeast(1, chunks, "ahead");
        return new TaskOptions(timeout, retries, chunkSize, chunks, failFast, progress);
    }

    /**
     * Says that the first failure of a map ends it: what did not start never does, what runs is interrupted.
     *
     * @return a copy
     */
    public TaskOptions failingFast() {
        return new TaskOptions(timeout, retries, chunkSize, ahead, true, progress);
    }

    /**
     * Sets who is told how far a map is.
     *
     * @param listener is called in this process
     * @return a copy
     */
    public TaskOptions withProgress(Progress listener) {
        return new TaskOptions(
                timeout, retries, chunkSize, ahead, failFast, Objects.requireNonNull(listener, "progress"));
    }
}
