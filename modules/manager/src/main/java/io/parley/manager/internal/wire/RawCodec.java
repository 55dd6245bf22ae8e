package io.parley.manager.internal.wire;

import io.parley.Codec;
import io.parley.MessageReader;
import io.parley.MessageWriter;

/**
 * Hands through what a client's codec wrote. Has that codec's id, so that who opens an object with another codec than
 * it has is refused as if he opened it on its host.
 *
 * @param id the name of the client's codec
 */
public record RawCodec(String id) implements Codec<RawBytes> {
    @Override
    public void encode(RawBytes message, MessageWriter out) {
        message.writeContent(out);
    }

    @Override
    public RawBytes decode(MessageReader in) {
        return RawBytes.rest(in);
    }
}
