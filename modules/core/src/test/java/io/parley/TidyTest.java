package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules for every file of the source tree that no plugin checks. Works in a clone and in an unpacked archive. */
@Timeout(60)
class TidyTest {
    private static final int MAX_LINES = 600;
    private static final Set<String> GENERATED_DIRECTORIES = Set.of(".git", "target", ".idea", ".vscode", ".settings");
    private static final Pattern TEXT =
            Pattern.compile(".*\\.(java|xml|md|sh|properties|jvm|yml|yaml|txt|css|js|html)");
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|xml|sh)|.*/bin/[^/]+|\\.ci/run");
    private static final Pattern BUILD_OUTPUT =
            Pattern.compile(".*\\.(class|jar|war|log|hprof|jfr|cq4t?|parley)|.*\\.flattened-pom\\.xml|.*hs_err_pid.*");

    // Each pattern is written so that it does not match this file.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO{1}DO|FIX{1}ME|XX{2})\\b");
    private static final Pattern SLEEP =
            Pattern.compile("\\b(Thread|TimeUnit\\.\\w+|(NANO|MICRO|MILLI)?SECONDS)\\.sleep\\(");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.$}>/-])/(work|root|Users|home/\\w+|tmp/probe)/");
    private static final Pattern REGISTRY = Pattern.compile(
            "\\brepo\\d?\\.maven\\b|\\bmaven\\.org\\b|central\\.sonatype|oss\\.sonatype|registry\\.npm|deb\\.debian");

    private static Path root;
    private static List<String> files;

    @BeforeAll
    static void listFiles() throws IOException {
        root = findRoot();
        files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return GENERATED_DIRECTORIES.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(root.relativize(file).toString());
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void shouldSeeTheWholeTree() {
        assertThat(files).contains("pom.xml", "LICENSE", ".ci/run", "ops/bin/parley", "modules/core/pom.xml");
    }

    @Test
    void shouldHaveNoUnfinishedWork() {
        assertThat(linesMatching(SOURCE, UNFINISHED)).isEmpty();
    }

    @Test
    void shouldHaveNoFileThatIsTooLong() {
        assertThat(matching(SOURCE).filter(file -> read(file).lines().count() > MAX_LINES))
                .as("files over %d lines", MAX_LINES)
                .isEmpty();
    }

    @Test
    void shouldNotSleepInTests() {
        assertThat(linesMatching(Pattern.compile(".*/src/test/java/.*\\.java"), SLEEP))
                .as("sleeps; wait for the thing itself, with Awaitility or a barrier")
                .isEmpty();
    }

    @Test
    void shouldBoundTheTimeOfEveryTest() {
        assertThat(matching(Pattern.compile(".*/src/test/java/.*(Test|IT|Properties)\\.java"))
                        .filter(file -> !read(file).contains("@Timeout")))
                .as("test classes without @Timeout")
                .isEmpty();
    }

    @Test
    void shouldNotNameMachinesOrRegistries() {
        assertThat(linesMatching(TEXT, MACHINE_PATH)).isEmpty();
        assertThat(linesMatching(SOURCE, MACHINE_PATH)).isEmpty();
        assertThat(linesMatching(TEXT, REGISTRY)).isEmpty();
        assertThat(linesMatching(SOURCE, REGISTRY)).isEmpty();
    }

    @Test
    void shouldContainNoBuildOutput() {
        assertThat(matching(BUILD_OUTPUT)).isEmpty();
        assertThat(read(".gitignore").lines()).contains("target/");
    }

    private static Path findRoot() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(directory.resolve("modules/core/pom.xml"))) {
            directory = directory.getParent();
            assertThat(directory)
                    .as("a parent directory with modules/core/pom.xml")
                    .isNotNull();
        }
        return directory;
    }

    private static Stream<String> matching(Pattern name) {
        return files.stream().filter(file -> name.matcher(file).matches());
    }

    private static List<String> linesMatching(Pattern name, Pattern text) {
        return matching(name)
                .flatMap(file -> read(file)
                        .lines()
                        .filter(line -> text.matcher(line).find())
                        .map(line -> file + ": " + line.strip()))
                .toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
