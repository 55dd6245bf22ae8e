package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.collection.SharedList;
import io.parley.collection.SharedMap;
import io.parley.internal.domain.Domain;
import io.parley.internal.process.PoolFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Collections and histograms, seen from outside. */
@Timeout(60)
class DomainViewCollectionsTest extends ViewFixture {
    @Test
    void shouldSeeHowFullMapsAre() {
        SharedMap<String, Long> map = parley.map("positions", Codecs.utf8(), Codecs.int64());
        map.put("a", 1L);
        map.put("b", 2L);
        parley.set("seen", Codecs.utf8()).add("x");
        parley.namespace("settings");

        ObjectSnapshot.Entries seen = look("positions", ObjectSnapshot.Entries.class);

        assertThat(seen.keyCodec()).isEqualTo("utf8");
        assertThat(seen.valueCodec()).isEqualTo("int64");
        assertThat(seen.entries()).isEqualTo(2);
        assertThat(seen.entriesAtMost()).isGreaterThan(2);
        assertThat(seen.usedBytes()).isPositive().isLessThan(seen.roomBytes());
        assertThat(seen.counters()).isEqualTo(ObjectCounters.of(map).snapshot());
        assertThat(look("seen", ObjectSnapshot.Entries.class).entries()).isEqualTo(1);
        assertThat(look("settings", ObjectSnapshot.Entries.class).entries()).isZero();
        assertThat(info("settings").kind()).isEqualTo("namespace");
    }

    @Test
    void shouldSeeAList() {
        SharedList<String> list = parley.list("todo", Codecs.utf8());
        list.addAll(List.of("a", "b", "c"));
        list.remove(0);

        ObjectSnapshot.Sequence seen = look("todo", ObjectSnapshot.Sequence.class);

        assertThat(seen.codec()).isEqualTo("utf8");
        assertThat(seen.size()).isEqualTo(2);
        assertThat(seen.changes()).isEqualTo(2);
        assertThat(seen.lock().holder()).isEmpty();
    }

    @Test
    void shouldSeeWhatAHistogramCounted() {
        try (LatencyHistogram histogram = LatencyHistogram.open(parley, "fills")) {
            assertThat(look("fills", ObjectSnapshot.Histogram.class).count()).isZero();
            for (int i = 1; i <= 100; i++) {
                histogram.record(i);
            }
        }

        ObjectSnapshot.Histogram seen = look("fills", ObjectSnapshot.Histogram.class);

        assertThat(seen.count()).isEqualTo(100);
        assertThat(seen.minNs()).isEqualTo(1);
        assertThat(seen.p50Ns()).isEqualTo(50);
        assertThat(seen.p99Ns()).isEqualTo(99);
        assertThat(seen.maxNs()).isEqualTo(100);
        assertThat(seen.summary()).isEqualTo("100 recorded, p50 50 ns, p99 99 ns");
    }

    @Test
    void shouldSeeWhosePoolItIs() {
        PoolFile pool = PoolFile.claim(Domain.of(parley), "resizer");

        ObjectSnapshot.Pool seen = look("resizer", ObjectSnapshot.Pool.class);

        long pid = ProcessHandle.current().pid();
        assertThat(seen.owner().orElseThrow().pid()).isEqualTo(pid);
        assertThat(seen.summary())
                .isEqualTo("of pid " + pid + " (" + seen.owner().orElseThrow().name() + ")");
        pool.delete();
    }

    @Test
    void shouldSeeThatLatenciesAreRecorded() {
        ObjectLatency latency = ObjectLatency.of(parley.lock("book"));
        assertThat(info("book").recording()).isFalse();
        latency.start();

        assertThat(info("book").recording()).isTrue();
        assertThat(view.find("book.lock.wait"))
                .singleElement()
                .satisfies(histogram -> assertThat(histogram.kind()).isEqualTo("histogram"));
    }
}
