package io.parley.queue;

import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.queue.DurableQueue;
import java.time.Instant;

/**
 * A place in a queue's history, where a {@link Subscriber} begins or goes on. Immutable.
 *
 * <p>What lies before the first message that is still there means that one. Positions are looked up when they are used:
 * the same {@code end()} is another message later on.
 */
public final class Position {
    private final String text;
    private final Lookup lookup;

    private interface Lookup {
        long sequence(DurableQueue queue, LogCursor cursor);
    }

    private Position(String text, Lookup lookup) {
        this.text = text;
        this.lookup = lookup;
    }

    /**
     * The oldest message that is still there.
     *
     * @return the position
     */
    public static Position start() {
        return new Position("start", (queue, cursor) -> next(queue, cursor, true));
    }

    /**
     * Behind the newest message: what is appended from now on.
     *
     * @return the position
     */
    public static Position end() {
        return new Position("end", (queue, cursor) -> queue.appended());
    }

    /**
     * A message by its number, as in {@link QueueEntry#sequence()}.
     *
     * @param sequence its number. If it is not 0 up to the number of messages appended, using the position is an
     *     {@link IllegalArgumentException}
     * @return the position
     */
    public static Position sequence(long sequence) {
        return new Position("sequence " + sequence, (queue, cursor) -> {
            long appended = queue.appended();
            if (sequence < 0 || sequence > appended) {
                throw new IllegalArgumentException("no such position in "
                        + queue.file().path().getParent() + ": sequence=" + sequence + ", allowed=0.." + appended);
            }
            return sequence == appended ? appended : next(queue, cursor, cursor.moveToSequence(sequence));
        });
    }

    /**
     * A message by its durable place, as in {@link QueueEntry#index()}.
     *
     * @param index the place. If no message is there, using the position is an {@link IllegalArgumentException}
     * @return the position
     */
    public static Position index(long index) {
        return new Position("index 0x" + Long.toHexString(index), (queue, cursor) -> {
            if (!cursor.moveTo(index)) {
                throw new IllegalArgumentException("no message at index 0x" + Long.toHexString(index) + " in "
                        + queue.file().path().getParent()
                        + ". Indexes come from QueueEntry.index() and Claim.index(); retention may have deleted it");
            }
            return next(queue, cursor, true);
        });
    }

    /**
     * The first message that was appended at that time or later.
     *
     * @param time the time
     * @return the position
     */
    public static Position time(Instant time) {
        long epochNs = Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        return new Position("time " + time, (queue, cursor) -> next(queue, cursor, cursor.moveToTime(epochNs)));
    }

    private static long next(DurableQueue queue, LogCursor cursor, boolean found) {
        long appended = queue.appended();
        return found && cursor.skip() ? Math.min(appended, cursor.sequence()) : appended;
    }

    /** The number of the message at this position, or of the next one to be appended. */
    long resolve(DurableQueue queue) {
        try (LogCursor cursor = queue.cursor()) {
            return lookup.sequence(queue, cursor);
        }
    }

    @Override
    public String toString() {
        return "Position(" + text + ")";
    }
}
