package io.parley.perf.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.perf.rig.Latencies;
import io.parley.perf.transport.Wait;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code perf/bin/latency} for a moment, with real JVMs: is everything counted, and is every trouble said? */
@Timeout(120)
class LatencyIT {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "queue-one-way,       aeron,     1, 1",
        "queue-ping-pong,     many-to-one, 1, 1",
        "pipe,                tcp,       1, 1",
        "competing-consumers, heap,      1, 2",
        "fan-out,             disruptor, 1, 2",
        "lock-hand-off,       file-lock, 1, 1",
        "event,               socket,    1, 1",
        "map-mix,             heap,      1, 1",
        "value-publish,       mapped,    1, 1",
        "pool-task,           heap,      1, 1",
        "manager-call,        netty,     1, 1"
    })
    void shouldMeasureEachScenarioBesideABaseline(String scenario, String baseline, int producers, int consumers) {
        int exitCode = run(
                scenario,
                "--rate=400",
                "--seconds=1",
                "--warmup=0.05",
                "--producers=" + producers,
                "--consumers=" + consumers,
                "--baseline=" + baseline);

        assertThat(output()).contains(Latencies.COLUMNS).contains("machine: ").doesNotContain("absent");
        assertThat(exitCode).as(output()).isZero();
        assertThat(lines("response time")).hasSize(2).allSatisfy(line -> assertCounted(scenario, line, consumers));
        assertThat(lines("service time")).hasSize(2).allSatisfy(line -> assertCounted(scenario, line, consumers));
    }

    /** All percentiles, and as many events as the schedule had, unless the machine was too slow for it. */
    private void assertCounted(String scenario, String line, int consumers) {
        List<Double> numbers = Stream.of(line.replaceAll("^\\D*", "").strip().split("\\s+"))
                .map(word -> Double.valueOf(word.replace(",", "")))
                .toList();
        assertThat(numbers).hasSize(Latencies.COLUMNS.size() + 1).allMatch(number -> number >= 0);
        assertThat(numbers.subList(0, Latencies.COLUMNS.size())).isSorted();
        boolean copies = Catalog.scenario(scenario).copies();
        double count = numbers.get(Latencies.COLUMNS.size());
        if (output().contains("RATE MISSED")) {
            assertThat(count).isPositive();
        } else {
            assertThat(count).isEqualTo(copies ? 400 * consumers : 400);
        }
    }

    static Stream<String> scenariosOfPython() {
        return Catalog.ALL.stream()
                .filter(scenario -> scenario.names().contains("python"))
                .map(LatencyScenario::name);
    }

    @ParameterizedTest
    @MethodSource("scenariosOfPython")
    void shouldMeasurePython(String name) {
        LatencyScenario scenario = Catalog.scenario(name);
        Setup setup = setup(name, 200, scenario.consumers().most() > 1 ? 2 : 1);
        Subject python = scenario.subject("python");
        assumeThat(python.absence(setup)).as("python3 is there").isEmpty();

        LatencyResult result = new Measurement(scenario, run -> {}).measure(setup, python);

        assertThat(result.replies()).isPositive().isEqualTo(result.requests());
        assertThat(result.isShort()).isFalse();
        assertThat(result.recording().service().count()).isEqualTo(result.replies());
        assertThat(result.achievedRate()).isPositive();
    }

    @Test
    void shouldSayInCapitalsThatTheRateWasMissed() {
        int exitCode = run("queue-ping-pong", "--rate=50000000", "--seconds=0.2", "--warmup=0", "--wait=block");

        assertThat(output()).contains("RATE MISSED: WANTED 50,000,000/S, ACHIEVED ");
        assertThat(exitCode).as("all that was sent came back").isZero();
    }

    @Test
    void shouldSayInCapitalsThatAConsumerDied() {
        int exitCode = run(
                run -> {
                    while (run.ended(0) == 0) {
                        Thread.onSpinWait();
                    }
                    run.kill(0);
                },
                "queue-one-way",
                "--rate=400",
                "--seconds=1",
                "--warmup=0");

        assertThat(output())
                .contains("REPLIES SHORT: SENT 400, ARRIVED 0.")
                .contains("REPLIES SHORT: PART 0 ENDED BEFORE ITS TIME")
                .doesNotContain("PART 1");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void shouldWriteHistogramsThatTheToolsRead() throws FileNotFoundException {
        run("event", "--rate=400", "--seconds=0.5", "--warmup=0", "--hlog=" + directory.resolve("logs"));

        for (String kind : List.of("response", "service")) {
            Path log = directory.resolve(
                    "logs/event_parley_rate=400_bytes=32_producers=1_consumers=1_wait=adaptive-" + kind + ".hlog");
            try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
                EncodableHistogram histogram = reader.nextIntervalHistogram();
                assertThat(histogram.getMaxValueAsDouble()).isPositive();
                assertThat(reader.nextIntervalHistogram()).isNull();
            }
        }
    }

    @Test
    void shouldSayWhatIsAbsent() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LatencyCommand.class.getName()));
        command.addAll(List.of("queue-one-way", "--producers=2", "--rate=400", "--seconds=0.2", "--warmup=0"));
        command.add("--baseline=one-to-one,python");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATH", directory.toString());
        File out = directory.resolve("out").toFile();

        int exitCode = builder.redirectOutput(out).start().waitFor();

        assertThat(Files.readString(out.toPath()))
                .contains("absent: it has one producer", "absent: no python3 on the PATH")
                .containsOnlyOnce("response time ");
        assertThat(exitCode).isZero();
    }

    private int run(String... args) {
        return run(run -> {}, args);
    }

    private int run(Consumer<LatencyRun> started, String... args) {
        return LatencyCommand.commandLine(new PrintStream(printed, true, StandardCharsets.UTF_8), started)
                .execute(args);
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines(String start) {
        return output().lines()
                .filter(line -> line.startsWith("  " + start + " "))
                .toList();
    }

    private static Setup setup(String scenario, long rate, int consumers) {
        return new Setup(
                scenario,
                Subject.PARLEY,
                rate,
                32,
                1,
                consumers,
                Wait.ADAPTIVE,
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                false,
                Path.of(""));
    }
}
