package io.parley.perf.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.perf.transport.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RecordingTest {
    private static final Setup SETUP = new Setup(
            "queue-one-way",
            "parley",
            1_000,
            32,
            2,
            1,
            Wait.SPIN,
            Duration.ZERO,
            Duration.ofSeconds(1),
            true,
            Path.of("somewhere"));

    @Test
    void shouldTravelAsALine() {
        Recording recording = new Recording();
        recording.begin();
        recording.begin();
        recording.end(100, 200, 1_000);

        Recording other = Recording.ofText(recording.toText());

        assertThat(recording.toText()).doesNotContain("\n");
        assertThat(other.begun()).isEqualTo(2);
        assertThat(other.lastNs()).isEqualTo(1_000);
        assertThat(other.response().count()).isEqualTo(1);
        assertThat(other.response().maxUs())
                .isEqualTo(recording.response().maxUs())
                .isGreaterThan(0.8);
        assertThat(other.service().maxUs())
                .isEqualTo(recording.service().maxUs())
                .isLessThan(0.9);
    }

    @Test
    void shouldRefuseHalfALine() {
        assertThatThrownBy(() -> Recording.ofText("2 1000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 words");
    }

    @Test
    void shouldSayThatRepliesAreMissing() {
        Recording recording = new Recording();
        for (int i = 0; i < 1_000; i++) {
            recording.begin();
        }
        recording.end(0, 0, 1_000_000);

        LatencyResult result = LatencyResult.of(SETUP, 1, recording, 0, List.of());

        assertThat(result.requests()).isEqualTo(1_000);
        assertThat(result.replies()).isEqualTo(1);
        assertThat(result.isShort()).isTrue();
    }

    @Test
    void shouldNotBeContentWithNothing() {
        assertThat(LatencyResult.of(SETUP, 1, new Recording(), 0, List.of()))
                .matches(LatencyResult::isEmpty)
                .matches(LatencyResult::isShort)
                .matches(LatencyResult::rateMissed);
    }

    @Test
    void shouldExpectAReplyOfEachConsumer() {
        Recording recording = new Recording();
        recording.begin();
        recording.end(0, 0, 1_000);

        assertThat(LatencyResult.of(SETUP, 1, recording, 0, List.of()).isShort())
                .isFalse();
        assertThat(LatencyResult.of(SETUP, 2, recording, 0, List.of()).isShort())
                .isTrue();
        assertThat(LatencyResult.of(SETUP, 1, recording, 0, List.of(0)).isShort())
                .isTrue();
    }

    @Test
    void shouldSayThatTheRateWasMissed() {
        Recording onTime = events(999_000_000);
        Recording late = events(1_500_000_000);

        assertThat(LatencyResult.of(SETUP, 1, onTime, 0, List.of()).rateMissed())
                .isFalse();
        assertThat(LatencyResult.of(SETUP, 1, late, 0, List.of()).rateMissed()).isTrue();
    }

    private static Recording events(long lastNs) {
        Recording recording = new Recording();
        for (int i = 0; i < 1_000; i++) {
            recording.begin();
            recording.end(lastNs, lastNs, lastNs);
        }
        return recording;
    }

    @Test
    void shouldTravelAsArguments() {
        assertThat(Setup.of(SETUP.toArguments().toArray(String[]::new), 0)).isEqualTo(SETUP);
        assertThat(SETUP.planned()).isEqualTo(1_000);
    }
}
