package io.parley.perf.map;

import java.nio.file.Path;
import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.map.ChronicleMap;

/** Bare Chronicle Map with numbers as Chronicle's values: its way without a new object. For one thread. */
public final class BareValues implements LongTable {
    private final ChronicleMap<LongValue, LongValue> map;
    private final LongValue key = BareMap.value();
    private final LongValue value = BareMap.value();
    private final LongValue inPlace = BareMap.reference();

    private BareValues(ChronicleMap<LongValue, LongValue> map) {
        this.map = map;
    }

    /** Opens the map of a directory, creating it first if there is none. */
    public static BareValues open(Path directory, int entries) {
        return new BareValues(BareMap.values(directory.resolve("values.cm"), entries));
    }

    @Override
    public long get(long k) {
        key.setValue(k);
        return map.getUsing(key, value).getValue();
    }

    @Override
    public void put(long k, long v) {
        key.setValue(k);
        value.setValue(v);
        map.put(key, value);
    }

    @Override
    public void increment(long k) {
        key.setValue(k);
        Closeable locked = map.acquireContext(key, inPlace);
        try {
            inPlace.addValue(1);
        } finally {
            locked.close();
        }
    }

    /** Removes a key; its value does not matter. */
    public void remove(long k) {
        key.setValue(k);
        map.remove(key);
    }

    /** The sum of all values. */
    public long sum() {
        long[] sum = {0};
        map.forEachEntry(entry -> sum[0] += entry.value().getUsing(value).getValue());
        return sum[0];
    }

    @Override
    public void close() {
        map.close();
    }
}
