package io.parley.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.cli.CommandRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoCommandTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 2_000})
    void shouldCountEveryMessageOnceThoughAConsumerIsKilled(int rows) throws IOException {
        Path domain = directory.resolve("domain");

        CommandRun run = demo("--kill", "--input", prices(rows), "--domain", domain.toString());

        assertThat(run.err()).doesNotContain("parley demo:");
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(figure(run, "messages out")).containsOnly(String.format("%,d", rows));
        assertThat(figure(run, "shares traded")).containsOnly(String.format("%,d", rows * (rows + 1L) / 2));
        assertThat(figure(run, "deliveries")).containsOnly(String.format("%,d", rows + 1));
        assertThat(figure(run, "redelivered")).containsOnly("1");
        assertThat(figure(run, "lock recoveries")).containsOnly("1");
        assertThat(run.out()).containsPattern("killed +consumer \\d").contains("consumer 3 (replacement): ");
        assertThat(domain).doesNotExist();
        assertThatNoChildIsLeft();
    }

    @Test
    void shouldPutOnASchedule() throws IOException {
        CommandRun run = demo("--rate", "200", "--input", prices(50), "--domain", domain());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("on a schedule of 200/s").contains("time in queue     p50 ");
    }

    @Test
    void shouldKeepTheDomainWhenTold() throws IOException {
        String domain = domain();

        CommandRun run = demo("--keep", "--input", prices(10), "--domain", domain);

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("kept").contains("parley ps " + domain);
        assertThat(CommandRun.of("ps", domain).exitCode()).isZero();
        try (Stream<Path> files = Files.list(Path.of(domain))) {
            assertThat(files).anyMatch(file -> file.endsWith("ticks.queue"));
        }
    }

    @Test
    void shouldFailWhenATotalIsWrong() throws Exception {
        Path domain = directory.resolve("domain");
        CompletableFuture<CommandRun> running = demoInBackground(domain);

        await(() -> Files.exists(domain.resolve("ticks.queue/state.parley")));
        try (Parley meddler = Parley.open(domain)) {
            meddler.longValue("highest").set(Long.MAX_VALUE);
        }

        CommandRun run = running.get();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("highest close .* (✗|WRONG)").containsPattern("lowest close .* (✓|ok)");
        assertThat(run.err()).isEqualToIgnoringNewLines("parley demo: 1 of 12 figures wrong");
        assertThat(domain).doesNotExist();
    }

    @Test
    void shouldFailWhenAConsumerDiesUnasked() throws Exception {
        Path domain = directory.resolve("domain");
        CompletableFuture<CommandRun> running = demoInBackground(domain);

        await(() -> consumers().findAny().isPresent());
        ProcessHandle victim = consumers().findAny().orElseThrow();
        victim.destroyForcibly();

        CommandRun run = running.get();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .containsPattern("parley demo: the consumer \\d \\(pid " + victim.pid() + "\\) was ended by signal 9");
        assertThat(domain).doesNotExist();
        assertThatNoChildIsLeft();
    }

    private CompletableFuture<CommandRun> demoInBackground(Path domain) throws IOException {
        String input = prices(400);
        return CompletableFuture.supplyAsync(
                () -> demo("--rate", "200", "--input", input, "--domain", domain.toString()));
    }

    private static Stream<ProcessHandle> consumers() {
        return ProcessHandle.current().children().filter(DemoCommandTest::isConsumer);
    }

    /** A process's handle knows the first 4,096 bytes only, which a long class path takes. */
    private static boolean isConsumer(ProcessHandle child) {
        try (InputStream commandLine = Files.newInputStream(Path.of("/proc/" + child.pid() + "/cmdline"))) {
            return new String(commandLine.readAllBytes(), StandardCharsets.UTF_8).contains(Consumer.class.getName());
        } catch (IOException gone) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithTheInput() throws IOException {
        String bad = Files.writeString(directory.resolve("bad.csv"), CsvFormat.FLIGHTS.header + "\n1,2,x\n")
                .toString();

        assertFails("no such file: nowhere.csv", "--input", "nowhere.csv");
        assertFails(bad + ":2: distance_miles 'x' is not a number, or too large", "--input", bad);
    }

    @Test
    void shouldNotUseADirectoryThatExists() throws IOException {
        assertFails(
                directory + " exists; name a directory for the demo to make",
                "--input",
                prices(1),
                "--domain",
                directory.toString());
        assertFails(
                "no directory " + directory.resolve("a") + " to make the demo's domain in",
                "--input",
                prices(1),
                "--domain",
                directory.resolve("a/b").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "--rate", "--rate=x", "--rate=0", "--rate=-5", "extra", "--kill=maybe"})
    void shouldEndWithTwoWhenCalledInAWrongWay(String option) {
        CommandRun run = CommandRun.of("demo", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: parley demo");
    }

    private static CommandRun demo(String... args) {
        String[] line =
                Stream.concat(Stream.of("demo", "--quiet"), Stream.of(args)).toArray(String[]::new);
        return CommandRun.of(line);
    }

    private void assertFails(String message, String... args) {
        CommandRun run = demo(args);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("parley demo: " + message);
        assertThat(run.out()).isEmpty();
    }

    /** The two columns of numbers behind a label. */
    private static List<String> figure(CommandRun run, String label) {
        String line =
                run.out().lines().filter(l -> l.startsWith(label)).findFirst().orElseThrow();
        return List.of(line.substring(label.length()).strip().split("\\s+")).subList(0, 2);
    }

    private static void assertThatNoChildIsLeft() {
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private String domain() {
        return directory.resolve("domain").toString();
    }

    private String prices(int rows) throws IOException {
        StringBuilder text = new StringBuilder(CsvFormat.SP500.header).append('\n');
        for (int row = 1; row <= rows; row++) {
            text.append("20")
                    .append(10 + row % 5)
                    .append("-01-31,1,2,3,")
                    .append(row)
                    .append(".25,5,")
                    .append(row)
                    .append('\n');
        }
        return Files.writeString(directory.resolve("prices.csv"), text).toString();
    }
}
