package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A comparison that names no benchmark would only be noticed after minutes of measuring. */
@Timeout(10)
class PartsSectionTest {
    private static final Pattern GENERATED = Pattern.compile("jmh_generated\\.(\\w+)_(\\w+)_jmhTest");

    @Test
    void shouldShowEveryBenchmarkThatExistsAndNoOther() throws IOException {
        Stream<String> existing =
                GENERATED.matcher(benchmarkList()).results().map(found -> found.group(1) + "." + found.group(2));

        Stream<String> shown = PartsSection.benchmarks().stream().map(key -> key.replaceFirst(":.*", ""));

        assertThat(shown.distinct()).containsExactlyInAnyOrderElementsOf(existing.toList());
    }

    private static String benchmarkList() throws IOException {
        try (InputStream in = PartsSection.class.getClassLoader().getResourceAsStream("META-INF/BenchmarkList")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
