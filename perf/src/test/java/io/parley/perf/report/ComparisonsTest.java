package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.perf.LockBenchmark;
import io.parley.perf.QueueBenchmark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A comparison that names no benchmark would only be noticed after minutes of measuring. */
@Timeout(10)
class ComparisonsTest {
    private static final Pattern GENERATED = Pattern.compile("jmh_generated\\.(\\w+)_(\\w+)_jmhTest");

    /** Run by hand, as the README says: one measures single shots, one needs a disk. */
    private static final Set<String> ON_THEIR_OWN = Set.of("OpenBenchmark", "DurabilityBenchmark");

    @Test
    void shouldShowEveryBenchmarkThatExistsAndNoOther() throws IOException {
        Stream<String> existing = GENERATED
                .matcher(benchmarkList())
                .results()
                .filter(found -> !ON_THEIR_OWN.contains(found.group(1)))
                .map(found -> found.group(1) + "." + found.group(2));

        Stream<String> shown = Comparisons.ALL.stream()
                .flatMap(comparison -> comparison.methods().map(comparison::key));

        assertThat(shown.distinct()).containsExactlyInAnyOrderElementsOf(existing.toList());
    }

    @Test
    void shouldHaveEachTopicsPagesShowWhatIsAboutIt() {
        List<Comparison> messages = Comparisons.about(Effort.QUICK);
        List<Comparison> sync = Comparisons.about(Effort.SYNC);

        assertThat(messages).extracting(Comparison::type).contains(QueueBenchmark.class, LockBenchmark.class);
        assertThat(sync).extracting(Comparison::type).doesNotContain(QueueBenchmark.class);
        assertThat(sync).flatExtracting(Comparison::baselines).noneMatch(name -> name.startsWith("atomic"));
        assertThat(messages).flatExtracting(Comparison::baselines).contains("atomicGet");
        assertThat(Comparisons.about(Effort.LONG)).isEqualTo(Comparisons.ALL);
    }

    @Test
    void shouldMeasureForTheUsualReportWhatWasAgreedOn() {
        List<Comparison> agreed = Comparisons.about(Effort.REPORT);

        assertThat(agreed).extracting(Comparison::goal).doesNotContain(Goal.NONE);
        assertThat(agreed)
                .extracting(Comparison::what)
                .contains("lock + unlock, free", "long get", "queue put, 32 B", "map get", "counting a latency");
        assertThat(Comparisons.about(Effort.FULL_REPORT)).isEqualTo(Comparisons.ALL);
    }

    @Test
    void shouldTellProgramsFromMethods() {
        Comparison comparison = Comparison.of(
                Topic.SYNC, "lock", LockBenchmark.class, "sharedFree", Comparisons.ROBUST_MUTEX, "jdkFree:32");

        assertThat(comparison.methods()).containsExactly("sharedFree", "jdkFree");
        assertThat(comparison.benchmarks().map(comparison::key))
                .containsExactly("LockBenchmark.sharedFree", Comparisons.ROBUST_MUTEX, "LockBenchmark.jdkFree:32");
    }

    private static String benchmarkList() throws IOException {
        try (InputStream in = ComparisonsTest.class.getClassLoader().getResourceAsStream("META-INF/BenchmarkList")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
