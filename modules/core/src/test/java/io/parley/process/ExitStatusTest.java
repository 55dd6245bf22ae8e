package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ExitStatusTest {
    /** What the operating system says, what the child noted, whether it was killed; the signal. */
    @ParameterizedTest
    @CsvSource({
        "0,   true,  0,  false, 0", // returned
        "1,   true,  0,  false, 0", // threw
        "3,   false, 0,  false, 0", // halt(3)
        "143, true,  0,  false, 0", // exit(143)
        "137, true,  0,  false, 0", // exit(137)
        "128, false, 0,  false, 0", // halt(128): there is no signal 0
        "193, false, 0,  false, 0", // halt(193): there is no signal 65
        "255, false, 0,  false, 0", // halt(-1)
        "143, true,  15, false, 15", // SIGTERM
        "143, false, 0,  false, 15", // SIGTERM before the hook was there
        "130, true,  2,  false, 2", // SIGINT
        "137, false, 0,  true,  9", // SIGKILL
        "137, false, 0,  false, 9", // SIGKILL by somebody else
        "137, true,  15, true,  9", // SIGTERM, and SIGKILL because it took too long
        "137, true,  0,  true,  9", // exit(0), and SIGKILL because it took too long
        "139, false, 0,  false, 11", // crash of the JVM
        "134, true,  0,  false, 0", // exit(134)
        "0,   true,  15, false, 0", // SIGTERM, and a hook that halts with 0
        "3,   true,  0,  true,  0", // SIGKILL came too late
    })
    void shouldTellCodeAndSignalApart(int value, boolean noted, int notedSignal, boolean killed, int signal) {
        ExitStatus status = ExitStatus.of(value, noted, notedSignal, killed, "");

        assertThat(status.value()).isEqualTo(value);
        assertThat(status.signal()).isEqualTo(signal);
        if (signal == 0) {
            assertThat(status.exitCode()).hasValue(value);
            assertThat(status.endedBySignal()).isEmpty();
        } else {
            assertThat(status.exitCode()).isEmpty();
            assertThat(status.endedBySignal()).hasValue(signal);
            assertThat(status.isSuccess()).isFalse();
        }
    }

    @Test
    void shouldSayHowItEnded() {
        assertThat(new ExitStatus(0, 0, "").isSuccess()).isTrue();
        assertThat(new ExitStatus(1, 0, "java.io.IOException: full").isSuccess())
                .isFalse();
        assertThat(new ExitStatus(1, 0, "java.io.IOException: full"))
                .hasToString("exit code 1 (java.io.IOException: full)");
        assertThat(new ExitStatus(137, 9, "")).hasToString("signal 9");
        assertThatThrownBy(() -> new ExitStatus(0, 0, null)).isInstanceOf(NullPointerException.class);
    }
}
