package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EffortTest {
    @Test
    void shouldTellTheReportsEffortsFromThoseOfAPage() {
        assertThat(Effort.of("quick")).isSameAs(Effort.QUICK);
        assertThat(Effort.ofReport("quick")).isSameAs(Effort.REPORT);
        assertThat(Effort.ofReport("full")).isSameAs(Effort.FULL_REPORT);
        assertThat(Effort.FULL_REPORT.topics()).isEqualTo(Effort.LONG.topics());
    }

    @Test
    void shouldLeaveNothingThatWasAgreedOnOutOfTheReport() {
        assertThat(Effort.REPORT.topics())
                .contains(Topic.MESSAGES, Topic.SYNC, Topic.RINGS, Topic.MAPS, Topic.PROCESSES, Topic.MANAGERS);
        assertThat(Effort.REPORT.runs()).as("runs, for a median and a spread").isGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldNameWhatThereIs() {
        assertThatThrownBy(() -> Effort.ofReport("maps"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("no such effort: maps, possible=quick, full, smoke");
    }
}
