package io.parley.internal.map;

import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A domain with maps of bytes, and what makes tests of them short. */
final class StoreFixture implements AutoCloseable {
    static final MapConfig SMALL = config(2);

    private final Parley parley;
    private final Domain domain;

    StoreFixture(Path directory) {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        domain = Domain.of(parley);
    }

    static MapConfig config(int stripes) {
        return new MapConfig(ObjectKind.MAP, "bytes", "bytes", null, stripes, 0);
    }

    Domain domain() {
        return domain;
    }

    MapStore open(String name) {
        return MapStore.open(domain, name, SMALL);
    }

    MapStore open(String name, MapConfig config) {
        return MapStore.open(domain, name, config);
    }

    static MessageBuffer bytes(byte... bytes) {
        MessageBuffer buffer = new MessageBuffer();
        buffer.writeBytes(bytes, 0, bytes.length);
        return buffer;
    }

    static MessageBuffer text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageBuffer number(long number) {
        MessageBuffer buffer = new MessageBuffer();
        buffer.writeLong(number);
        return buffer;
    }

    static byte[] bytes(MessageBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.length());
    }

    static String text(MessageBuffer buffer) {
        return new String(bytes(buffer), StandardCharsets.UTF_8);
    }

    static String get(MapStore store, String key) {
        MessageBuffer value = new MessageBuffer();
        return store.get(text(key), value) ? text(value) : null;
    }

    /** Everything in a map, copied stripe by stripe; keys as numbers, values as texts. */
    static Map<Long, String> all(MapStore store) {
        Map<Long, String> all = new HashMap<>();
        StripeCopy copy = new StripeCopy();
        for (int i = 0; i < store.stripes(); i++) {
            store.copyStripe(i, copy);
            for (int n = 0; n < copy.count; n++) {
                copy.entries.readInt();
                long key = copy.entries.readLong();
                byte[] value = new byte[Math.max(0, copy.entries.readInt())];
                copy.entries.readBytes(value, 0, value.length);
                if (all.put(key, new String(value, StandardCharsets.UTF_8)) != null) {
                    throw new AssertionError("twice: " + key);
                }
            }
        }
        return all;
    }

    /** The names of the files of a map. */
    static String files(MapStore store) throws IOException {
        try (Stream<Path> files = Files.list(store.file().path().getParent())) {
            return String.join(
                    " ",
                    files.map(each -> each.getFileName().toString()).sorted().toList());
        }
    }

    @Override
    public void close() {
        parley.close();
    }
}
