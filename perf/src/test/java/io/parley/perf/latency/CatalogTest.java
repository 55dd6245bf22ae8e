package io.parley.perf.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CatalogTest {
    @Test
    void shouldMeasureParleyFirstAndEverythingOnce() {
        assertThat(Catalog.ALL).extracting(LatencyScenario::name).doesNotHaveDuplicates();
        assertThat(Catalog.ALL).allSatisfy(scenario -> {
            assertThat(scenario.subjects().get(0).name()).isEqualTo(Subject.PARLEY);
            assertThat(scenario.subjects().size()).isGreaterThan(1);
            assertThat(scenario.subjects()).extracting(Subject::name).doesNotHaveDuplicates();
        });
    }

    @Test
    void shouldBeInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Catalog.ALL)
                .allSatisfy(scenario -> assertThat(readme)
                        .contains("| `" + scenario.name() + "` |")
                        .contains(scenario.names().replace("parley,", "").replace(",", ", ")));
    }
}
