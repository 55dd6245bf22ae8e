package io.parley.perf.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CurveTest {
    private final Histogram ns = new Histogram(3);

    @Test
    void shouldRunFromTheLowestToTheHighest() {
        for (int us = 1; us <= 1_000; us++) {
            ns.recordValue(us * 1_000L);
        }

        Curve curve = Curve.of("queue", true, ns);

        assertThat(curve.nines()).isSorted().hasSameSizeAs(curve.us());
        assertThat(curve.us()).isSorted();
        assertThat(curve.nines().get(0)).isZero();
        assertThat(curve.minUs()).isCloseTo(1, within(0.01));
        assertThat(curve.maxUs()).isCloseTo(1_000, within(1.0));
        for (int i = 0; i < curve.us().size(); i++) {
            double share = 1 - Math.pow(10, -curve.nines().get(i));
            assertThat(curve.us().get(i)).isCloseTo(1_000 * share, within(2.0));
        }
    }

    @Test
    void shouldEndWhereThereAreTooFewToKnowMore() {
        IntStream.range(0, 100).forEach(i -> ns.recordValue(5_000));

        assertThat(Curve.of("queue", true, ns).maxNines()).as("one of 100").isEqualTo(2);
    }

    @Test
    void shouldHaveAPlaceForWhatTookNoTime() {
        ns.recordValue(0);

        assertThat(Curve.of("queue", true, ns).us()).allMatch(us -> us == 0.001);
    }

    @Test
    void shouldRefuseToDrawNothing() {
        assertThatThrownBy(() -> Curve.of("queue", true, ns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("curve=queue");
    }
}
