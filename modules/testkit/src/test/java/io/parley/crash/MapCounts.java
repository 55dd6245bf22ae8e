package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.value.SharedLongArray;

/** A few counters in a map that all actors add to, and how often each began to and was told that it had. */
final class MapCounts {
    private static final int COUNTERS = 4;

    final SharedMap<Long, Long> counters;
    private final SharedLongArray begun;
    private final SharedLongArray acknowledged;

    MapCounts(Parley parley, int actors) {
        counters = parley.map("counters", Codecs.int64(), Codecs.int64(), options -> options.stripes(1));
        begun = parley.longArray("counters-begun", actors);
        acknowledged = parley.longArray("counters-acknowledged", actors);
    }

    void add(int actor, int counter) {
        begun.getAndAdd(actor, 1);
        counters.merge((long) counter % COUNTERS, 1L, Long::sum);
        acknowledged.getAndAdd(actor, 1);
    }

    /** Everything acknowledged is counted, and at most what was begun. */
    void requireExact() {
        // Reading leaves a dead writer's lock as it is; who asks for the size sets right what he left.
        assertThat(counters.size()).isLessThanOrEqualTo(COUNTERS);
        long sum = 0;
        for (long count : counters.values()) {
            sum += count;
        }
        assertThat(sum)
                .as("sum of the counters")
                .isBetween(acknowledged.stream().sum(), begun.stream().sum());
    }
}
