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
    private static final ThreadLocal<MessageBuffer> ENCODED = ThreadLocal.withInitial(MessageBuffer::new);

    private final Codec<E> codec;

    /** With the user's codec. */
    public MessageCodec(Codec<E> codec) {
        this.codec = codec;
    }

    /** The user's codec. */
    public Codec<E> codec() {
        return codec;
    }

    /** The codec's id. */
    public String id() {
        return codec.id();
    }

    /**
     * In the caller's thread, before anything is shared: its errors are the caller's alone. The buffer is the thread's,
     * until it encodes the next message.
     */
    public MessageBuffer encode(E message, Object target) {
        if (message == null) {
            throw new NullPointerException(
                    "null cannot be put into " + target + ". To end the stream use closeForWriting()");
        }
        MessageBuffer buffer = ENCODED.get();
        buffer.recycle();
        codec.encode(message, buffer);
        return buffer;
    }

    /** Decodes a message that came from a place with that index. */
    public E decode(MessageBuffer bytes, Object source, long index) {
        try {
            return notNull(codec.decode(bytes), codec);
        } catch (RuntimeException e) {
            throw new CodecException(
                    "message cannot be decoded: " + source + " index=0x" + Long.toHexString(index) + " codec="
                            + codec.id() + " bytes=" + bytes.length() + ". It is still in the log at that index",
                    e);
        }
    }

    /** What a codec decoded, unless that is null: nobody expects a message to be. */
    public static <T> T notNull(T decoded, Codec<T> codec) {
        if (decoded == null) {
            throw new CodecException("codec '" + codec.id() + "' decoded null");
        }
        return decoded;
    }

    /** Encodes what is looked for; false if it is of a class that the codec does not know: nothing is equal to it. */
    @SuppressWarnings("unchecked") // what it cannot write is caught
    public static boolean encodeSought(Codec<?> codec, Object sought, MessageBuffer target) {
        target.reset();
        try {
            ((Codec<Object>) codec).encode(sought, target);
            return true;
        } catch (ClassCastException anotherClass) {
            return false;
        } catch (CodecException e) {
            if (e.getCause() instanceof ClassCastException) {
                return false;
            }
            throw e;
        }
    }
}
