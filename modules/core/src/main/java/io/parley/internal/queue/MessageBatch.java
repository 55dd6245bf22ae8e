package io.parley.internal.queue;

import io.parley.internal.memory.MessageBuffer;
import java.util.Arrays;

/** Messages that are encoded and on their way into a queue, first in, first out. One thread at a time. */
public final class MessageBatch {
    private final MessageBuffer bytes = new MessageBuffer();
    private int[] ends = new int[16];
    private int count;
    private int passed;

    /**
     * Adds a message.
     *
     * @param message it
     * @param codec encodes it; what it throws reaches the caller, and the message is not in the batch
     * @param target the queue, for messages of errors
     */
    public <E> void add(E message, MessageCodec<E> codec, Object target) {
        MessageBuffer encoded = codec.encode(message, target);
        add(encoded.array(), encoded.length());
    }

    /** Adds a message that is encoded. */
    public void add(byte[] message) {
        add(message, message.length);
    }

    private void add(byte[] message, int length) {
        bytes.writeBytes(message, 0, length);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = bytes.length();
    }

    /** How many messages are left. */
    public int remaining() {
        return count - passed;
    }

    boolean isEmpty() {
        return passed == count;
    }

    byte[] array() {
        return bytes.array();
    }

    /** Where the next message begins. */
    int offset() {
        return passed == 0 ? 0 : ends[passed - 1];
    }

    /** How long the next message is. */
    int length() {
        return ends[passed] - offset();
    }

    void pass() {
        passed++;
    }
}
