package io.parley.manager.internal.queue;

import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import java.util.ArrayList;
import java.util.List;

/** Encoded messages in frames. Lengths come from the other side and are checked before anything is allocated. */
final class RawMessages {
    private RawMessages() {}

    /** The rest of the frame is one message. */
    static byte[] rest(MessageReader in) {
        return read(in, in.remaining());
    }

    static void write(byte[] message, MessageWriter out) {
        out.writeInt(message.length);
        out.writeBytes(message, 0, message.length);
    }

    static byte[] read(MessageReader in) {
        int length = in.readInt();
        if (length < 0 || length > in.remaining()) {
            throw new CodecException("message does not fit into its frame: length=" + length + ", left="
                    + in.remaining() + ". The other side is broken or of another version");
        }
        return read(in, length);
    }

    private static byte[] read(MessageReader in, int length) {
        byte[] message = new byte[length];
        in.readBytes(message, 0, length);
        return message;
    }

    /** All messages up to the end of the frame. */
    static List<byte[]> readAll(MessageReader in) {
        List<byte[]> messages = new ArrayList<>();
        while (in.remaining() > 0) {
            messages.add(read(in));
        }
        return messages;
    }
}
