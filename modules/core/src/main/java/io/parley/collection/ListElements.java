package io.parley.collection;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.ObjectDeletedException;
import io.parley.internal.map.ListScratch;
import io.parley.internal.map.ListValues;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.MessageCodec;
import java.nio.file.Path;
import java.util.Collection;

/** A list's codec, with errors that say which element of which list. Thread-safe. */
final class ListElements<E> {
    private final Codec<E> codec;
    private final Path list;
    private final Detached copies;

    ListElements(Codec<E> codec, String name, Path list) {
        this.codec = codec;
        this.list = list;
        this.copies = Detached.make(codec, "list '" + name + "'", "index", "set or update");
    }

    Codec<E> codec() {
        return codec;
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

    /**
     * Encodes what is looked for; false if it is of a class that the codec does not know: no element is equal to it.
     */
    boolean encodeSought(Object sought, MessageBuffer target) {
        return MessageCodec.encodeSought(codec, sought, target);
    }

    /**
     * Whether the element that was read is the one sought: it has the same bytes, or it is equal. The first is quicker,
     * and all there is for arrays, which equal nothing but themselves.
     *
     * @param encoded the bytes of what is sought; null if it has none
     */
    boolean isEqual(int index, ListScratch read, Object sought, MessageBuffer encoded) {
        MessageBuffer found = read.found();
        return encoded != null && found.contentEquals(0, encoded) || sought.equals(working(index, read));
    }

    /** The element that was read, for a user's hands. */
    E element(int index, ListScratch read) {
        return copies.copy(working(index, read), index);
    }

    /** The element that was read, for a function whose result is put back: what is changed in it is not lost. */
    E working(int index, ListScratch read) {
        MessageBuffer bytes = read.found();
        try {
            return MessageCodec.notNull(codec.decode(bytes), codec);
        } catch (ObjectDeletedException itReferredTo) {
            throw itReferredTo;
        } catch (RuntimeException e) {
            throw new CodecException(
                    "element cannot be decoded: " + list + " index=" + index + " codec=" + codec.id() + " bytes="
                            + bytes.length() + ". It is still in the list; subList(i, i + 1).clear() removes it",
                    e);
        }
    }
}
