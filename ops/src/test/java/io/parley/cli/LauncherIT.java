package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parley.Parley;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in an installation, which is a copy of what a build leaves: its archive of classes helps, and never
 * harms.
 */
@Timeout(240)
class LauncherIT {
    private static final String FROM_THE_ARCHIVE = "io.parley.cli.LsCommand source: shared objects file";

    @TempDir
    private static Path directory;

    private static Path installation;
    private static Path target;
    private static Parley parley;
    private static Path archive;

    /** What a start left behind. */
    record Start(int exitCode, String out, String err) {}

    @BeforeAll
    static void installAndStartManyAtOnce() throws Exception {
        installation = directory.resolve("installation");
        target = installation.resolve("ops/target");
        copy(Path.of("bin"), installation.resolve("ops/bin"));
        copy(Path.of("target/lib"), target.resolve("lib"));
        for (String file : List.of("parley.jar", "parley.jvm", "parley-jdk23.jvm")) {
            Files.copy(Path.of("target", file), target.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        parley = Parley.open(directory.resolve("domain"));
        parley.lock("book");
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            starts.add(begin(installation, ""));
        }
        for (Process start : starts) {
            shouldList(end(start));
        }
        assertThat(archives()).hasSize(1);
        archive = archives().get(0);
    }

    @AfterAll
    static void close() {
        parley.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Process begin(Path installed, String javaOptions) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                installed.resolve("ops/bin/parley").toString(),
                "ls",
                parley.directory().toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("PARLEY_JAVA_OPTS", javaOptions);
        command.environment().remove("PARLEY_DOMAIN");
        return command.start();
    }

    private static Start end(Process started) throws IOException, InterruptedException {
        String out = new String(started.getInputStream().readAllBytes());
        String err = new String(started.getErrorStream().readAllBytes());
        return new Start(started.waitFor(), out, err);
    }

    private static void shouldList(Start start) {
        assertThat(start.err()).isEmpty();
        assertThat(start.out()).startsWith("NAME").contains("book");
        assertThat(start.exitCode()).isZero();
    }

    /** The classes that a start loaded. */
    private static List<String> loaded(Path installed) throws IOException, InterruptedException {
        Path log = directory.resolve("classes.txt");
        shouldList(end(begin(installed, "-Xlog:class+load:file=" + log)));
        return Files.readAllLines(log);
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    @Test
    void shouldStartFromTheArchiveThatOneOfTheFirstStartsLeft() throws Exception {
        List<String> loaded = loaded(installation);

        assertThat(loaded).anyMatch(line -> line.endsWith(FROM_THE_ARCHIVE));
        assertThat(loaded)
                .filteredOn(LauncherIT::isToBeArchived)
                .isNotEmpty()
                .allMatch(line -> line.contains("source: shared objects file"));
        assertThat(target.resolve("archive.domain")).doesNotExist();
        assertThat(target.resolve("archive.unfinished")).doesNotExist();
    }

    /** Newer JDKs leave classes as old as picocli's out of archives, and those that extend them. */
    private static boolean isToBeArchived(String line) {
        return Runtime.version().feature() == 17
                ? line.contains(" io.parley.") || line.contains(" picocli.")
                : line.contains(" io.parley.observe.") || line.contains(" io.parley.internal.");
    }

    @Test
    void shouldStartWithoutAnArchiveThatIsDamagedOrOfAnotherJar() throws Exception {
        byte[] good = Files.readAllBytes(archive);
        Path jar = target.resolve("parley.jar");
        FileTime built = Files.getLastModifiedTime(jar);
        Files.delete(archive);
        Files.write(archive, new byte[5_000]);

        assertThat(loaded(installation)).noneMatch(line -> line.endsWith(FROM_THE_ARCHIVE));

        Files.write(archive, good);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(built.toMillis() - 10_000));
        assertThat(loaded(installation)).noneMatch(line -> line.endsWith(FROM_THE_ARCHIVE));
        Files.setLastModifiedTime(jar, built);
        assertThat(loaded(installation)).anyMatch(line -> line.endsWith(FROM_THE_ARCHIVE));
    }

    @Test
    void shouldReplaceAnArchiveThatIsOlderThanTheJar() throws Exception {
        Files.setLastModifiedTime(archive, FileTime.fromMillis(0));

        assertThat(loaded(installation)).anyMatch(line -> line.endsWith(FROM_THE_ARCHIVE));
        assertThat(Files.getLastModifiedTime(archive).toMillis()).isPositive();
    }

    @Test
    void shouldRunFromWhereNothingCanBeWritten() throws Exception {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        Path aside = directory.resolve("aside");
        assumeTrue(
                run("mount", "--bind", installation.toString(), mount.toString()) == 0
                        && run("mount", "-o", "remount,bind,ro", mount.toString()) == 0,
                "only root may mount a directory for reading only");
        Files.move(archive, aside);
        try {
            assertThat(loaded(mount)).noneMatch(line -> line.endsWith(FROM_THE_ARCHIVE));
            assertThat(archives()).isEmpty();
        } finally {
            run("umount", "-l", mount.toString());
            Files.move(aside, archive);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
