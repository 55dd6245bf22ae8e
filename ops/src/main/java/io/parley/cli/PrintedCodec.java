package io.parley.cli;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.collection.PyFormat;
import io.parley.internal.memory.MessageBuffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;

/**
 * A codec in whose place it can be used, because it has the same id, but whose messages are text for people: numbers
 * and texts as such, self-describing values as Python prints them, everything else, and what cannot be decoded here, as
 * {@code 0x} and hexadecimal digits.
 */
final class PrintedCodec implements Codec<String> {
    /** What commands say of the arguments that they encode. */
    static final String AS_TEXT =
            "As text, if the codec is utf8, int64, int32, float64 or bool; else 0x and hexadecimal digits.";

    private static final String HEX = "0x";
    private static final Map<String, Form<?>> FORMS = Map.ofEntries(
            form(Codecs.utf8(), PrintedCodec::escape, Function.identity()),
            form(Codecs.int64(), Object::toString, Long::decode),
            form(Codecs.int32(), Object::toString, Integer::decode),
            form(Codecs.float64(), Object::toString, Double::valueOf),
            form(Codecs.bool(), Object::toString, PrintedCodec::bool),
            form(Codecs.int64Array(), Arrays::toString, PrintedCodec::refuse),
            form(Codecs.int32Array(), Arrays::toString, PrintedCodec::refuse),
            form(Codecs.float64Array(), Arrays::toString, PrintedCodec::refuse),
            form(Codecs.any(), PyFormat::repr, PrintedCodec::refuse));

    private final String id;
    private final Form<?> form;

    PrintedCodec(String id) {
        this.id = id;
        this.form = FORMS.get(id);
    }

    /** How one of Parley's codecs reads as text. */
    private record Form<E>(Codec<E> codec, Function<E, String> print, Function<String, E> parse) {
        String decode(MessageReader in) {
            return print.apply(codec.decode(in));
        }

        void encode(String text, MessageWriter out) {
            codec.encode(parse.apply(text), out);
        }
    }

    private static <E> Map.Entry<String, Form<?>> form(
            Codec<E> codec, Function<E, String> print, Function<String, E> parse) {
        return Map.entry(codec.id(), new Form<>(codec, print, parse));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String decode(MessageReader in) {
        MessageBuffer message = new MessageBuffer();
        ByteBuffer bytes = ByteBuffer.allocate(in.remaining());
        in.readBytes(bytes);
        message.writeBytes(bytes.flip());
        if (form == null) {
            return hex(bytes);
        }
        try {
            return form.decode(message);
        } catch (CodecException classesOfAnotherProgram) {
            return hex(bytes);
        }
    }

    @Override
    public void encode(String text, MessageWriter out) {
        if (form != null) {
            form.encode(text, out);
            return;
        }
        if (!text.startsWith(HEX)) {
            throw new IllegalArgumentException(
                    "what is of codec " + id + " is given as " + HEX + " and hexadecimal digits: found='" + text + "'");
        }
        byte[] bytes = HexFormat.of().parseHex(text, HEX.length(), text.length());
        out.writeBytes(bytes, 0, bytes.length);
    }

    /** The text of these bytes. */
    String decode(byte[] message) {
        MessageBuffer in = new MessageBuffer();
        in.writeBytes(message, 0, message.length);
        return decode(in);
    }

    /** The bytes of this text. */
    byte[] encode(String text) {
        MessageBuffer out = new MessageBuffer();
        encode(text, out);
        return Arrays.copyOf(out.array(), out.length());
    }

    private static String hex(ByteBuffer bytes) {
        return HEX + HexFormat.of().formatHex(bytes.array());
    }

    /** One line, whatever is in the text, and a tab only between columns. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                default -> escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    /** What {@link #escape} was given. */
    static String unescape(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\\' || i + 1 == line.length()) {
                text.append(c);
                continue;
            }
            i++;
            switch (line.charAt(i)) {
                case 't' -> text.append('\t');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                default -> text.append(line.charAt(i));
            }
        }
        return text.toString();
    }

    private static Boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false: found='" + text + "'");
        }
        return Boolean.valueOf(text);
    }

    private static <E> E refuse(String text) {
        throw new IllegalArgumentException(
                "arrays and self-describing values cannot be given as text: found='" + text + "'");
    }
}
