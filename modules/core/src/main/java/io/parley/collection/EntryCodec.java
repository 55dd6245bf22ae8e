package io.parley.collection;

import io.parley.Codec;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.ReusingCodec;
import io.parley.internal.map.MapStore;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.MessageCodec;
import java.nio.file.Path;

/** What users put in and get out, as the bytes that are in the store. Thread-safe. */
final class EntryCodec<K, V> {
    /** What an ordered map has in front of each value. */
    private static final int SEQUENCE_BYTES = Long.BYTES;

    private final Codec<K> keys;
    private final Codec<V> values;
    private final MapStore store;
    private final boolean ordered;
    private final Path where;
    private final Detached keyCopies;
    private final Detached valueCopies;

    private EntryCodec(StoreHandle handle, Codec<K> keys, Codec<V> values, Detached keyCopies, Detached valueCopies) {
        this.keys = keys;
        this.values = values;
        this.store = handle.store;
        this.ordered = store.isOrdered();
        this.where = handle.path();
        this.keyCopies = keyCopies;
        this.valueCopies = valueCopies;
    }

    static <K, V> EntryCodec<K, V> ofMap(StoreHandle handle, Codec<K> keys, Codec<V> values) {
        String map = "map '" + handle.name() + "'";
        return new EntryCodec<>(
                handle,
                keys,
                values,
                Detached.make(keys, "a key of " + map, "", "removeKey and put"),
                Detached.make(values, map, "key", "compute or merge"));
    }

    /** For a reference: one entry, whose key nobody knows of. */
    static <K, V> EntryCodec<K, V> ofReference(StoreHandle handle, Codec<K> keys, Codec<V> values) {
        String reference = "reference '" + handle.name() + "'";
        return new EntryCodec<>(
                handle,
                keys,
                values,
                Detached.make(keys, reference, "", "updateAndGet"),
                Detached.make(values, reference, "", "updateAndGet"));
    }

    /** For a set: there are no values. */
    static <E> EntryCodec<E, Void> ofSet(StoreHandle handle, Codec<E> elements) {
        Detached copies = Detached.make(elements, "an element of set '" + handle.name() + "'", "", "remove and add");
        return new EntryCodec<>(handle, elements, null, copies, null);
    }

    /** For a namespace: keys are names. */
    static EntryCodec<String, Object> ofNamespace(StoreHandle handle, Codec<Object> values) {
        Detached copies = Detached.make(values, "namespace '" + handle.name() + "'", "attribute", "update");
        return new EntryCodec<>(handle, Codecs.utf8(), values, Detached.make(Codecs.utf8(), "", "", ""), copies);
    }

    Codec<K> keys() {
        return keys;
    }

    Codec<V> values() {
        return values;
    }

    /** The name of the values' codec. */
    String valueId() {
        return values.id();
    }

    boolean isOrdered() {
        return ordered;
    }

    void encodeKey(K key, MessageBuffer target) {
        requireNonNull(key, "key");
        target.reset();
        keys.encode(key, target);
    }

    /** Encodes what is looked for; false if it is of a class that the codec does not know: no entry has such a key. */
    boolean encodeSoughtKey(Object key, MessageBuffer target) {
        requireNonNull(key, "key");
        return MessageCodec.encodeSought(keys, key, target);
    }

    /** The same for a value; without sequence number. */
    boolean encodeSoughtValue(Object value, MessageBuffer target) {
        requireNonNull(value, "value");
        return MessageCodec.encodeSought(values, value, target);
    }

    /** Without sequence number. */
    void encodeValue(V value, MessageBuffer target) {
        requireNonNull(value, "value");
        target.reset();
        values.encode(value, target);
    }

    /** Begins the value that follows {@code current}, which is null if there is none: an entry keeps its place. */
    void begin(MessageBuffer current, MessageBuffer next) {
        next.reset();
        if (ordered) {
            next.writeLong(current == null ? store.nextSequence() : sequence(current));
        }
    }

    /** The whole value that follows {@code current}. */
    void compose(MessageBuffer current, V value, MessageBuffer next) {
        begin(current, next);
        values.encode(value, next);
    }

    /** The same of a value that is encoded already. */
    void compose(MessageBuffer current, MessageBuffer encoded, MessageBuffer next) {
        begin(current, next);
        next.writeBytes(encoded.array(), 0, encoded.length());
    }

    /** The sequence number of an entry of an ordered map. */
    static long sequence(MessageBuffer stored) {
        stored.rewind();
        return stored.readLong();
    }

    /** Reads a value into an object that is there already. */
    void into(MessageBuffer stored, V using) {
        if (!(values instanceof ReusingCodec<V> reusing)) {
            throw new UnsupportedOperationException("values cannot be read into an object: " + where + " codec="
                    + values.id() + ". Use get, or a codec that can, as Codecs.struct");
        }
        try {
            reusing.decodeInto(content(stored), using);
        } catch (CodecException e) {
            throw undecodable("value", values, stored, e);
        }
    }

    /** A key for a user's hands. */
    K key(MessageBuffer stored) {
        return keyCopies.copy(decode(keys, "key", stored), null);
    }

    /** A value for a user's hands; its key, if that is known, for messages. */
    V value(MessageBuffer stored, Object key) {
        return detached(working(stored), key);
    }

    /** A value for a function whose result is put back: what is changed in it is not lost. */
    V working(MessageBuffer stored) {
        return decode(values, "value", content(stored));
    }

    /** The stored value, to be read from behind the sequence number on. */
    MessageBuffer content(MessageBuffer stored) {
        stored.rewind();
        if (ordered) {
            stored.readLong();
        }
        return stored;
    }

    /** What comes out of a map is a copy: nobody sees what is changed in it. */
    V detached(V value, Object key) {
        return valueCopies.copy(value, key);
    }

    private <T> T decode(Codec<T> codec, String what, MessageBuffer bytes) {
        try {
            return MessageCodec.notNull(codec.decode(bytes), codec);
        } catch (ObjectDeletedException itReferredTo) {
            throw itReferredTo;
        } catch (RuntimeException e) {
            throw undecodable(what, codec, bytes, e);
        }
    }

    private CodecException undecodable(String what, Codec<?> codec, MessageBuffer bytes, RuntimeException cause) {
        return new CodecException(
                what + " cannot be decoded: " + where + " codec=" + codec.id() + " bytes=" + bytes.length()
                        + ". It is still there",
                cause);
    }

    /**
     * Whether a stored value is the one sought: it has the same bytes, or it is equal. The first is quicker, and all
     * there is for arrays, which equal nothing but themselves.
     *
     * @param encoded the bytes of what is sought; empty if it has none
     */
    boolean isEqual(MessageBuffer stored, Object sought, MessageBuffer encoded, boolean hasBytes) {
        int from = ordered ? SEQUENCE_BYTES : 0;
        return hasBytes && stored.contentEquals(from, encoded)
                || working(stored).equals(sought);
    }

    private void requireNonNull(Object given, String what) {
        if (given == null) {
            throw new NullPointerException("null cannot be a " + what + " of " + where);
        }
    }
}
