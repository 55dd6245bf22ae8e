package io.parley.perf.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.perf.rig.Baseline;
import io.parley.perf.rig.Child;
import io.parley.perf.rig.Latencies;
import io.parley.perf.transport.Scratch;
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
import java.util.Set;
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
        "fan-out,             socket,    1, 2",
        "fan-out,             heap,      2, 2",
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
        Setup setup = setup(name, 200, scenario.consumers().most() > 1 ? 2 : 1, Wait.ADAPTIVE);
        assertMeasured(scenario, setup.pinned(Set.of("pipe", "pool-task").contains(name)), "python");
    }

    @ParameterizedTest
    @CsvSource({
        "lock-hand-off, mutex,     BLOCK, 2, true",
        "lock-hand-off, futex,     BLOCK, 2, false",
        "lock-hand-off, futex,     SPIN,  1, true",
        "event,         semaphore, BLOCK, 1, false",
        "event,         futex,     BLOCK, 1, true",
        "event,         futex,     SPIN,  1, false",
    })
    void shouldMeasureC(String name, String subject, Wait waiting, int consumers, boolean pinned) {
        assertMeasured(
                Catalog.scenario(name), setup(name, 1_000, consumers, waiting).pinned(pinned), subject);
    }

    /** Everything that the schedule had, and both times of it. */
    private void assertMeasured(LatencyScenario scenario, Setup setup, String name) {
        Subject subject = scenario.subject(name);
        assumeThat(subject.absence(setup)).as(name + " is there").isEmpty();

        LatencyResult result = new Measurement(scenario, run -> {}).measure(setup, subject);

        long planned = setup.planned() * scenario.repliesToEach(setup);
        assertThat(result.replies()).isPositive().isEqualTo(result.requests());
        assertThat(result.requests())
                .isLessThanOrEqualTo(planned)
                .matches(requests -> result.rateMissed() || requests == planned);
        assertThat(result.isShort()).isFalse();
        assertThat(result.recording().service().count()).isEqualTo(result.replies());
        for (double percentile : List.of(50.0, 90.0, 100.0)) {
            assertThat(result.recording().service().percentileUs(percentile))
                    .isPositive()
                    .isLessThanOrEqualTo(result.recording().response().percentileUs(percentile));
        }
        assertThat(result.achievedRate()).isPositive();
    }

    /** The last event is the latest, and when it ended is known on its own: what C counts in buckets must agree. */
    @ParameterizedTest
    @CsvSource({"lock-hand-off, mutex", "event, semaphore"})
    void shouldChargeCWithItsBacklog(String name, String subject) {
        LatencyScenario scenario = Catalog.scenario(name);
        Setup setup = setup(name, 20_000_000, 1, Wait.BLOCK);
        assumeThat(scenario.subject(subject).absence(setup)).as("gcc is there").isEmpty();

        LatencyResult result = new Measurement(scenario, run -> {}).measure(setup, scenario.subject(subject));

        double endedUs = 1e6 * (result.replies() - 1) / result.achievedRate();
        double dueUs = 1e6 * (result.replies() - 1) / result.wantedRate();
        assertThat(result.rateMissed()).isTrue();
        assertThat(result.recording().response().maxUs()).isCloseTo(endedUs - dueUs, withinPercentage(0.2));
        assertThat(result.recording().service().percentileUs(50))
                .isLessThan(result.recording().response().percentileUs(50));
    }

    @Test
    void shouldRefuseToMeasureCOnACoreThatIsNotThere() {
        assumeThat(Baseline.C_ON_SCHEDULE.isPresent()).as("gcc is there").isTrue();

        try (Scratch scratch = Scratch.create()) {
            List<String> command = Baseline.C_ON_SCHEDULE.command(
                    scratch, "event", "futex", "100", "32", "1", "1", "0", "10", "block", "1023");

            assertThatThrownBy(() -> Child.linesOf(command))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("failed with exit code 1");
        }
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

    @ParameterizedTest
    @CsvSource({
        "queue-one-way --producers=2 --baseline=one-to-one, it has one producer",
        "event --baseline=futex, no gcc on the PATH",
        "event --baseline=python, no python3 on the PATH",
    })
    void shouldSayWhatIsAbsent(String wanted, String why) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LatencyCommand.class.getName()));
        command.addAll(List.of(wanted.split(" ")));
        command.addAll(List.of("--rate=400", "--seconds=0.2", "--warmup=0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATH", directory.toString());
        File out = directory.resolve("out").toFile();

        int exitCode = builder.redirectOutput(out).start().waitFor();

        assertThat(Files.readString(out.toPath())).contains("absent: " + why).containsOnlyOnce("response time ");
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

    private static Setup setup(String scenario, long rate, int consumers, Wait waiting) {
        return new Setup(
                scenario,
                Subject.PARLEY,
                rate,
                32,
                1,
                consumers,
                waiting,
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                false,
                Path.of(""));
    }
}
