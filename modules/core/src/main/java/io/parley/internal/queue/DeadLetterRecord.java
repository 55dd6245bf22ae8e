package io.parley.internal.queue;

import io.parley.MessageReader;
import io.parley.MessageWriter;

/**
 * What a dead letter says about its message, before the message's own bytes:
 *
 * <pre>
 *    0  sequence      8   of the message in its queue
 *    8  index         8   in its queue's log
 *   16  appended at   8   epoch ns
 *   24  deliveries    4   how often it was handed out
 *   28  reason        4   1 DELIVERIES, 2 REFUSED, 3 UNDECODABLE
 *   32  detail    4 + n   length, then UTF-8
 * </pre>
 *
 * Prose twin: {@code docs/spec/queue.md}.
 */
public record DeadLetterRecord(long sequence, long index, long timestampNs, int deliveries, int reason, String detail) {
    /** It was handed out as often as the queue allows. */
    public static final int DELIVERIES = 1;
    /** A consumer said so. */
    public static final int REFUSED = 2;
    /** The codec failed. */
    public static final int UNDECODABLE = 3;

    /** Writes it. */
    public void write(MessageWriter out) {
        out.writeLong(sequence);
        out.writeLong(index);
        out.writeLong(timestampNs);
        out.writeInt(deliveries);
        out.writeInt(reason);
        out.writeUtf8(detail);
    }

    /** Reads it; the message follows. */
    public static DeadLetterRecord read(MessageReader in) {
        return new DeadLetterRecord(
                in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readInt(), in.readUtf8());
    }
}
