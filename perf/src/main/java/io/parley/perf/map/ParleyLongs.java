package io.parley.perf.map;

import io.parley.Parley;
import io.parley.collection.SharedLongMap;
import java.nio.file.Path;

/** {@code SharedLongMap}. */
public final class ParleyLongs implements LongTable {
    /** The map's name in its domain. */
    public static final String NAME = "longs";

    private final Parley parley;
    private final SharedLongMap map;

    private ParleyLongs(Parley parley, SharedLongMap map) {
        this.parley = parley;
        this.map = map;
    }

    /** Opens the map of a directory, creating it first if there is none. */
    public static ParleyLongs open(Path directory, int entries) {
        Parley parley = Parley.open(directory.resolve("domain"));
        return new ParleyLongs(parley, open(parley, entries));
    }

    /** Opens the map of a domain. */
    public static SharedLongMap open(Parley parley, int entries) {
        return parley.longMap(NAME, options -> options.expectedEntries(entries));
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
        map.addAndGet(key, 1);
    }

    @Override
    public void close() {
        parley.close();
    }
}
