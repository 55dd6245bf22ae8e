package io.parley.perf.map;

import io.parley.internal.chronicle.ChronicleSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.values.Values;

/**
 * Chronicle Map alone, in a file, as its documentation says: the number of entries and the average sizes told
 * beforehand, checksums on as they are for files, no previous values where nobody asks for them.
 */
public final class BareMap {
    private BareMap() {}

    /** Numbers as objects. */
    public static ChronicleMap<Long, Long> longs(Path file, long entries) {
        return open(ChronicleMapBuilder.of(Long.class, Long.class).entries(entries), file);
    }

    /** Numbers as Chronicle's values, which can be read and written without a new object. */
    public static ChronicleMap<LongValue, LongValue> values(Path file, long entries) {
        return open(ChronicleMapBuilder.of(LongValue.class, LongValue.class).entries(entries), file);
    }

    /** A value that is not in a map. */
    public static LongValue value() {
        return Values.newHeapInstance(LongValue.class);
    }

    /** A value that can be made to refer into a map. */
    public static LongValue reference() {
        return Values.newNativeReference(LongValue.class);
    }

    /** Texts to byte arrays. */
    public static ChronicleMap<String, byte[]> texts(Path file, long entries, int keyBytes, int valueBytes) {
        return open(
                ChronicleMapBuilder.of(String.class, byte[].class)
                        .averageKeySize(keyBytes)
                        .averageValueSize(valueBytes)
                        .entries(entries),
                file);
    }

    /** One entry, with a value that writes itself. */
    public static ChronicleMap<Long, TwoHalves> halves(Path file) {
        return open(
                ChronicleMapBuilder.of(Long.class, TwoHalves.class)
                        .averageValue(new TwoHalves())
                        .entries(1),
                file);
    }

    /** Opens the map in a file, creating it first if there is none. */
    public static <K, V> ChronicleMap<K, V> open(ChronicleMapBuilder<K, V> builder, Path file) {
        ChronicleSetup.run();
        try {
            return builder.putReturnsNull(true).removeReturnsNull(true).createPersistedTo(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a bare Chronicle Map: " + file, e);
        }
    }
}
