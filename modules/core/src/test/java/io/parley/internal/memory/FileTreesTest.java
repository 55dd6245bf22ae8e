package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FileTreesTest {
    @TempDir
    Path directory;

    @Test
    void shouldDeleteATree() throws IOException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("a/b/c"));
        Files.writeString(root.resolve("a/b/file"), "x");
        Files.writeString(root.resolve("file"), "x");

        FileTrees.delete(root);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldDeleteASingleFile() throws IOException {
        FileTrees.delete(Files.writeString(directory.resolve("file"), "x"));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldAcceptThatThereIsNothing() throws IOException {
        FileTrees.delete(directory.resolve("missing"));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldDeleteLinksButNotWhatTheyLeadTo(@TempDir Path outside) throws IOException {
        Path precious = Files.writeString(outside.resolve("precious"), "keep");
        Path root = Files.createDirectory(directory.resolve("root"));
        Files.createSymbolicLink(root.resolve("to-directory"), outside);
        Files.createSymbolicLink(root.resolve("to-file"), precious);
        Path link = Files.createSymbolicLink(directory.resolve("link"), outside);

        FileTrees.delete(root);
        FileTrees.delete(link);

        assertThat(directory).isEmptyDirectory();
        assertThat(precious).hasContent("keep");
    }
}
