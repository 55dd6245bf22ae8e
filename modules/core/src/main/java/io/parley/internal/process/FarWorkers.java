package io.parley.internal.process;

import java.util.concurrent.CompletableFuture;

/** Workers that are reached by messages only: of a pool on another host, say. */
public interface FarWorkers {
    /** How many there are. */
    int workers();

    /**
     * Brings a task there.
     *
     * @param task as it travels
     * @param timeoutNs how long it may run; 0 is for ever
     * @param retries how often it may be run again after its worker died
     * @return the task's end as it travels, or why that is not known; cancelling it cancels the task
     */
    CompletableFuture<byte[]> run(byte[] task, long timeoutNs, int retries);
}
