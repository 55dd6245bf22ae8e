package io.parley.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.perf.LockBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JmhRunIT {
    private static final String IGNORE_LOCK = "jmh.ignoreLock";

    /** Others may measure at the same time; nobody looks at the times that this test measures. */
    @BeforeAll
    static void measureBesideOthers() {
        System.setProperty(IGNORE_LOCK, "true");
    }

    @AfterAll
    static void measureAlone() {
        System.clearProperty(IGNORE_LOCK);
    }

    @Test
    void shouldKeepTheJvmsOfABenchmarkTogether(@TempDir Path directory) throws IOException {
        JmhRun jmh = new JmhRun();
        jmh.run(LockBenchmark.class, List.of("jdkFree"), 1, Effort.SMOKE);
        jmh.run(LockBenchmark.class, List.of("jdkFree"), 1, Effort.SMOKE);
        Path file = directory.resolve("jmh.json");

        jmh.writeJson(file);

        String json = Files.readString(file);
        assertThat(Pattern.compile("\"benchmark\" : \"io.parley.perf.LockBenchmark.jdkFree\"")
                        .matcher(json)
                        .results()
                        .count())
                .isEqualTo(1);
        assertThat(json.replaceAll("\\s+", "")).containsPattern("\"rawData\":\\[\\[[\\d.E-]+\\],\\[[\\d.E-]+\\]\\]");
        assertThat(json).contains("gc.alloc.rate.norm");
        assertThat(jmh.get("LockBenchmark.jdkFree").everyNs().split(" ")).hasSize(2);
    }
}
