package io.parley.perf.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line, without any run. */
@Timeout(30)
class LatencyCommandTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();
    private final CommandLine command = LatencyCommand.commandLine(
                    new PrintStream(printed, true, StandardCharsets.UTF_8), run -> {})
            .setErr(new PrintWriter(errors, true));

    @Test
    void shouldListScenariosAndTheirBaselines() {
        assertThat(command.execute("--list")).isZero();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(Catalog.ALL.stream().map(LatencyScenario::name).toList())
                .contains(Catalog.ALL.stream().map(LatencyScenario::about).toList())
                .contains("--baseline parley,fair-lock,file-lock,heap,mutex,futex,python");
    }

    @Test
    void shouldExplainItself() {
        StringWriter usage = new StringWriter();

        assertThat(command.setOut(new PrintWriter(usage, true)).execute("--help"))
                .isZero();

        assertThat(usage.toString())
                .contains("--rate", "--bytes", "--producers", "--consumers", "--wait", "--seconds", "--warmup")
                .contains("--baseline", "--pin", "--hlog", "--list", "Exit codes:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--rate=1                             | no scenario. See --list",
                "queue                                | no such scenario: 'queue', possible=queue-one-way,",
                "pipe --baseline=socket,aeron         | no such baseline: 'aeron', scenario=pipe, possible=parley,socket,tcp,heap,python",
                "pipe --consumers=2                   | number out of range: consumers=2, scenario=pipe, allowed=1..1",
                "fan-out --producers=0                | number out of range: producers=0, scenario=fan-out, allowed=1..16",
                "event --bytes=8                      | messages too short: bytes=8, smallest=16",
                "event --rate=0                       | no schedule: rate=0",
                "event --seconds=0                    | no time to measure",
                "event --wait=sleep                   | sleep",
            })
    void shouldSayWhatIsWrong(String args, String message) {
        int exitCode = command.execute(args.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString()).contains(message);
        assertThat(printed.size()).isZero();
    }
}
