package io.parley.manager.internal.collection;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.ObjectDeletedException;
import io.parley.collection.MapOptions;
import io.parley.internal.map.CopyViews;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.MessageCodec;
import io.parley.manager.internal.wire.RawBytes;

/** What users put in and get out, as bytes; with errors that say of what. Thread-safe. */
final class Coding<T> {
    static {
        MapOptions.defaults(); // which makes the views known
    }

    private final Codec<T> codec;
    private final String owner;
    private final String what;
    private final CopyViews copies;

    /**
     * For the keys, values or elements of one collection.
     *
     * @param codec bound to the manager
     * @param owner as in "map 'settings'"
     * @param what as in "key"
     * @param part how the place of a value is called; "" if it has none
     * @param remedy how to change a value there
     */
    Coding(Codec<T> codec, String owner, String what, String part, String remedy) {
        this.codec = codec;
        this.owner = owner;
        this.what = what;
        this.copies = CopyViews.of(codec, owner, part, remedy);
    }

    Codec<T> codec() {
        return codec;
    }

    RawBytes encode(T value) {
        requireNonNull(value);
        MessageBuffer bytes = new MessageBuffer(64);
        codec.encode(value, bytes);
        return RawBytes.of(bytes);
    }

    /** Null if it is of a class that the codec cannot write: nothing is equal to it. */
    RawBytes encodeSought(Object sought) {
        requireNonNull(sought);
        MessageBuffer bytes = new MessageBuffer(64);
        return MessageCodec.encodeSought(codec, sought, bytes) ? RawBytes.of(bytes) : null;
    }

    private void requireNonNull(Object value) {
        if (value == null) {
            throw new NullPointerException("null cannot be a " + what + " of " + owner);
        }
    }

    /** For a user's hands; null stays null. */
    T value(RawBytes bytes, Object which) {
        return bytes == null ? null : detached(working(bytes), which);
    }

    /** What nobody sees a change of. */
    T detached(T value, Object which) {
        return copies.copy(value, which);
    }

    /** For a function whose result is put back; null stays null. */
    T working(RawBytes bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return MessageCodec.notNull(codec.decode(bytes.reader()), codec);
        } catch (ObjectDeletedException itReferredTo) {
            throw itReferredTo;
        } catch (RuntimeException e) {
            throw new CodecException(
                    what + " cannot be decoded: " + owner + " codec=" + codec.id() + " bytes=" + bytes.length()
                            + ". It is still there",
                    e);
        }
    }

    /** Whether it is the one sought: has the same bytes, or is equal. */
    boolean isEqual(RawBytes bytes, Object sought, RawBytes encoded) {
        return bytes != null
                && sought != null
                && (bytes.equals(encoded) || working(bytes).equals(sought));
    }
}
