package io.parley.manager.internal.collection;

import io.parley.Codec;
import io.parley.MessageReader;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.os.SystemClock;
import io.parley.internal.wait.Deadline;
import io.parley.manager.internal.client.Link;
import io.parley.manager.internal.client.RemoteObject;
import io.parley.manager.internal.client.Request;
import io.parley.manager.internal.wire.RawBytes;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What a remote map, set, namespace and reference are made of: requests for keys and values. */
final class RemoteEntries<K, V> extends RemoteObject {
    final Coding<K> keys;
    final Coding<V> values;

    RemoteEntries(Link link, int kind, String name, MessageBuffer details, Coding<K> keys, Coding<V> values) {
        super(link, kind, name, details);
        this.keys = keys;
        this.values = values;
    }

    /** What opens an object with these codecs. */
    static MessageBuffer details(Codec<?>... codecs) {
        MessageBuffer details = new MessageBuffer(64);
        for (Codec<?> codec : codecs) {
            details.writeUtf8(codec.id());
        }
        return details;
    }

    /** A request about a key. */
    Request about(int op, RawBytes key) {
        Request request = request(op);
        key.write(request.args());
        return request;
    }

    Request about(int op, RawBytes key, RawBytes value) {
        Request request = about(op, key);
        value.write(request.args());
        return request;
    }

    /** The value that is answered, or null. */
    private static RawBytes answer(Request request) {
        return RawBytes.readOptional(request.call());
    }

    V answer(Request request, Object key) {
        return values.value(answer(request), key);
    }

    RawBytes find(RawBytes key) {
        return answer(about(EntryOps.GET, key));
    }

    V get(Object key) {
        RawBytes encoded = keys.encodeSought(key);
        return encoded == null ? null : values.value(find(encoded), key);
    }

    boolean contains(Object key) {
        RawBytes encoded = keys.encodeSought(key);
        return encoded != null && find(encoded) != null;
    }

    void set(K key, V value) {
        about(EntryOps.SET, keys.encode(key), values.encode(value)).call();
    }

    /** What became of an exchange; the present value if it was not done. */
    record Exchange(boolean done, RawBytes present) {}

    Exchange exchange(RawBytes key, RawBytes expected, RawBytes value) {
        Request request = about(EntryOps.EXCHANGE, key);
        RawBytes.writeOptional(expected, request.args());
        RawBytes.writeOptional(value, request.args());
        MessageReader reply = request.call();
        return new Exchange(reply.readByte() != 0, RawBytes.readOptional(reply));
    }

    /** Removes a key; whether it was there. */
    boolean removeKey(Object key) {
        RawBytes encoded = keys.encodeSought(key);
        return encoded != null && remove(encoded);
    }

    boolean remove(RawBytes key) {
        return answer(about(EntryOps.REMOVE, key)) != null;
    }

    /** Puts a value, or nothing if that is null, in the place of one that is equal; null for none. */
    boolean exchangeIfEqual(RawBytes key, Object expected, RawBytes value) {
        RawBytes encoded = expected == null ? null : values.encodeSought(expected);
        RawBytes present = encoded;
        if (expected != null && encoded == null) {
            present = find(key);
            if (!values.isEqual(present, expected, null)) {
                return false;
            }
        }
        while (true) {
            Exchange tried = exchange(key, present, value);
            if (tried.done()) {
                return true;
            }
            if (!values.isEqual(tried.present(), expected, encoded)) {
                return false;
            }
            present = tried.present();
        }
    }

    /** The value before and after a change. */
    record Change<V>(V before, V after) {}

    /** Puts a function of the value, null for none, in its place; the function runs again if somebody was faster. */
    Change<V> update(RawBytes key, Object which, UnaryOperator<V> function) {
        return update(key, find(key), which, function);
    }

    Change<V> update(RawBytes key, RawBytes first, Object which, UnaryOperator<V> function) {
        RawBytes present = first;
        while (true) {
            V next = function.apply(values.working(present));
            RawBytes encoded = next == null ? null : values.encode(next);
            if (present == null && next == null) {
                return new Change<>(null, null);
            }
            Exchange tried = exchange(key, present, encoded);
            if (tried.done()) {
                return new Change<>(values.value(present, which), values.detached(next, which));
            }
            present = tried.present();
        }
    }

    /** Waits until the value is another than {@code seen}; null if the time is up. */
    Exchange awaitChange(RawBytes key, Object seen, long timeoutNs) throws InterruptedException {
        long deadlineNs = Deadline.after(SystemClock.LOCAL, timeoutNs);
        RawBytes encoded = seen == null ? null : values.encodeSought(seen);
        RawBytes known = encoded;
        if (seen != null && encoded == null) {
            known = find(key);
            if (!values.isEqual(known, seen, null)) {
                return new Exchange(true, known);
            }
        }
        while (true) {
            Request request = about(EntryOps.AWAIT_CHANGE, key);
            RawBytes.writeOptional(known, request.args());
            request.args().writeLong(Deadline.remainingNs(deadlineNs, SystemClock.LOCAL.monotonicNs()));
            MessageReader reply = request.callInterruptibly();
            if (reply.readByte() == 0) {
                return null;
            }
            RawBytes present = RawBytes.readOptional(reply);
            if (!values.isEqual(present, seen, encoded)) {
                return new Exchange(true, present);
            }
            known = present;
        }
    }

    /** The content, as a text; of a handle that was closed, or an object that is gone, its name. */
    String text(String type, Supplier<?> content) {
        if (isClosed()) {
            return type + "(" + name() + ", handle closed)";
        }
        return isDeleted() ? type + "(" + name() + ", deleted)" : String.valueOf(content.get());
    }

    long size() {
        return request(EntryOps.SIZE).call().readLong();
    }

    boolean isOrdered() {
        return request(EntryOps.IS_ORDERED).call().readByte() != 0;
    }

    void clear() {
        request(EntryOps.CLEAR).call();
    }

    /** All entries, as bytes. */
    Iterator<Map.Entry<RawBytes, RawBytes>> walk() {
        return new PageIterator<>(
                request(EntryOps.WALK).call(),
                number -> request(EntryOps.WALK_ON).with(number),
                in -> Map.entry(RawBytes.read(in), RawBytes.read(in)));
    }

    /** Sets many entries, some thousand at a time. */
    void setAll(Map<? extends K, ? extends V> entries) {
        MessageBuffer batch = new MessageBuffer();
        int count = 0;
        for (Map.Entry<? extends K, ? extends V> entry : entries.entrySet()) {
            keys.encode(entry.getKey()).write(batch);
            values.encode(entry.getValue()).write(batch);
            count++;
            if (batch.length() >= Walks.PAGE_BYTES) {
                setAll(batch, count);
                batch = new MessageBuffer();
                count = 0;
            }
        }
        if (count > 0) {
            setAll(batch, count);
        }
    }

    private void setAll(MessageBuffer batch, int count) {
        Request request = request(EntryOps.SET_ALL);
        request.args().writeInt(count);
        request.args().writeBytes(batch.array(), 0, batch.length());
        request.call();
    }
}
