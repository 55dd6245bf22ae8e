package io.parley.internal.queue;

import io.parley.ObjectCorruptException;
import io.parley.internal.chronicle.LogCursor;
import io.parley.internal.memory.MessageBuffer;
import java.util.concurrent.locks.LockSupport;

/** Reads the log by the numbers of messages: one after the other without a search, any other one with one. */
public final class SequenceWalk implements AutoCloseable {
    private static final long UNREADABLE_AFTER_NS = 5_000_000_000L;
    private static final long UNKNOWN = -1;

    private final DurableQueue queue;
    private final LogCursor cursor;
    private final MessageBuffer buffer = new MessageBuffer();
    /** The message that the cursor comes to next. */
    private long at = UNKNOWN;

    /** From anywhere to anywhere in a queue. */
    public SequenceWalk(DurableQueue queue) {
        this.queue = queue;
        this.cursor = queue.cursor();
    }

    /**
     * Brings a message into the buffer, one that was counted.
     *
     * @throws ObjectCorruptException if the log does not have it
     */
    public void read(long sequence) {
        long givingUpNs = 0;
        while (!tryRead(sequence)) {
            // Counted messages are in the log; a reader that rolls to the next file may need another look.
            long nowNs = queue.monotonicNs();
            givingUpNs = givingUpNs == 0 ? nowNs + UNREADABLE_AFTER_NS : givingUpNs;
            if (nowNs - givingUpNs > 0) {
                throw missing(sequence);
            }
            LockSupport.parkNanos(1_000);
        }
    }

    private boolean tryRead(long sequence) {
        boolean sought = at != sequence;
        at = UNKNOWN;
        if (sought && !cursor.moveToSequence(sequence) || !cursor.next(buffer)) {
            return false;
        }
        if (cursor.sequence() != sequence) {
            if (sought && cursor.sequence() > sequence) {
                throw missing(sequence);
            }
            return false;
        }
        at = sequence + 1;
        return true;
    }

    private ObjectCorruptException missing(long sequence) {
        return new ObjectCorruptException("message is missing from the log: "
                + queue.file().path() + " sequence=" + sequence + ", found=" + cursor.sequence()
                + ". Were log files removed by hand? Restore them, or seek to what is left");
    }

    /** The message last read. */
    public MessageBuffer buffer() {
        return buffer;
    }

    /** Where it lies. */
    public LogCursor cursor() {
        return cursor;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
