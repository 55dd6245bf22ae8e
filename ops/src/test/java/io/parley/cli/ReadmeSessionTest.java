package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what happens. */
@Timeout(300)
class ReadmeSessionTest {
    @TempDir
    private Path directory;

    @Test
    void shouldHappenAsTheReadmeSays() throws Exception {
        int commands = new Transcript("../README.md")
                .with("here/ticks", directory.resolve("ticks"))
                .run();

        assertThat(commands).isEqualTo(4);
    }
}
