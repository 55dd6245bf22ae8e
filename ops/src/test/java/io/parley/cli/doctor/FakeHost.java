package io.parley.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A host that is made of files. */
abstract class FakeHost {
    private static final Path DIRECTORY = Path.of("/dev/shm/parley/me/orders");

    @TempDir
    Path root;

    final void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    final void mounted(String lines) throws IOException {
        file("proc/self/mountinfo", lines);
    }

    final Subject subject() {
        return subject(DIRECTORY);
    }

    final Subject subject(Path directory) {
        return new Subject(new Host(root), directory, null, List.of(), List.of());
    }

    final Finding only(Check check) {
        List<Finding> found = check.look(subject());
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
