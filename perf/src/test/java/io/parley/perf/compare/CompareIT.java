package io.parley.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.perf.ValueBenchmark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;

/** Reads what JMH really writes. */
@Timeout(120)
class CompareIT {
    @TempDir
    Path directory;

    @Test
    void shouldReadWhatJmhWrites() {
        Path file = run("times.json", Mode.AverageTime);

        List<Benchmark> benchmarks = JmhFile.read(file);

        assertThat(benchmarks)
                .extracting(Benchmark::name)
                .containsExactlyInAnyOrder("ValueBenchmark.atomicGet", "ValueBenchmark.sharedGet");
        assertThat(benchmarks).allSatisfy(benchmark -> {
            assertThat(benchmark.mode()).isEqualTo("avgt");
            assertThat(benchmark.score().unit()).isEqualTo("ns/op");
            assertThat(benchmark.score().jvms()).hasSize(2).allMatch(jvm -> jvm.size() == 2);
            assertThat(benchmark.score().isUnusable()).isFalse();
            assertThat(benchmark.score().center()).isPositive();
            assertThat(benchmark.allocation()).isPresent();
        });
        assertThat(compare(file, file, "--quick"))
                .contains(
                        "ValueBenchmark.sharedGet ÷ ValueBenchmark.atomicGet", ", allocation", "nothing became worse");
    }

    @Test
    void shouldReadSamples() {
        Path file = run("samples.json", Mode.SampleTime);

        assertThat(JmhFile.read(file)).hasSize(2).allSatisfy(benchmark -> {
            assertThat(benchmark.score().jvms()).hasSize(2).allMatch(jvm -> jvm.size() == 2);
            assertThat(benchmark.score().center()).isPositive();
        });
    }

    private Path run(String name, Mode mode) {
        List<String> args = new ArrayList<>();
        args.add("^" + Pattern.quote(ValueBenchmark.class.getName()) + "\\.(atomicGet|sharedGet)$");
        args.addAll(List.of("-bm", mode.shortLabel(), "-wi", "0", "-i", "2", "-r", "20ms"));
        return Jmh.run(2, args, directory.resolve(name));
    }

    private static String compare(Path before, Path after, String option) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exitCode = CompareCommand.commandLine(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .execute(option, before.toString(), after.toString());
        assertThat(exitCode).isZero();
        return printed.toString(StandardCharsets.UTF_8);
    }
}
