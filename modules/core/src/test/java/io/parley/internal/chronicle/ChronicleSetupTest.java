package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In JVMs of its own: what Chronicle does to a JVM it does once. */
@Timeout(120)
class ChronicleSetupTest {
    private static final List<String> OPENS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

    @TempDir
    Path temporary;

    private Path workingDirectory;
    private Path temporaryFiles;
    private Path home;
    private String out;
    private List<String> err;

    @BeforeEach
    void setUp() throws IOException {
        workingDirectory = Files.createDirectory(temporary.resolve("cwd"));
        temporaryFiles = Files.createDirectory(temporary.resolve("tmp"));
        home = Files.createDirectory(temporary.resolve("home"));
        Files.writeString(workingDirectory.resolve("system.properties"), "parley.test.stray=read\n");
    }

    private void run(List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporaryFiles,
                "-Duser.home=" + home,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info"));
        if (Runtime.version().feature() > 23) {
            // The JDK's own warnings about Unsafe and native code, which no library can do anything about.
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(flags);
        command.addAll(List.of(
                "-cp",
                absolute(System.getProperty("java.class.path")),
                SetupProcess.class.getName(),
                temporary.resolve("log").toString()));
        Path output = temporary.resolve("out");
        Path errors = temporary.resolve("err");
        int exit = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start()
                .waitFor();
        out = Files.readString(output);
        err = Files.readAllLines(errors, StandardCharsets.UTF_8);
        assertThat(exit).as("%s", err).isZero();
    }

    private static String absolute(String classPath) {
        return String.join(
                ":",
                Arrays.stream(classPath.split(":"))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private static List<Path> contents(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        }
    }

    @Test
    void shouldOpenPackagesItselfAndSaySoOnce() throws Exception {
        run(List.of());

        assertThat(out).contains("read=true fault=null");
        assertThat(err.stream().filter(line -> line.contains("Opened java.base/")))
                .singleElement()
                .asString()
                .contains(
                        "INFO", "java.lang, java.lang.reflect, sun.nio.ch", "--add-opens", "parley.modules.open=false");
        assertThat(err).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
    }

    @Test
    void shouldSayNothingWhenThePackagesAreOpen() throws Exception {
        run(Stream.concat(OPENS.stream(), Stream.of("-Dparley.modules.open=false"))
                .toList());

        assertThat(out).contains("read=true fault=null");
        assertThat(err).allMatch(line -> line.contains("Chronicle core loaded from"));
    }

    @Test
    void shouldNameWhatIsMissingWhenItMayNotOpen() throws Exception {
        run(List.of(OPENS.get(0), "-Dparley.modules.open=false"));

        assertThat(out)
                .contains(
                        "refused: Chronicle Queue needs java.base packages that are not open: [java.lang.reflect, sun.nio.ch]")
                .contains(
                        "--add-opens java.base/java.lang.reflect=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED")
                .contains("@argfile")
                .contains("Add-Opens: java.base/java.lang.reflect java.base/sun.nio.ch");
        assertThat(temporary.resolve("log")).doesNotExist();
    }

    @Test
    void shouldLeaveNoTraces() throws Exception {
        run(List.of());

        assertThat(out)
                .contains("parley.test.stray=null", "system.properties=null", "chronicle.disk.monitor.disable=true");
        assertThat(contents(temporaryFiles)).isEmpty();
        assertThat(contents(home)).isEmpty();
        assertThat(contents(workingDirectory)).hasSize(1);
        assertThat(out.lines().filter(line -> line.startsWith("thread=")))
                .noneMatch(line -> line.contains("~") || line.contains("hronicle") || line.contains("parley"));
    }

    @Test
    void shouldLeaveAloneWhatTheProgramSet() throws Exception {
        run(List.of("-Dchronicle.disk.monitor.disable=false", "-Dsystem.properties=system.properties"));

        assertThat(out)
                .contains("read=true fault=null")
                .contains("parley.test.stray=read", "system.properties=system.properties")
                .contains("chronicle.disk.monitor.disable=false");
    }
}
