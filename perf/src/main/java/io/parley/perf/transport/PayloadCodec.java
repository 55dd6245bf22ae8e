package io.parley.perf.transport;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.MessageReader;
import io.parley.MessageWriter;

/**
 * Decodes every message into the same object, so that what a benchmark allocates is the queue's own. One consuming
 * thread for each codec.
 */
public final class PayloadCodec implements Codec<Payload> {
    private final Payload decoded;

    /** For messages of that many bytes. */
    public PayloadCodec(int length) {
        this.decoded = new Payload(length);
    }

    @Override
    public void encode(Payload message, MessageWriter out) {
        out.writeBytes(message.bytes(), 0, message.bytes().length);
    }

    @Override
    public Payload decode(MessageReader in) {
        byte[] bytes = decoded.bytes();
        if (in.remaining() != bytes.length) {
            throw new CodecException(
                    "message has another length: bytes=" + in.remaining() + ", expected=" + bytes.length);
        }
        in.readBytes(bytes, 0, bytes.length);
        return decoded;
    }

    @Override
    public String id() {
        return "perf-payload";
    }
}
