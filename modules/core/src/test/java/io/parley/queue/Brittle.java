package io.parley.queue;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;

/** Texts; one of them cannot be read. */
final class Brittle implements Codec<String> {
    static final String POISON = "poison";

    @Override
    public void encode(String message, MessageWriter out) {
        out.writeUtf8(message);
    }

    @Override
    public String decode(MessageReader in) {
        String message = in.readUtf8();
        if (message.equals(POISON)) {
            throw new IllegalArgumentException("not for consumption");
        }
        return message;
    }

    @Override
    public String id() {
        return "brittle " + Codecs.utf8().id();
    }
}
