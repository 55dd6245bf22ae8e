package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help of commands is what it was. If it is meant to change: {@code -Dparley.help.write=true}, and look at it. */
@Timeout(60)
class HelpTest {
    private static final boolean WRITE = Boolean.getBoolean("parley.help.write");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ls",
                "stat",
                "tree",
                "ps",
                "watch",
                "rm",
                "reap",
                "diagnose",
                "doctor",
                "bundle",
                "completion",
                "man"
            })
    void shouldPrintTheHelpThatIsOnFile(String verb) throws IOException {
        Path file = Path.of("src/test/resources/help", (verb.isEmpty() ? "parley" : verb) + ".txt");

        CommandRun run = verb.isEmpty() ? CommandRun.of("--help") : CommandRun.of(verb, "--help");

        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, run.out());
        }
        assertThat(run.exitCode()).isZero();
        assertThat(file).hasContent(run.out());
    }
}
