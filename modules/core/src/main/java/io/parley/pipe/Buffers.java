package io.parley.pipe;

import io.parley.internal.memory.MessageBuffer;

/** Each thread's buffers for messages; two, since a codec that reads one message may send another. */
final class Buffers {
    private static final ThreadLocal<MessageBuffer> SENT = ThreadLocal.withInitial(MessageBuffer::new);
    private static final ThreadLocal<MessageBuffer> RECEIVED = ThreadLocal.withInitial(MessageBuffer::new);

    private Buffers() {}

    /** Empty; valid until the calling thread's next call. */
    static MessageBuffer toSend() {
        return fresh(SENT);
    }

    /** Empty; valid until the calling thread's next call. */
    static MessageBuffer toReceive() {
        return fresh(RECEIVED);
    }

    private static MessageBuffer fresh(ThreadLocal<MessageBuffer> buffers) {
        MessageBuffer buffer = buffers.get();
        buffer.recycle();
        return buffer;
    }
}
