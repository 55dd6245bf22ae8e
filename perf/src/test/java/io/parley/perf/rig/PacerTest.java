package io.parley.perf.rig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PacerTest {
    @Test
    void shouldSpreadEventsEvenlyOverTheSecond() {
        Pacer pacer = new Pacer(4);

        assertThat(pacer.intendedNs(1) - pacer.intendedNs(0)).isEqualTo(250_000_000);
        assertThat(pacer.intendedNs(4_000_000_000L) - pacer.intendedNs(0)).isEqualTo(1_000_000_000_000_000_000L);
    }

    @Test
    void shouldNeverBeEarly() {
        Pacer pacer = new Pacer(1_000);

        long intendedNs = pacer.await(20);

        assertThat(System.nanoTime() - intendedNs).isNotNegative();
        assertThat(intendedNs).isEqualTo(pacer.intendedNs(20));
    }

    @Test
    void shouldNotMoveTheScheduleWhenItIsLate() {
        Pacer pacer = new Pacer(1_000_000);

        pacer.await(10_000);

        assertThat(pacer.await(1)).isEqualTo(pacer.intendedNs(0) + 1_000);
    }

    @Test
    void shouldBeTheSameForAllWhoKnowItsStart() {
        assertThat(new Pacer(1_000, 1_000_000).intendedNs(7)).isEqualTo(8_000);
    }
}
