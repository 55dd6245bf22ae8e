package io.parley.observe;

/**
 * What {@link ObjectLatency} measures. The name, in lower case, ends the name of the histogram. Immutable.
 * <b>Units:</b> all latencies are in ns.
 */
public enum LatencyKind {
    /**
     * How long a thread waited for a lock: from asking for it to having it. Counts every acquisition, also of a free
     * lock, but not the further ones of a thread that has it, and no attempt that gave up.
     */
    WAIT,
    /**
     * How long a thread held a lock: from having it to giving it back for the last time. A wait for a condition ends
     * one hold and begins another. A hold that ended with its holder, or that another process ended, is not counted.
     */
    HOLD,
    /**
     * How long putting took: a message, waiting for room included, but not encoding it; several messages at once count
     * as one. Or a value in a collection, encoding not included.
     */
    PUT,
    /** How long taking or claiming a message took, waiting for one included, but not decoding it. */
    TAKE,
    /** How long a message was in a queue: from being appended to being taken or claimed, in any two processes. */
    RESIDENCE,
    /** How long reading a value by its key took, or asking whether the key is there, decoding not included. */
    GET,
    /**
     * How long changing a value depending on what it is took, the caller's function included: {@code compute},
     * {@code merge}, {@code replace} and their like, and in a map that keeps the order of insertion {@code put}, too.
     */
    COMPUTE,
    /**
     * How long a task of a pool was on its way: from being submitted, in the pool's process, to its start in a worker.
     * Waiting for a free worker, or for the first one to come up, is in it; making bytes of the task is not. A task
     * that is run again because its worker died counts again, from that death.
     */
    QUEUEING,
    /**
     * How long a task of a pool ran in its worker, failed or not: from when the worker had its bytes to when it had
     * returned. A task that ended with its worker's process is not counted.
     */
    RUN
}
