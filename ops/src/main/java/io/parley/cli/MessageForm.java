package io.parley.cli;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.internal.memory.MessageBuffer;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How messages of a codec are shown, as the values that stand for them in JSON and as text, and how they are given. */
final class MessageForm {
    private static final Map<String, Codec<?>> VALUES = Stream.<Codec<?>>of(
                    Codecs.utf8(),
                    Codecs.int64(),
                    Codecs.int32(),
                    Codecs.float64(),
                    Codecs.bool(),
                    Codecs.int64Array(),
                    Codecs.int32Array(),
                    Codecs.float64Array())
            .collect(Collectors.toMap(Codec::id, Function.identity()));

    private static final String TEXTS = Codecs.utf8().id();
    private static final String TRUTHS = Codecs.bool().id();
    private static final String HEX = "0x";

    private final PrintedCodec text;
    /** Null if text is all there is. */
    private final Codec<?> values;

    MessageForm(String codec) {
        this.text = new PrintedCodec(codec);
        this.values = VALUES.get(codec);
    }

    /** A text, a number, a truth or a list of numbers; all else, and what cannot be decoded here, as text. */
    Object value(MessageBuffer message) {
        message.rewind();
        if (values != null) {
            try {
                Object value = values.decode(message);
                return value.getClass().isArray() ? list(value) : value;
            } catch (CodecException somebodyElsesBytes) {
                message.rewind();
            }
        }
        return text.decode(message);
    }

    /** The same of the bytes of a message. */
    Object value(byte[] bytes) {
        MessageBuffer message = new MessageBuffer(bytes.length);
        message.writeBytes(bytes, 0, bytes.length);
        return value(message);
    }

    /** A value for people, in one line. */
    String line(Object value) {
        return text.id().equals(TEXTS) ? PrintedCodec.escape(value.toString()) : value.toString();
    }

    private static List<Object> list(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> Array.get(array, i))
                .toList();
    }

    /**
     * The bytes of a message.
     *
     * @param given text, or hexadecimal digits
     * @throws CommandFailure if the codec has no such message
     */
    byte[] bytes(String given, boolean hex) {
        MessageBuffer message = new MessageBuffer();
        try {
            if (hex) {
                byte[] bytes = HexFormat.of().parseHex(given.startsWith(HEX) ? given.substring(HEX.length()) : given);
                message.writeBytes(bytes, 0, bytes.length);
            } else {
                text.encode(given, message);
            }
            if (values != null) {
                message.rewind();
                values.decode(message);
            }
        } catch (CodecException | IllegalArgumentException e) {
            throw refused(given);
        }
        if (!hex && text.id().equals(TRUTHS) && !given.matches("true|false")) {
            throw refused(given);
        }
        return Arrays.copyOf(message.array(), message.length());
    }

    private CommandFailure refused(String given) {
        return CommandFailure.usage("nothing was put: messages of the queue are of codec " + text.id() + ", found='"
                + given + "'. Give a text, a number, true or false, whichever that is; or with --hex the bytes");
    }
}
