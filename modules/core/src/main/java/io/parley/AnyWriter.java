package io.parley;

import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.serial.Culprit;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes one value of an {@link AnyCodec}. */
final class AnyWriter {
    private final AnyCodec codec;
    private final Object root;
    private final MessageWriter out;

    AnyWriter(AnyCodec codec, Object root, MessageWriter out) {
        this.codec = codec;
        this.root = root;
        this.out = out;
    }

    void write(Object value, int depth) {
        if (value == null) {
            out.writeByte(AnyTypes.NULL);
            return;
        }
        Class<?> type = value.getClass();
        Codec<?> known = codec.codecOf(type);
        if (known != null) {
            writeCoded(known, value);
        } else if (!AnyTypes.write(value, type, out)) {
            writeOther(value, type, depth);
        }
    }

    private void writeOther(Object value, Class<?> type, int depth) {
        if (value instanceof ManagedObject handle) {
            out.writeByte(AnyTypes.HANDLE);
            Handles.write(handle, codec, out);
        } else if (value instanceof Enum<?> constant) {
            writeEnum(constant);
        } else if (codec.isSerialised(type)) {
            out.writeByte(AnyTypes.SERIALIZED);
            writeEmbedded(codec.serial(), value);
        } else if (value instanceof List<?> list) {
            writeAll(AnyTypes.LIST, list, depth);
        } else if (value instanceof Set<?> set) {
            writeAll(AnyTypes.SET, set, depth);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, depth);
        } else {
            throw refusal(type);
        }
    }

    private void writeCoded(Codec<?> known, Object value) {
        out.writeByte(AnyTypes.CODED);
        out.writeUtf8(known.id());
        writeEmbedded(known, value);
    }

    @SuppressWarnings("unchecked") // registered for the class of the value
    private void writeEmbedded(Codec<?> known, Object value) {
        MessageBuffer bytes = new MessageBuffer();
        ((Codec<Object>) known).encode(value, bytes);
        out.writeInt(bytes.length());
        out.writeBytes(bytes.array(), 0, bytes.length());
    }

    private void writeEnum(Enum<?> constant) {
        Class<?> type = constant.getDeclaringClass();
        if (codec.named(type.getName()) != type) {
            throw refusal(type);
        }
        out.writeByte(AnyTypes.ENUM);
        out.writeUtf8(type.getName());
        out.writeUtf8(constant.name());
    }

    private void writeAll(int tag, Collection<?> elements, int depth) {
        int size = begin(tag, elements.size(), depth);
        int written = 0;
        for (Object element : elements) {
            write(element, depth + 1);
            written++;
        }
        requireUnchanged(size, written, elements.size());
    }

    private void writeMap(Map<?, ?> map, int depth) {
        int size = begin(AnyTypes.MAP, map.size(), depth);
        int written = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            write(entry.getKey(), depth + 1);
            write(entry.getValue(), depth + 1);
            written++;
        }
        requireUnchanged(size, written, map.size());
    }

    private int begin(int tag, int size, int depth) {
        if (depth >= AnyCodec.MAX_DEPTH) {
            throw new CodecException("Cannot encode a value: containers are nested deeper than " + AnyCodec.MAX_DEPTH
                    + ", or one contains itself. Flatten them, or put the inner ones into shared collections.");
        }
        out.writeByte(tag);
        out.writeInt(size);
        return size;
    }

    private static void requireUnchanged(int size, int written, int now) {
        if (written != size || now != size) {
            throw new ConcurrentModificationException(
                    "collection changed while it was written: size was " + size + ", is " + now);
        }
    }

    private CodecException refusal(Class<?> type) {
        String path = Culprit.find(root, found -> found == type || type.isAssignableFrom(found) && type.isEnum());
        String name = type.getTypeName();
        String simple = type.getSimpleName();
        String remedy = type.isArray()
                ? "Use a List, or an array of primitives"
                : "Use what Codecs.any lists; or name the class, if it is a record, an enum or Serializable, as in"
                        + " Codecs.any(" + simple + ".class); or give it a codec, as in Codecs.any().with(" + simple
                        + ".class, codec)";
        return new CodecException(
                "Cannot encode " + (path == null ? "a value" : path) + " (of type " + name + "): nobody said how. "
                        + remedy + ".",
                new ClassCastException(name));
    }
}
