package io.parley;

import io.parley.internal.memory.MessageBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one value of an {@link AnyCodec}. Every length is believed only as far as there are bytes, so that a damaged or
 * hostile value is refused before anything is allocated for it.
 */
final class AnyReader {
    private static final String REMEDY =
            " It was written by another codec, a newer version of this one, or is damaged.";

    private final AnyCodec codec;
    private final MessageReader in;

    AnyReader(AnyCodec codec, MessageReader in) {
        this.codec = codec;
        this.in = in;
    }

    Object read(int depth) {
        int tag = in.readByte();
        if (AnyTypes.isLeaf(tag)) {
            return AnyTypes.read(tag, in);
        }
        return switch (tag) {
            case AnyTypes.NULL -> null;
            case AnyTypes.LIST -> readList(depth);
            case AnyTypes.SET -> readSet(depth);
            case AnyTypes.MAP -> readMap(depth);
            case AnyTypes.ENUM -> readEnum();
            case AnyTypes.CODED -> readCoded();
            case AnyTypes.SERIALIZED -> readEmbedded(codec.serial());
            case AnyTypes.HANDLE -> Handles.read(in, codec);
            default ->
                throw new CodecException(
                        "Cannot decode a value: unknown tag=" + tag + " remaining=" + in.remaining() + "." + REMEDY);
        };
    }

    private List<Object> readList(int depth) {
        int count = begin(depth, 1);
        List<Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(read(depth + 1));
        }
        return list;
    }

    private Set<Object> readSet(int depth) {
        int count = begin(depth, 1);
        Set<Object> set = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            requireNew(set.add(read(depth + 1)), "set");
        }
        return set;
    }

    private Map<Object, Object> readMap(int depth) {
        int count = begin(depth, 2);
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Object key = read(depth + 1);
            requireNew(!map.containsKey(key), "map");
            map.put(key, read(depth + 1));
        }
        return map;
    }

    private int begin(int depth, int leastBytes) {
        int count = in.readInt();
        if (count < 0 || count > in.remaining() / leastBytes) {
            throw new CodecException("Cannot decode a value: container of " + count
                    + " elements does not fit the message: remaining=" + in.remaining() + "." + REMEDY);
        }
        if (depth >= AnyCodec.MAX_DEPTH) {
            throw new CodecException("Cannot decode a value: containers are nested deeper than " + AnyCodec.MAX_DEPTH
                    + ". No writer does that." + REMEDY);
        }
        return count;
    }

    private static void requireNew(boolean isNew, String what) {
        if (!isNew) {
            throw new CodecException("Cannot decode a value: a " + what + " has something twice." + REMEDY);
        }
    }

    private Object readEnum() {
        String name = in.readUtf8();
        String constant = in.readUtf8();
        Class<?> type = codec.named(name);
        if (type == null || !type.isEnum()) {
            throw unknown("enum", name);
        }
        for (Object known : type.getEnumConstants()) {
            if (((Enum<?>) known).name().equals(constant)) {
                return known;
            }
        }
        throw new CodecException("Cannot decode a value: enum " + name + " has no constant '" + shown(constant)
                + "'. It was written by another version of it: keep a constant as long as values name it.");
    }

    private Object readCoded() {
        String id = in.readUtf8();
        Codec<?> known = codec.codec(id);
        if (known == null || known == codec) {
            throw new CodecException("Cannot decode a value: it was written by the codec '" + shown(id)
                    + "', which this codec does not know. Name its class, as in Codecs.any(Order.class), or add the"
                    + " codec, as in Codecs.any().with(Order.class, codec).");
        }
        return readEmbedded(known);
    }

    private Object readEmbedded(Codec<?> known) {
        int length = DamagedMessages.readLength(in, "Value");
        MessageBuffer bytes = new MessageBuffer(length);
        in.readBytes(bytes.array(), 0, length);
        bytes.setLength(length);
        return known.decode(bytes);
    }

    private static CodecException unknown(String what, String name) {
        return new CodecException("Cannot decode a value: " + what + " " + shown(name)
                + " is not allowed. Name it where the codec is made, as in Codecs.any(Order.class).");
    }

    private static String shown(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
