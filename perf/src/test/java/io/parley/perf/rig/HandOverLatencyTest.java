package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HandOverLatencyTest {
    @Test
    void shouldReadWhatProgramsPrint() {
        Latencies latencies = HandOverLatency.read(List.of("1000 98", "2000 1", "512000 1"));

        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.percentileUs(98)).isEqualTo(1);
        assertThat(latencies.percentileUs(99)).isBetween(1.99, 2.01);
        assertThat(latencies.maxUs()).isBetween(511.0, 513.0);
    }
}
