package io.parley.manager.internal.queue;

import io.parley.Codec;
import io.parley.MessageReader;
import io.parley.MessageWriter;

/** Messages as they are, under the name of the codec that can read them: a mismatch is noticed, nothing is decoded. */
public record RawCodec(String id) implements Codec<byte[]> {
    @Override
    public void encode(byte[] message, MessageWriter out) {
        out.writeBytes(message, 0, message.length);
    }

    @Override
    public byte[] decode(MessageReader in) {
        byte[] message = new byte[in.remaining()];
        in.readBytes(message, 0, message.length);
        return message;
    }
}
