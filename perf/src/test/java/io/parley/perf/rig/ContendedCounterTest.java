package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ContendedCounterTest {
    @Test
    void shouldMeasureTheLeastAgainstAnEqualShare() {
        assertThat(new ContendedCounter.Result(List.of(5.0, 5.0), 1).leastShare())
                .isEqualTo(1);
        assertThat(new ContendedCounter.Result(List.of(9.0, 1.0, 5.0, 5.0), 1).leastShare())
                .isCloseTo(0.2, within(1e-9));
        assertThat(new ContendedCounter.Result(List.of(9.0, 0.0), 1).leastShare())
                .isZero();
        assertThat(new ContendedCounter.Result(List.of(9.0, 1.0), 1).total()).isEqualTo(10);
    }

    @Test
    void shouldRefuseMorePlayersThanThePageHasRoomFor() {
        assertThatThrownBy(() -> ContendedCounter.measure(
                        Contender.SHARED_LOCK, ContestPage.PLAYERS + 1, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("found=9, allowed=1..8");
    }
}
