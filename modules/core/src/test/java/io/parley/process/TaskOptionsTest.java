package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskOptionsTest {
    private final TaskOptions defaults = TaskOptions.defaults();

    @Test
    void shouldChangeOneThingAtATime() {
        TaskOptions.Progress listener = (done, total) -> {};

        assertThat(defaults).isEqualTo(new TaskOptions(null, 0, 0, 0, false, null));
        assertThat(defaults.withTimeout(Duration.ofSeconds(1)))
                .isEqualTo(new TaskOptions(Duration.ofSeconds(1), 0, 0, 0, false, null));
        assertThat(defaults.idempotent()).isEqualTo(new TaskOptions(null, 3, 0, 0, false, null));
        assertThat(defaults.withRetries(7)).isEqualTo(new TaskOptions(null, 7, 0, 0, false, null));
        assertThat(defaults.withChunkSize(5)).isEqualTo(new TaskOptions(null, 0, 5, 0, false, null));
        assertThat(defaults.withAhead(6)).isEqualTo(new TaskOptions(null, 0, 0, 6, false, null));
        assertThat(defaults.failingFast()).isEqualTo(new TaskOptions(null, 0, 0, 0, true, null));
        assertThat(defaults.withProgress(listener)).isEqualTo(new TaskOptions(null, 0, 0, 0, false, listener));
    }

    @Test
    void shouldKeepWhatWasChangedBefore() {
        TaskOptions all = defaults.withTimeout(Duration.ofSeconds(1))
                .withRetries(2)
                .withChunkSize(3)
                .withAhead(4)
                .failingFast()
                .withRetries(5);

        assertThat(all).isEqualTo(new TaskOptions(Duration.ofSeconds(1), 5, 3, 4, true, null));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> defaults.withTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout=PT0S");
        assertThatThrownBy(() -> defaults.withTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.withTimeout(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> defaults.withRetries(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retries=-1. 0 or more");
        assertThatThrownBy(() -> defaults.withChunkSize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chunkSize=0. 1 or more");
        assertThatThrownBy(() -> defaults.withAhead(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ahead=0. 1 or more");
        assertThatThrownBy(() -> defaults.withProgress(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new TaskOptions(null, 0, -1, 0, false, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
