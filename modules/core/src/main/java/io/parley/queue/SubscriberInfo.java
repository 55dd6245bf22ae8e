package io.parley.queue;

/**
 * A subscriber of a queue, and who reads for it; a snapshot, stale at once.
 *
 * @param name its name
 * @param sequence the first message that it has not dealt with
 * @param index where that message lies; 0 if it is not appended yet
 * @param lag how far it is behind
 * @param pid the process that is attached; 0 if none is
 * @param processName how the process called itself; empty if the pid is 0
 * @param alive whether that process lives; if not, anybody may attach
 */
public record SubscriberInfo(
        String name, long sequence, long index, Lag lag, long pid, String processName, boolean alive) {}
