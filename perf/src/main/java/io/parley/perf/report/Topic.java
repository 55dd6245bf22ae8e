package io.parley.perf.report;

/** What a page is about; {@link Effort} says which of them it measures. */
public enum Topic {
    /** Queues between processes, and what they stand on. */
    MESSAGES,
    /** Values, arrays, structs and synchronisation: every figure that was agreed on before they were built. */
    SYNC,
    /** Queues without history. */
    RINGS,
    /** Maps. */
    MAPS,
    /** Processes and pools. */
    PROCESSES,
    /** Managers: objects of other hosts. */
    MANAGERS,
    /** Parts about which nothing was agreed on, for those who change them. */
    DETAILS
}
