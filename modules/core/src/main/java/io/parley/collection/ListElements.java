package io.parley.collection;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.internal.map.ListScratch;
import io.parley.internal.map.ListValues;
import io.parley.internal.memory.MessageBuffer;
import java.nio.file.Path;
import java.util.Collection;

/** A list's codec, with errors that say which element of which list. Thread-safe. */
final class ListElements<E> {
    private final Codec<E> codec;
    private final Path list;

    ListElements(Codec<E> codec, Path list) {
        this.codec = codec;
        this.list = list;
    }

    /** Encodes an element into {@link ListScratch#value}. */
    void encode(E element, ListScratch scratch) {
        scratch.value().reset();
        encode(element, scratch.value());
    }

    private void encode(E element, MessageBuffer target) {
        if (element == null) {
            throw new NullPointerException(
                    "null cannot be an element of " + list + ". Use an element that says 'none'");
        }
        codec.encode(element, target);
    }

    /** Encodes several elements; they are in no list yet. */
    ListValues encode(Collection<? extends E> elements) {
        ListValues values = new ListValues();
        for (E element : elements) {
            add(element, values);
        }
        return values;
    }

    void add(E element, ListValues values) {
        encode(element, values.target());
        values.written();
    }

    /** Decodes the element that was read into {@link ListScratch#found}. */
    E decode(int index, ListScratch scratch) {
        MessageBuffer bytes = scratch.found();
        try {
            E element = codec.decode(bytes);
            if (element == null) {
                throw new CodecException("codec '" + codec.id() + "' decoded null");
            }
            return detached(element);
        } catch (RuntimeException e) {
            throw new CodecException(
                    "element cannot be decoded: " + list + " index=" + index + " codec=" + codec.id() + " bytes="
                            + bytes.length() + ". It is still in the list; subList(i, i + 1).clear() removes it",
                    e);
        }
    }

    /** What comes out of a list is a copy. */
    private static <E> E detached(E element) {
        return element;
    }
}
