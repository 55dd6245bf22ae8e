package io.parley.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompareCommandTest {
    private static final double[] STEADY = {10.0, 10.1, 10.2, 10.1, 10.0};
    private static final double[] SLOWER = {13.0, 13.1, 13.2, 13.1, 13.0};
    private static final double[] NOISY = {6, 14, 9, 17, 8};

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path directory;

    private static Json time(String benchmark, double[]... jvms) {
        return new Json().with(benchmark, "avgt", "ns/op", jvms);
    }

    private int compare(Json before, Json after, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of(options));
        args.add(before.write(directory.resolve("a.json")).toString());
        args.add(after.write(directory.resolve("b.json")).toString());
        return execute(args.toArray(String[]::new));
    }

    private int execute(String... args) {
        return CompareCommand.commandLine(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(errors, true))
                .execute(args);
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldBeContentWithTheSame() throws IOException {
        assertThat(compare(time("X.parley", STEADY, STEADY), time("X.parley", STEADY, STEADY)))
                .isZero();

        assertThat(output()).contains("1.00 (0.9").contains("nothing became worse");
    }

    @Test
    void shouldFindARegression() throws IOException {
        assertThat(compare(time("X.parley", STEADY, STEADY), time("X.parley", SLOWER, SLOWER)))
                .isEqualTo(1);

        assertThat(output()).contains("WORSE", "1 REGRESSION(S):").containsPattern("X\\.parley: 1\\.30 \\(1\\.2");
    }

    @Test
    void shouldNotCallNoiseARegression() throws IOException {
        assertThat(compare(time("X.parley", NOISY, STEADY), time("X.parley", STEADY, NOISY)))
                .isZero();
    }

    @Test
    void shouldKnowThatMoreThroughputIsBetter() throws IOException {
        Json slow = new Json().with("X.parley", "thrpt", "ops/us", STEADY, STEADY);
        Json fast = new Json().with("X.parley", "thrpt", "ops/us", SLOWER, SLOWER);

        assertThat(compare(slow, fast)).isZero();
        assertThat(output()).contains("better");
        assertThat(compare(fast, slow)).isEqualTo(1);
    }

    @Test
    void shouldTolerateWhatItIsTold() throws IOException {
        assertThat(compare(time("X.parley", STEADY, STEADY), time("X.parley", SLOWER, SLOWER), "--tolerance=40"))
                .isZero();
    }

    @Test
    void shouldNotTrustOneJvm() throws IOException {
        assertThat(compare(time("X.parley", STEADY), time("X.parley", SLOWER))).isZero();

        assertThat(output()).contains("unclear one JVM: it may differ as much from the next one");
    }

    @Test
    void shouldNameWhatItCannotCompare() throws IOException {
        Json before = time("X.same", STEADY, STEADY)
                .with("X.gone", "avgt", "ns/op", STEADY)
                .with("X.unit", "avgt", "ns/op", STEADY)
                .with("X.mode", "avgt", "ns/op", STEADY)
                .with("X.nan", "avgt", "ns/op", STEADY)
                .with("X.none", "avgt", "ns/op");
        Json after = time("X.same", STEADY, STEADY)
                .with("X.unit", "avgt", "us/op", STEADY)
                .with("X.mode", "thrpt", "ops/ns", STEADY)
                .with("X.nan", "avgt", "ns/op", new double[] {10, Double.NaN, 10})
                .with("X.none", "avgt", "ns/op", STEADY)
                .with("X.new", "avgt", "ns/op", STEADY);

        assertThat(compare(before, after)).isZero();

        assertThat(output().lines().map(line -> line.replaceAll("\\s+", " ")))
                .contains(
                        "X.gone not compared: missing in the second file",
                        "X.unit not compared: other unit: ns/op, then us/op",
                        "X.mode not compared: other mode: avgt, then thrpt",
                        "X.nan not compared: not a number in the second file",
                        "X.none not compared: not a number in the first file",
                        "X.new not compared: missing in the first file");
    }

    @Test
    void shouldCompareWhatHasTheSameParameters() throws IOException {
        Json before = time("X.put", STEADY, STEADY)
                .parameter("bytes", "32")
                .with("X.put", "avgt", "ns/op", SLOWER, SLOWER)
                .parameter("bytes", "256");
        Json after = time("X.put", SLOWER, SLOWER)
                .parameter("bytes", "256")
                .with("X.put", "avgt", "ns/op", STEADY, STEADY)
                .parameter("bytes", "32");

        assertThat(compare(before, after)).isZero();
        assertThat(output()).contains("X.put bytes=32", "X.put bytes=256");
    }

    @Test
    void shouldFindNewAllocation() throws IOException {
        Json none = time("X.put", STEADY, STEADY).allocating(0.01);
        Json some = time("X.put", STEADY, STEADY).allocating(24.01);
        Json stray = time("X.put", STEADY, STEADY).allocating(0.2, 0.3);

        assertThat(compare(none, stray, "--quick")).isZero();
        assertThat(compare(some, none, "--quick")).isZero();
        assertThat(compare(none, some, "--quick")).isEqualTo(1);
        assertThat(output()).contains("X.put, allocation: +24.00 B, before 0.01 B/op, now 24.01 B/op");
    }

    @Test
    void shouldNotLookAtTimesWhenItIsQuick() throws IOException {
        Json before = time("X.put", STEADY, STEADY).allocating(0);
        Json after = time("X.put", SLOWER, SLOWER).allocating(0);

        assertThat(compare(before, after, "--quick")).isZero();
        assertThat(compare(before, after)).isEqualTo(1);
    }

    @Test
    void shouldLookAtRatiosToABaselineOfTheSameRun() throws IOException {
        Json quiet = time("X.put", STEADY, STEADY).with("X.bare", "avgt", "ns/op", STEADY, STEADY);
        Json busy = time("X.put", SLOWER, SLOWER).with("X.bare", "avgt", "ns/op", SLOWER, SLOWER);
        Json worse = time("X.put", SLOWER, SLOWER).with("X.bare", "avgt", "ns/op", STEADY, STEADY);

        assertThat(compare(quiet, busy, "--quick", "--baseline=X.put=X.bare")).isZero();
        assertThat(compare(quiet, worse, "--quick", "--baseline=X.put=X.bare")).isEqualTo(1);
        assertThat(output()).contains("X.put ÷ X.bare: 1.30 ").contains("before 1.00 ×, now 1.30 ×");
    }

    @Test
    void shouldKnowTheBaselinesOfThePages() throws IOException {
        Json before = time("LockBenchmark.sharedFree", STEADY, STEADY)
                .with("LockBenchmark.jdkFree", "avgt", "ns/op", STEADY, STEADY);
        Json after = time("LockBenchmark.sharedFree", SLOWER, SLOWER)
                .with("LockBenchmark.jdkFree", "avgt", "ns/op", STEADY, STEADY);

        assertThat(compare(before, after, "--quick")).isEqualTo(1);
        assertThat(output()).contains("LockBenchmark.sharedFree ÷ LockBenchmark.jdkFree");
    }

    @Test
    void shouldSayThatABaselineIsMissing() throws IOException {
        Json with = time("X.put", STEADY, STEADY).allocating(0).with("X.bare", "avgt", "ns/op", STEADY, STEADY);
        Json without = time("X.put", STEADY, STEADY).allocating(0);

        assertThat(compare(with, without, "--quick", "--baseline=X.put=X.bare")).isZero();
        assertThat(output()).contains("baseline missing in the second file");
    }

    @Test
    void shouldRefuseToFindNothingInNothing() throws IOException {
        assertThat(compare(time("X.put", STEADY), time("X.take", STEADY))).isEqualTo(2);
        assertThat(errors.toString()).contains("nothing to compare", "a.json", "b.json");
    }

    @Test
    void shouldRefuseWhatIsNotAResult() throws IOException {
        String a = time("X.put", STEADY).write(directory.resolve("a.json")).toString();
        String text = Files.writeString(directory.resolve("text"), "no json").toString();
        String other =
                Files.writeString(directory.resolve("other"), "[{\"name\":1}]").toString();

        assertThat(execute(a, text)).isEqualTo(2);
        assertThat(execute(other, a)).isEqualTo(2);
        assertThat(execute(a, directory.resolve("none").toString())).isEqualTo(2);
        assertThat(execute(a)).isEqualTo(2);
        assertThat(errors.toString())
                .contains("not a result of JMH: " + text, "not a result of JMH: " + other, "cannot read ", "B.json");
    }
}
