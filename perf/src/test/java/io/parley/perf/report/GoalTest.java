package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GoalTest {
    @Test
    void shouldJudge() {
        assertThat(Goal.atMost(1.1).judge(1.1)).isEqualTo("≤ 1.1 ×: met");
        assertThat(Goal.atMost(1.1).judge(1.11)).isEqualTo("≤ 1.1 ×: **missed**");
        assertThat(Goal.atLeast(4).judge(4)).isEqualTo("≥ 4 ×: met");
        assertThat(Goal.atLeast(4).judge(3.99)).isEqualTo("≥ 4 ×: **missed**");
        assertThat(Goal.atMostMs(100).judge(24.9)).isEqualTo("≤ 100 ms: met");
        assertThat(Goal.atMostNs(10).judge(8, 4)).isEqualTo("≤ 10 ns: met");
        assertThat(Goal.atMost(1.5).judge(8, 4)).isEqualTo("≤ 1.5 ×: **missed**");
        assertThat(Goal.atLeastShare(1.0 / 3).judge(0.333)).isEqualTo("≥ 0.33: **missed**");
    }

    @Test
    void shouldSaySoWhereThereIsNothingToJudge() {
        assertThat(Goal.NONE.judge(1)).isEmpty();
        assertThat(Goal.NONE.open()).isEmpty();
        assertThat(Goal.atLeast(2).open()).isEqualTo("≥ 2 ×: not measured");
    }

    @Test
    void shouldCountWhatCannotBeComparedAsMissed() {
        assertThat(Goal.atMost(1).judge(Double.NaN)).isEqualTo("≤ 1 ×: **missed**");
    }
}
