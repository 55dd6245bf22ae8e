package io.parley.perf.map;

import java.nio.file.Path;
import net.openhft.chronicle.map.ChronicleMap;

/** Bare Chronicle Map with numbers as objects. */
public final class BareLongs implements LongTable {
    private final ChronicleMap<Long, Long> map;

    private BareLongs(ChronicleMap<Long, Long> map) {
        this.map = map;
    }

    /** Opens the map of a directory, creating it first if there is none. */
    public static BareLongs open(Path directory, int entries) {
        return new BareLongs(BareMap.longs(directory.resolve("longs.cm"), entries));
    }

    @Override
    public long get(long key) {
        return map.get(key);
    }

    @Override
    public void put(long key, long value) {
        map.put(key, value);
    }

    @Override
    public void increment(long key) {
        map.merge(key, 1L, Long::sum);
    }

    @Override
    public void close() {
        map.close();
    }
}
