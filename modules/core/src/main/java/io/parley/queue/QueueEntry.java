package io.parley.queue;

import java.time.Instant;

/**
 * One message with its place in a queue's history.
 *
 * @param <E> the message type
 * @param index its durable place in the log; start reading here with {@link SharedQueue#forEach(long,
 *     java.util.function.Consumer)}
 * @param sequence its number, from 0, without gaps
 * @param timestampNs when it was appended, epoch ns
 * @param message the message
 */
public record QueueEntry<E>(long index, long sequence, long timestampNs, E message) {
    /**
     * When the message was appended.
     *
     * @return the time stamp to the nanosecond
     */
    public Instant timestamp() {
        return Instant.ofEpochSecond(0, timestampNs);
    }
}
