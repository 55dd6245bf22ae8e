package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parley.Parley;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Children start from an archive of classes, and nothing depends on it. */
@Timeout(180)
@ExtendWith(CrashTestWatcher.class)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ArchivedClassesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FROM_THE_ARCHIVE = "io.parley.Parley source: shared objects file (top)";

    @TempDir
    Path directory;

    private String before;

    @BeforeEach
    void haveAnArchiveOfOurOwn() {
        assumeThat(ArchivedClasses.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())
                .as("the kit is in a jar, as it is when the build runs this test")
                .endsWith(".jar");
        before = System.getProperty(ArchivedClasses.PROPERTY);
        System.setProperty(
                ArchivedClasses.PROPERTY, directory.resolve("archives").toString());
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(ArchivedClasses.PROPERTY);
        } else {
            System.setProperty(ArchivedClasses.PROPERTY, before);
        }
    }

    static final class Child {
        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                Script.report("value", parley.longValue("value").incrementAndGet());
            }
        }
    }

    private List<String> loaded(int value) throws IOException {
        Path log = directory.resolve("loaded-" + value);
        ForkedJvm child = ForkedJvm.builder(Child.class)
                .args(directory.resolve("domain").toString())
                .jvmFlags("-Xlog:class+load:file=" + log)
                .start();
        child.awaitExit(0, PATIENCE);
        assertThat(child.reported("value")).contains(Integer.toString(value));
        assertThat(child.log().stdout()).isEmpty();
        assertThat(child.log().stderr()).isEmpty();
        return Files.readAllLines(log);
    }

    @Test
    void shouldSoonStartChildrenFromAnArchiveAndWithoutADamagedOne() throws IOException {
        int children = 1;
        while (loaded(children).stream().noneMatch(line -> line.endsWith(FROM_THE_ARCHIVE))) {
            children++;
        }

        List<Path> archives = archives();
        assertThat(archives).hasSize(1);
        assertThat(archives.get(0).toFile().setWritable(true)).isTrue();
        Files.write(archives.get(0), new byte[5_000]);

        assertThat(loaded(children + 1)).noneMatch(line -> line.endsWith(FROM_THE_ARCHIVE));
    }

    @Test
    void shouldLeaveTheClassPathAloneWithoutADirectoryForArchives() throws IOException {
        System.clearProperty(ArchivedClasses.PROPERTY);

        assertThat(loaded(1)).noneMatch(line -> line.endsWith(FROM_THE_ARCHIVE));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("archives"))) {
            return files.filter(file -> !file.endsWith("build.lock")).toList();
        }
    }
}
