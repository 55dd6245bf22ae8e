package io.parley.perf;

import io.parley.Codecs;
import io.parley.collection.SharedLongMap;
import io.parley.collection.SharedMap;
import io.parley.perf.map.ParleyLongs;
import io.parley.perf.map.RandomKeys;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Parley's map of numbers, filled, opened both ways. */
@State(Scope.Thread)
public class ParleyMaps {
    private ScratchDomain domain;
    SharedLongMap longs;
    SharedMap<Long, Long> boxed;

    /** Creates and fills it. */
    @Setup
    public void open() {
        domain = ScratchDomain.open();
        longs = ParleyLongs.open(domain.parley(), RandomKeys.ENTRIES);
        boxed = domain.parley().map(ParleyLongs.NAME, Codecs.int64(), Codecs.int64());
        for (int i = 0; i < RandomKeys.ENTRIES; i++) {
            longs.put(RandomKeys.key(i), i);
        }
    }

    /** Removes it. */
    @TearDown
    public void close() {
        domain.close();
    }
}
