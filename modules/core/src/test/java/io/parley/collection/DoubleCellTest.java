package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DoubleCellTest extends CellFixture {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeANumber(boolean ordered) {
        DoubleCell cell = doubleCell(ordered);

        assertThat(cell.get()).isZero();
        assertThat(cell.addAndGet(0.5)).isEqualTo(0.5);
        assertThat(cell.getAndAdd(0.25)).isEqualTo(0.5);
        assertThat(cell.getAndSet(2)).isEqualTo(0.75);
        assertThat(cell.compareAndSet(2.5, 3)).isFalse();
        assertThat(cell.compareAndSet(2, 3)).isTrue();
        assertThat(cell.getAndUpdate(Math::sqrt)).isEqualTo(3);
        assertThat(cell.updateAndGet(n -> 4)).isEqualTo(4);
        assertThat(cell.getAndAccumulate(0.5, Math::pow)).isEqualTo(4);
        assertThat(cell.accumulateAndGet(7, Math::max)).isEqualTo(7);
        cell.set(-1);
        assertThat(cell.get()).isEqualTo(-1);
        assertThat(cell.remove()).isTrue();
        assertThat(cell.isPresent()).isFalse();
        assertThat(cell).asString().startsWith("DoubleCell(map-" + ordered + "[k]=absent");
    }

    @Test
    void shouldCompareBits() throws InterruptedException {
        DoubleCell cell = doubleCell(false);

        assertThat(cell.compareAndSet(-0.0, 1)).isFalse();
        assertThat(cell.compareAndSet(0.0, Double.NaN)).isTrue();
        assertThat(cell.awaitChange(Double.NaN, Duration.ofMillis(2))).isFalse();
        assertThat(cell.compareAndSet(Double.NaN, 2)).isTrue();
        assertThat(cell.awaitChange(1)).isEqualTo(2);
    }

    @Test
    void shouldLoseNoAdditionOfManyThreads() throws Exception {
        DoubleCell cell = doubleCell(true);

        inThreads(3, () -> {
            for (int i = 0; i < 4_000; i++) {
                cell.addAndGet(0.5);
                cell.accumulateAndGet(0.25, Double::sum);
            }
        });

        assertThat(cell.get()).isEqualTo(9_000);
    }
}
