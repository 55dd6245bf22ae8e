package io.parley.internal.chronicle;

import io.parley.internal.memory.MessageBuffer;

/** A way through the messages of a log, from wherever one likes, without consuming them. */
public interface LogWalk extends AutoCloseable {
    /** Goes to the next message; false if there is none yet. */
    boolean next(MessageBuffer into);

    /** Goes to the message with this index, so that {@link #next} returns it; false if it cannot be found. */
    boolean moveTo(long index);

    /** Goes to the first message with this number or a higher one; false, and to the end, if there is none yet. */
    boolean moveToSequence(long number);

    /** Goes to the first message of this time or a later one; false, and to the end, if there is none yet. */
    boolean moveToTime(long epochNs);

    /** Goes to the first message there still is. */
    void toStart();

    /** The number of the message last returned. */
    long sequence();

    /** When the message last returned was appended, in epoch ns. */
    long timestampNs();

    /** The index of the message last returned; -1 if unknown. */
    long index();

    @Override
    void close();
}
