package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.parley.internal.crash.Failpoint;
import io.parley.testkit.FailpointPlan.Chance;
import io.parley.testkit.FailpointPlan.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FailpointPlanTest {
    @Test
    void shouldSurviveTheWayThroughAProperty() {
        FailpointPlan plan = FailpointPlan.NOTHING
                .with(new Rule(Failpoint.LOCK_HELD, FailAction.PAUSE, 3))
                .with(new Rule(Failpoint.CLAIM_HELD, FailAction.KILL, 1))
                .with(new Chance(-5, 1e-4, EnumSet.of(Failpoint.LOCK_HELD, Failpoint.SLOT_LOCKED)));

        assertThat(FailpointPlan.parse(plan.toProperty())).isEqualTo(plan);
    }

    @Test
    void shouldActAtTheNthHitOnly() {
        FailpointPlan plan = FailpointPlan.NOTHING.with(new Rule(Failpoint.LOCK_HELD, FailAction.STOP, 2));

        assertThat(plan.decide(Failpoint.LOCK_HELD, 1)).isNull();
        assertThat(plan.decide(Failpoint.LOCK_HELD, 2)).isEqualTo(FailAction.STOP);
        assertThat(plan.decide(Failpoint.LOCK_HELD, 3)).isNull();
        assertThat(plan.decide(Failpoint.CLAIM_HELD, 2)).isNull();
    }

    @Test
    void shouldDecideBySeedAlone() {
        assertThat(strikes(1, Failpoint.LOCK_HELD)).isEqualTo(strikes(1, Failpoint.LOCK_HELD));
        assertThat(strikes(1, Failpoint.LOCK_HELD)).isNotEqualTo(strikes(2, Failpoint.LOCK_HELD));
        assertThat(strikes(1, Failpoint.LOCK_HELD)).isNotEqualTo(strikes(1, Failpoint.CLAIM_HELD));
    }

    @Test
    void shouldStrikeAsOftenAsTheProbabilitySays() {
        int strikes = strikes(7, Failpoint.LOCK_HELD).size();

        assertThat(strikes / 10_000.0).isCloseTo(0.1, within(0.02));
    }

    @Test
    void shouldMeanAllPointsWhenNoneIsNamed() {
        FailpointPlan certain = FailpointPlan.NOTHING.with(new Chance(1, 1, Set.of()));

        assertThat(Failpoint.values()).allMatch(point -> certain.decide(point, 1) == FailAction.KILL);
    }

    @Test
    void shouldRefuseWhatCannotHappen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule(Failpoint.LOCK_HELD, FailAction.KILL, 0))
                .withMessageContaining("nthHit=0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Chance(1, Double.NaN, Set.of()))
                .withMessageContaining("NaN");
    }

    private static List<Integer> strikes(long seed, Failpoint point) {
        Chance chance = new Chance(seed, 0.1, Set.of());
        return IntStream.rangeClosed(1, 10_000)
                .filter(hit -> chance.strikes(point, hit))
                .boxed()
                .toList();
    }
}
