package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class WaitStrategyTest {
    @Test
    void shouldSpinYieldAndSleepByDefault() {
        WaitStrategy adaptive = WaitStrategy.adaptive();

        assertThat(adaptive.usesFutex()).isTrue();
        assertThat(adaptive.maxSpins()).isBetween(1, Integer.MAX_VALUE - 1);
        assertThat(adaptive.yields()).isPositive();
        assertThat(adaptive.parkNs()).isZero();
        assertThat(adaptive).hasToString("adaptive");
    }

    @Test
    void shouldNeverSleepWhenItSpins() {
        assertThat(WaitStrategy.spin().usesFutex()).isFalse();
        assertThat(WaitStrategy.spin().maxSpins()).isEqualTo(Integer.MAX_VALUE);
        assertThat(WaitStrategy.spin().parkNs()).isZero();
        assertThat(WaitStrategy.spin()).hasToString("spin");
    }

    @Test
    void shouldSleepAtOnceWhenItBlocks() {
        assertThat(WaitStrategy.block().usesFutex()).isTrue();
        assertThat(WaitStrategy.block().maxSpins()).isZero();
        assertThat(WaitStrategy.block().yields()).isZero();
        assertThat(WaitStrategy.block()).hasToString("block");
    }

    @Test
    void shouldPauseWithoutNativeCodeWhenItParks() {
        WaitStrategy park = WaitStrategy.park(Duration.ofMillis(2));

        assertThat(park.usesFutex()).isFalse();
        assertThat(park.parkNs()).isEqualTo(2_000_000);
        assertThat(park.maxSpins()).isZero();
        assertThat(park).hasToString("park(PT0.002S)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000001S", "PT1S", "PT0.5S"})
    void shouldTakePausesInRange(String pause) {
        assertThat(WaitStrategy.park(Duration.parse(pause)).parkNs())
                .isEqualTo(Duration.parse(pause).toNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000000999S", "PT1.000000001S", "P1D", "P200000D"})
    void shouldRefusePausesOutOfRange(String pause) {
        assertThatThrownBy(() -> WaitStrategy.park(Duration.parse(pause)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pause out of range: " + Duration.parse(pause))
                .hasMessageContaining("allowed=PT0.000001S..PT1S");
    }
}
