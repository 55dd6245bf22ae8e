package io.parley.internal.queue;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.internal.memory.MessageBuffer;

/**
 * A user's codec with what every user of one needs: a buffer for each thread, and errors that say which message.
 * Thread-safe; allocates nothing of its own once a thread's buffer has grown.
 *
 * @param <E> the message type
 */
public final class MessageCodec<E> {
    /** Larger buffers are not kept. */
    static final int KEEP_BUFFER_BYTES = 1 << 20;

    private static final ThreadLocal<MessageBuffer> ENCODED = ThreadLocal.withInitial(MessageBuffer::new);

    private final Codec<E> codec;

    /** With the user's codec. */
    public MessageCodec(Codec<E> codec) {
        this.codec = codec;
    }

    /** The codec's id. */
    public String id() {
        return codec.id();
    }

    /** The calling thread's buffer, empty; valid until its next call of this or {@link #encode}. */
    public static MessageBuffer buffer() {
        MessageBuffer buffer = ENCODED.get();
        if (buffer.array().length > KEEP_BUFFER_BYTES) {
            buffer = new MessageBuffer();
            ENCODED.set(buffer);
        }
        buffer.reset();
        return buffer;
    }

    /** In the caller's thread, before anything is shared: its errors are the caller's alone. */
    public MessageBuffer encode(E message, Object target) {
        if (message == null) {
            throw new NullPointerException(
                    "null cannot be put into " + target + ". To end the stream use closeForWriting()");
        }
        MessageBuffer buffer = buffer();
        codec.encode(message, buffer);
        return buffer;
    }

    /** Decodes a message that came from a place with that index. */
    public E decode(MessageBuffer bytes, Object source, long index) {
        try {
            E message = codec.decode(bytes);
            if (message == null) {
                throw new CodecException("codec '" + codec.id() + "' decoded null");
            }
            return message;
        } catch (RuntimeException e) {
            throw new CodecException(
                    "message cannot be decoded: " + source + " index=0x" + Long.toHexString(index) + " codec="
                            + codec.id() + " bytes=" + bytes.length() + ". It is still in the log at that index",
                    e);
        }
    }
}
