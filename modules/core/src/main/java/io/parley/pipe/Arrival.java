package io.parley.pipe;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.MessageCodec;
import java.nio.ByteBuffer;

/** What becomes of a message once it is out of a connection, whichever kind that is. */
final class Arrival {
    private Arrival() {}

    static <T> T decode(MessageBuffer received, Codec<T> codec, Connection<T> connection) {
        try {
            return MessageCodec.notNull(codec.decode(received), codec);
        } catch (RuntimeException e) {
            throw new CodecException(
                    "message cannot be decoded: " + connection + " codec=" + codec.id() + " bytes=" + received.length()
                            + ". It counts as received; was it sent with sendBytes?",
                    e);
        }
    }

    static byte[] copy(MessageBuffer received) {
        byte[] copy = new byte[received.length()];
        received.readBytes(copy, 0, copy.length);
        return copy;
    }

    /** Returns the message's length. */
    static int into(ByteBuffer target, MessageBuffer received, Connection<?> connection)
            throws BufferTooShortException {
        if (received.length() > target.remaining()) {
            throw new BufferTooShortException(
                    "message does not fit the buffer: " + connection + " bytes=" + received.length() + ", room="
                            + target.remaining() + ". The exception has the message",
                    copy(received));
        }
        target.put(received.array(), 0, received.length());
        return received.length();
    }
}
