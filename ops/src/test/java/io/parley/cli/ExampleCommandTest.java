package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExampleCommandTest {
    private final String before = System.getProperty("parley.home");

    @TempDir
    private Path home;

    @Test
    void shouldSayWhatIsMissingIfTheExamplesAreNotBuilt() {
        System.setProperty("parley.home", home.toString());

        CommandRun run = CommandRun.of("example", "E2E-15");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("no examples at " + home.resolve("modules/examples/target/classes"))
                .contains("ops/bin/parley");
    }

    /** The class is not there, so the other JVM ends with 1: it was started, and its end is this command's. */
    @Test
    void shouldEndAsTheExampleDoes() throws Exception {
        Files.createDirectories(home.resolve("modules/examples/target/classes"));
        System.setProperty("parley.home", home.toString());

        assertThat(CommandRun.of("example", "--list").exitCode()).isEqualTo(1);
        assertThat(CommandRun.of("example", "E2E-15").err()).isEmpty();
    }

    @Test
    void shouldTakeOneExampleOrTheList() {
        assertThat(CommandRun.of("example").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("example", "--list", "E2E-15").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("example", "E2E-15", "E2E-16").exitCode()).isEqualTo(2);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty("parley.home");
        } else {
            System.setProperty("parley.home", before);
        }
    }
}
