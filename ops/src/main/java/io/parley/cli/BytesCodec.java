package io.parley.cli;

import io.parley.Codec;
import io.parley.MessageReader;
import io.parley.MessageWriter;

/**
 * Messages as the bytes that they are, in the place of the codec with that id.
 *
 * @param id the codec's
 */
record BytesCodec(String id) implements Codec<byte[]> {
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
