package io.parley.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.os.Clock;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class DeadlineTest {
    private static Clock at(long monotonicNs) {
        return new Clock() {
            @Override
            public long epochNs() {
                return 0;
            }

            @Override
            public long monotonicNs() {
                return monotonicNs;
            }
        };
    }

    /** A monotonic clock may begin anywhere, and may run over. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 1L << 45, Long.MIN_VALUE, Long.MAX_VALUE - 10, -100})
    void shouldCountDownToTheDeadline(long nowNs) {
        long deadlineNs = Deadline.after(at(nowNs), 1_000);

        assertThat(Deadline.remainingNs(deadlineNs, nowNs)).isEqualTo(1_000);
        assertThat(Deadline.remainingNs(deadlineNs, nowNs + 999)).isEqualTo(1);
        assertThat(Deadline.remainingNs(deadlineNs, nowNs + 1_000)).isZero();
        assertThat(Deadline.remainingNs(deadlineNs, nowNs + 1_001)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void shouldTakeZeroAndLessAsNow(long timeoutNs) {
        long deadlineNs = Deadline.after(at(77), timeoutNs);

        assertThat(Deadline.remainingNs(deadlineNs, 77)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE / 2 + 1})
    void shouldNeverEndWhatIsLongerThanACentury(long timeoutNs) {
        long deadlineNs = Deadline.after(at(1L << 45), timeoutNs);

        assertThat(deadlineNs).isEqualTo(Deadline.NEVER);
        assertThat(Deadline.remainingNs(deadlineNs, Long.MAX_VALUE)).isPositive();
        assertThat(Deadline.remainingNs(deadlineNs, Long.MIN_VALUE)).isPositive();
    }
}
