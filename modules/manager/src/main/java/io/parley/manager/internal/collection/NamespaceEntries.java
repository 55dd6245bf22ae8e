package io.parley.manager.internal.collection;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.collection.SharedNamespace;
import io.parley.internal.memory.MessageBuffer;
import io.parley.manager.internal.wire.RawBytes;
import java.util.Iterator;
import java.util.Map;

/** A namespace: keys are names. */
record NamespaceEntries(SharedNamespace namespace) implements Entries {
    static final Codec<String> NAMES = Codecs.utf8();

    private static String name(RawBytes key) {
        return NAMES.decode(key.reader());
    }

    private static RawBytes key(String name) {
        MessageBuffer bytes = new MessageBuffer();
        NAMES.encode(name, bytes);
        return RawBytes.of(bytes);
    }

    @Override
    public RawBytes get(RawBytes key) {
        return (RawBytes) namespace.find(name(key)).orElse(null);
    }

    @Override
    public void set(RawBytes key, RawBytes value) {
        namespace.set(name(key), value);
    }

    @Override
    public boolean exchange(RawBytes key, RawBytes expected, RawBytes value) {
        String name = name(key);
        if (value != null) {
            return namespace.compareAndSet(name, expected, value);
        }
        if (expected == null) {
            return !namespace.has(name);
        }
        boolean[] removed = new boolean[1];
        namespace.update(name, present -> {
            removed[0] = expected.equals(present);
            return removed[0] ? null : present;
        });
        return removed[0];
    }

    @Override
    public Iterator<Map.Entry<RawBytes, RawBytes>> walk() {
        return namespace.asMap().entrySet().stream()
                .map(entry -> Map.entry(key(entry.getKey()), (RawBytes) entry.getValue()))
                .iterator();
    }

    @Override
    public long size() {
        return namespace.names().size();
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public void clear() {
        namespace.names().forEach(namespace::remove);
    }
}
