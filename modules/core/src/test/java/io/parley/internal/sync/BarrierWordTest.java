package io.parley.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.sync.BarrierWord.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BarrierWordTest {
    @Test
    void shouldBeginWithAPhaseThatRuns() {
        assertThat(BarrierWord.phase(0)).isZero();
        assertThat(BarrierWord.isBroken(0)).isFalse();
        assertThat(BarrierWord.outcome(0, 0)).isEqualTo(Outcome.RUNNING);
    }

    @Test
    void shouldRememberHowThe31PhasesBeforeEnded() {
        long state = 0;
        for (int phase = 0; phase < 200; phase++) {
            boolean breaks = phase % 7 == 0 || phase % 5 == 3;
            if (breaks) {
                state = BarrierWord.broken(state);
                assertThat(BarrierWord.outcome(state, phase)).isEqualTo(Outcome.BROKEN);
            }
            state = BarrierWord.next(state);

            assertThat(BarrierWord.phase(state)).isEqualTo(phase + 1);
            assertThat(BarrierWord.isBroken(state)).isFalse();
            for (int before = Math.max(0, phase - 30); before <= phase; before++) {
                boolean broke = before % 7 == 0 || before % 5 == 3;
                assertThat(BarrierWord.outcome(state, before))
                        .as("phase %d seen from %d", before, phase + 1)
                        .isEqualTo(broke ? Outcome.BROKEN : Outcome.TRIPPED);
            }
        }
    }

    @Test
    void shouldNotCallAPhaseGoodThatNobodyRemembers() {
        long state = 0;
        for (int i = 0; i < 31; i++) {
            state = BarrierWord.next(state);
        }
        assertThat(BarrierWord.outcome(state, 0)).isEqualTo(Outcome.TRIPPED);

        assertThat(BarrierWord.outcome(BarrierWord.next(state), 0)).isEqualTo(Outcome.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void shouldGoOnWhenTheNumbersOfThePhasesComeRoundAgain(int phase) {
        long state = (long) phase << 32;

        long next = BarrierWord.next(BarrierWord.broken(state));

        assertThat(BarrierWord.phase(next)).isEqualTo(phase + 1);
        assertThat(BarrierWord.outcome(next, phase)).isEqualTo(Outcome.BROKEN);
        assertThat(BarrierWord.outcome(next, phase + 1)).isEqualTo(Outcome.RUNNING);
        assertThat(BarrierWord.outcome(BarrierWord.next(next), phase + 1)).isEqualTo(Outcome.TRIPPED);
    }
}
