package io.parley.cli;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.HistoryGlance;
import io.parley.queue.QueueEntry;
import java.time.Instant;
import java.util.Optional;

/**
 * A message of a queue, as JSON has it.
 *
 * @param sequence its number
 * @param index where it lies, in hexadecimal digits; empty if damage before it hides that
 * @param at when it was put
 * @param bytes how long it is
 * @param message what it says
 */
record Message(long sequence, Optional<String> index, Instant at, int bytes, Object message) {
    static final String SCHEMA = "parley/message/1";

    /** The message that was read last. */
    static Message of(HistoryGlance history, MessageBuffer bytes, Object message) {
        Instant at = Instant.ofEpochSecond(0, history.timestampNs());
        return new Message(history.sequence(), index(history.index()), at, bytes.length(), message);
    }

    /** A message of a replay. */
    static Message of(QueueEntry<byte[]> entry, MessageForm form) {
        byte[] bytes = entry.message();
        return new Message(entry.sequence(), index(entry.index()), entry.timestamp(), bytes.length, form.value(bytes));
    }

    private static Optional<String> index(long index) {
        return index < 0 ? Optional.empty() : Optional.of("0x" + Long.toHexString(index));
    }

    /** Its index as a number; negative if it is unknown. */
    long place() {
        return index.map(text -> Long.parseUnsignedLong(text, 2, text.length(), 16))
                .orElse(-1L);
    }
}
