package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who lists locks and numbers does not wait for what queues and networks need. */
@Timeout(60)
class LightStartTest {
    @TempDir
    private Path directory;

    @Test
    void shouldLoadNothingOfChronicleAndNettyToListLocksAndNumbers() throws Exception {
        try (Parley parley = Parley.open(directory.resolve("domain"))) {
            parley.lock("book");
            parley.longValue("count", 7);
            Path classes = directory.resolve("classes.txt");
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xlog:class+load:file=" + classes,
                            "-Xshare:auto",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ParleyCli.class.getName(),
                            "ls",
                            parley.directory().toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(java.getInputStream().readAllBytes());

            assertThat(java.waitFor()).isZero();
            assertThat(out).contains("book", "count");
            List<String> loaded = Files.readAllLines(classes);
            assertThat(loaded).hasSizeGreaterThan(500);
            assertThat(loaded)
                    .noneMatch(line -> line.contains(" net.openhft."))
                    .noneMatch(line -> line.contains(" io.netty."))
                    .noneMatch(line -> line.contains(" jnr."))
                    .noneMatch(line -> line.contains(" org.slf4j."));
            assertThat(loaded)
                    .filteredOn(line -> line.matches(".* io\\.parley\\.cli\\.\\w+Command .*"))
                    .as("the verb, and what every verb is")
                    .hasSize(3)
                    .anyMatch(line -> line.contains(".LsCommand "))
                    .anyMatch(line -> line.contains(".ViewCommand "))
                    .anyMatch(line -> line.contains(".RootCommand "));
        }
    }
}
