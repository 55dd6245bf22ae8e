package io.parley.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Depth, Java home and paths of a child; what really starts is in the tests with several JVMs. */
@Timeout(30)
class LaunchTest {
    @TempDir
    Path directory;

    private static JvmSpec spec(Path javaHome, Path... classPath) {
        return new JvmSpec(
                "Main", List.of(), List.of(), true, Map.of("A", "1"), List.of(classPath), null, javaHome, true);
    }

    @Test
    void shouldCountHowDeepAChildIs() {
        assertThat(LaunchDepth.ofChild(Map.of())).isEqualTo("1");
        assertThat(LaunchDepth.ofChild(Map.of("PARLEY_DEPTH", "15"))).isEqualTo("16");
        assertThat(LaunchDepth.ofChild(Map.of("PARLEY_DEPTH", "what?"))).isEqualTo("1");
    }

    @Test
    void shouldRefuseAChildThatIsTooDeep() {
        assertThatThrownBy(() -> LaunchDepth.ofChild(Map.of("PARLEY_DEPTH", "16")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("16 deep, limit=16")
                .hasMessageContaining("-Dparley.process.maxDepth=n");
    }

    @Test
    void shouldNameTheHomeWithoutJava() {
        assertThatThrownBy(() -> JvmCommand.of(spec(directory)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory + " has no bin/java")
                .hasMessageContaining("withJavaHome");
    }

    @Test
    void shouldReadTheVersionOfAnotherHome() throws IOException {
        Path java = Files.createDirectory(directory.resolve("bin")).resolve("java");
        assertThat(Files.createFile(java).toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.1\"\n");

        assertThat(JvmCommand.of(spec(directory)).command())
                .startsWith(java.toString())
                .containsAll(NeededFlags.of(25));

        Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"new\"\n");
        assertThatThrownBy(() -> JavaHome.at(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("release has no readable line");
    }

    @Test
    void shouldPutEntriesInFrontAndMakeThemAbsolute() throws IOException {
        ProcessBuilder command = JvmCommand.of(spec(null, Path.of("relative.jar")));

        List<String> line = command.command();
        String path = line.get(line.indexOf("-cp") + 1);
        assertThat(path).startsWith(Path.of("relative.jar").toAbsolutePath() + ":");
        assertThat(path.split(":")).allMatch(entry -> entry.startsWith("/"));
        assertThat(line).endsWith("Main");
        assertThat(command.environment()).containsEntry("A", "1").containsKey("PARLEY_DEPTH");
    }

    @Test
    void shouldAddWhatTheContextClassLoaderKnows() throws IOException {
        Path jar = directory.resolve("with space.jar");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);

            assertThat(LaunchPath.ofThisJvm(List.of()).classPath()).contains(jar.toString());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void shouldExplainAJarWithinAJar() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        URL nested = new URL("jar:file:/app.jar!/lib/inner.jar!/");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {nested}, before)) {
            Thread.currentThread().setContextClassLoader(loader);

            assertThatThrownBy(() -> LaunchPath.ofThisJvm(List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(nested.toString())
                    .hasMessageContaining("jar within a jar");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void shouldNameModules() {
        LaunchPath path = new LaunchPath(List.of("/c.jar"), List.of("/m"), "io.parley.core");

        assertThat(path.arguments("Main"))
                .containsExactly(
                        "-p", "/m", "--add-modules", "ALL-MODULE-PATH", "-cp", "/c.jar", "-m", "io.parley.core/Main");
    }

    @Test
    void shouldMakeOneNameOfTheSameParts() {
        assertThat(LaunchCache.key(List.of("a", "b")))
                .isEqualTo(LaunchCache.key(List.of("a", "b")))
                .isNotEqualTo(LaunchCache.key(List.of("ab", "")));
    }

    @Test
    void shouldKeepTheNewestFiles() throws IOException {
        Path old = Files.createFile(directory.resolve("old.jsa"));
        Path other = Files.createFile(directory.resolve("other.txt"));
        Path used = Files.createFile(directory.resolve("used.jsa"));
        Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(1000));
        Files.setLastModifiedTime(used, java.nio.file.attribute.FileTime.fromMillis(500));
        LaunchCache.markUsed(used);

        LaunchCache.keepNewest(directory, ".jsa", 1);

        assertThat(directory).isDirectoryContaining(used::equals).isDirectoryContaining(other::equals);
        assertThat(old).doesNotExist();
    }
}
