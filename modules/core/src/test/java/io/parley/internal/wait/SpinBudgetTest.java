package io.parley.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SpinBudgetTest {
    private static final int MAX = 2_000;

    private final SpinBudget budget = new SpinBudget();

    @BeforeEach
    void needTwoProcessors() {
        assumeThat(Runtime.getRuntime().availableProcessors())
                .as("nobody spins on one processor")
                .isGreaterThan(1);
    }

    @Test
    void shouldStartSmall() {
        assertThat(budget.next(MAX)).isEqualTo(50);
    }

    @Test
    void shouldNotSpinWhenTheStrategyDoesNot() {
        for (int i = 0; i < 100; i++) {
            assertThat(budget.next(0)).isZero();
        }
    }

    @Test
    void shouldFollowSuccessFast() {
        budget.succeeded(400);
        assertThat(budget.next(MAX)).isEqualTo(200 + 100 + 50);

        budget.succeeded(400);
        assertThat(budget.next(MAX)).isEqualTo(300 + 150 + 50);
    }

    @Test
    void shouldComeDownWhenWaitsGetShort() {
        for (int i = 0; i < 20; i++) {
            budget.succeeded(1_000);
        }
        int high = budget.next(MAX);
        for (int i = 0; i < 20; i++) {
            budget.succeeded(0);
        }

        assertThat(high).isGreaterThan(1_400);
        assertThat(budget.next(MAX)).isBetween(50, 52);
    }

    @Test
    void shouldGiveUpByAnEighthWithEveryFailure() {
        budget.succeeded(1_600);
        int before = budget.next(MAX);

        budget.failed();

        assertThat(before).isEqualTo(800 + 400 + 50);
        assertThat(budget.next(MAX)).isEqualTo(700 + 350 + 50);
    }

    @Test
    void shouldEndNearTheBaseAfterManyFailures() {
        budget.succeeded(4_000);
        for (int i = 0; i < 200; i++) {
            budget.failed();
        }

        assertThat(budget.next(MAX)).isBetween(50, 61);
    }

    @Test
    void shouldNeverExceedTheStrategysLimit() {
        for (int i = 0; i < 50; i++) {
            budget.succeeded(1_000_000);
            assertThat(budget.next(MAX)).isBetween(0, MAX);
            assertThat(budget.next(10)).isBetween(0, 10);
        }
    }

    @Test
    void shouldSpinInFullEvery32ndTimeToNoticeThatItPaysAgain() {
        int[] limits = new int[96];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = budget.next(MAX);
            budget.failed();
        }

        for (int i = 0; i < limits.length; i++) {
            assertThat(limits[i]).as("wait %d", i + 1).isEqualTo((i + 1) % 32 == 0 ? MAX : 50);
        }
    }
}
