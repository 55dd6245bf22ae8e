package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectoryDumpTest {
    @Test
    void shouldListAndDumpEveryFile(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("orders.queue"));
        Files.write(directory.resolve("orders.queue/state"), new byte[4096]);
        Files.writeString(directory.resolve("book.lock"), "\u0000".repeat(32) + "hot word");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("/nowhere"));

        String dump = DirectoryDump.of(directory);

        assertThat(dump)
                .containsPattern("drw.{7} +\\d+ \\S+ orders.queue\n")
                .containsPattern("-rw.{7} +4096 \\S+ orders.queue/state\n")
                .containsPattern("lrw.{7} .* link\n")
                .contains("--- book.lock\n000020  68 6f 74 20 77 6f 72 64 ")
                .contains("|hot word|")
                .contains("--- orders.queue/state\nall zero: bytes=512\n")
                .doesNotContain("--- link");
    }

    @Test
    void shouldSayWhatCannotBeListed(@TempDir Path directory) {
        assertThat(DirectoryDump.of(directory.resolve("gone")))
                .contains("cannot be listed")
                .contains("NoSuchFile");
    }
}
