package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LatenciesTest {
    @Test
    void shouldHaveACellForEveryColumn() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 1_000; i++) {
            latencies.record(i * 1_000L);
        }

        assertThat(latencies.cells()).hasSameSizeAs(Latencies.COLUMNS);
        assertThat(latencies.cells().get(0)).isEqualTo("500.2");
        assertThat(latencies.count()).isEqualTo(1_000);
    }

    @Test
    void shouldKeepTheWorst() {
        Latencies latencies = new Latencies();
        latencies.record(5);
        latencies.record(Long.MAX_VALUE);

        assertThat(latencies.maxUs()).isGreaterThan(590e6);
    }

    @Test
    void shouldFindTheMiddle() {
        assertThat(Latencies.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Latencies.median(List.of(4.0, 1.0))).isEqualTo(2.5);
    }

    @Test
    void shouldTravelAsAWord() {
        Latencies latencies = new Latencies();
        latencies.record(5_000, 3);
        latencies.record(Long.MAX_VALUE);

        Latencies other = Latencies.ofText(latencies.toText());
        other.add(latencies);

        assertThat(latencies.toText()).doesNotContainAnyWhitespaces();
        assertThat(other.count()).isEqualTo(8);
        assertThat(other.cells()).isEqualTo(latencies.cells());
    }
}
