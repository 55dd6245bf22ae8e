package io.parley.collection;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.ReusingCodec;
import io.parley.internal.memory.MessageBuffer;

/** Reading values into objects that are there already. */
final class Reading {
    private Reading() {}

    /** Reads what is left of a value into an object; {@code where} is for messages. */
    static <V> void into(V using, MessageBuffer value, Codec<V> codec, Object where) {
        try {
            require(codec, where).decodeInto(value, using);
        } catch (CodecException e) {
            throw new CodecException(
                    "value cannot be decoded: " + where + " codec=" + codec.id() + " bytes=" + value.length()
                            + ". It is still there",
                    e);
        }
    }

    private static <V> ReusingCodec<V> require(Codec<V> codec, Object where) {
        if (codec instanceof ReusingCodec<V> reusing) {
            return reusing;
        }
        throw new UnsupportedOperationException("values cannot be read into an object: " + where + " codec="
                + codec.id() + ". Use get(), or a codec that can, as Codecs.struct");
    }
}
