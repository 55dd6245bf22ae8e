package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ScoreTest {
    private static final Score ONE = new Score(List.of(List.of(1.0, 2.0, 90.0)), List.of(List.of(3.0)), List.of());

    @Test
    void shouldTakeTheMedianOfTheProcessesMedians() {
        Score score = ONE.plus(new Score(List.of(List.of(4.0, 4.0, 4.0)), List.of(List.of(5.0)), List.of()))
                .plus(new Score(List.of(List.of(3.0)), List.of(List.of(9.0)), List.of()));

        assertThat(score.medianNs()).isEqualTo(3.0);
        assertThat(score.medianCpuNs()).isEqualTo(5.0);
        assertThat(score.everyNs()).isEqualTo("2.00 3.00 4.00");
        assertThat(score.spread()).isEqualTo("67 %");
    }

    @Test
    void shouldKnowWhatItDoesNotKnow() {
        assertThat(ONE.knowsProcess()).isTrue();
        assertThat(new Score(List.of(List.of(1.0)), List.of(), List.of()).knowsProcess())
                .isFalse();
    }
}
