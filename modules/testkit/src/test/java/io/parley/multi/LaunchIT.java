package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small programs, compiled here and launched in the ways that programs are launched; each starts a child. */
@Timeout(120)
class LaunchIT {
    private static final String SOURCE = """
            package demo;
            import io.parley.*;
            import io.parley.process.*;
            import java.nio.file.*;
            import java.util.stream.Stream;
            public class Launched {
                public static void main(String[] args) throws Exception {
                    try (Parley parley = Parley.open(Path.of(args[0]))) {
                        var number = parley.longValue("number");
                        ProcessFactory factory = parley.processes(o -> options(o, args));
                        if (args[1].equals("archive")) {
                            while (archives() == 0) {
                                factory.process(() -> number.incrementAndGet()).start().join();
                            }
                        }
                        ParleyProcess child = factory.process(() -> number.set(42)).start();
                        child.join();
                        System.out.print(child.exitCode().getAsInt() + " " + number.get());
                    }
                }
                static ProcessOptions options(ProcessOptions options, String[] args) {
                    return switch (args[1]) {
                        case "elsewhere" -> options.withWorkingDirectory(Path.of("/"));
                        case "long" -> options.withClassPath(Stream.iterate(0, i -> i + 1).limit(2000)
                            .map(i -> Path.of("/" + "no/such/directory/".repeat(6) + i + ".jar")).toArray(Path[]::new));
                        case "archive" -> options.withJvmFlags("-Xlog:class+load:file=" + args[0] + "/loaded.txt");
                        default -> options;
                    };
                }
                static long archives() throws Exception {
                    Path directory = Path.of(System.getProperty("parley.cds.dir"));
                    if (Files.notExists(directory)) return 0;
                    try (var files = Files.list(directory)) {
                        return files.filter(f -> f.toString().endsWith(".jsa")).count();
                    }
                }
            }
            """;
    private static final String LAUNCHER = """
            import java.io.File;
            import java.net.*;
            public class Launcher {
                public static void main(String[] args) throws Exception {
                    String[] path = System.getProperty("launched").split(":");
                    URL[] urls = new URL[path.length];
                    for (int i = 0; i < path.length; i++) urls[i] = new File(path[i]).toURI().toURL();
                    ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
                    Thread.currentThread().setContextClassLoader(loader);
                    loader.loadClass("demo.Launched").getMethod("main", String[].class).invoke(null, (Object) args);
                }
            }
            """;

    @TempDir
    private static Path built;

    @TempDir
    private Path directory;

    private static List<String> libraries;
    private static Path classes;
    private static Path launcher;

    @BeforeAll
    static void build() throws IOException {
        libraries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.matches(
                    ".*/(chronicle|posix|jna|jnr|jffi|affinity|compiler|asm|HdrHistogram|slf4j-api)[^/]*jar")) {
                libraries.add(entry);
            }
        }
        Path core = Path.of(
                Parley.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        libraries.add(Files.isDirectory(core) ? jar(core, "core.jar", "").toString() : core.toString());
        classes = compile("Launched", SOURCE);
        launcher = compile("Launcher", LAUNCHER);
    }

    private static Path compile(String name, String source) throws IOException {
        Path file = Files.writeString(Files.createDirectory(built.resolve(name)).resolve(name + ".java"), source);
        Path output = Files.createDirectory(built.resolve(name + "-classes"));
        String path = String.join(File.pathSeparator, libraries);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", path, "-d", output.toString(), file.toString());
        assertThat(result).isZero();
        return output;
    }

    private static Path jar(Path directory, String name, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "demo.Launched");
        main.put(Attributes.Name.CLASS_PATH, classPath);
        main.putValue("Automatic-Module-Name", name.equals("core.jar") ? "io.parley.core" : "demo");
        Path jar = built.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(directory)) {
            for (Path entry : all.filter(Files::isRegularFile).toList()) {
                String path = directory.relativize(entry).toString();
                if (!path.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new JarEntry(path));
                    Files.copy(entry, out);
                }
            }
        }
        return jar;
    }

    private static Path executable() throws IOException {
        String path = libraries.stream()
                .map(library -> Path.of(library).toUri().toString())
                .collect(Collectors.joining(" "));
        return jar(classes, "app.jar", path);
    }

    @BeforeEach
    void useAnArchiveOfOurOwn() throws IOException {
        Files.createDirectory(directory.resolve("domain"));
    }

    private String launch(String how, String... line) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(List.of(System.getProperty("parley.jvm.flags").split(" ")));
        command.add("-Dparley.cds.dir=" + directory.resolve("cds"));
        command.add("-Xmx128m");
        command.addAll(List.of(line));
        command.addAll(List.of(directory.resolve("domain").toString(), how));
        Process program = new ProcessBuilder(command)
                .directory(built.toFile())
                .redirectError(directory.resolve("stderr").toFile())
                .start();
        try (InputStream out = program.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            program.destroyForcibly();
        }
    }

    private String path(Path first) {
        return first + ":" + String.join(":", libraries);
    }

    private String stderr() throws IOException {
        return Files.readString(directory.resolve("stderr"));
    }

    @Test
    void shouldStartAChildElsewhereFromRelativeDirectories() throws IOException {
        String path = path(built.relativize(classes));

        assertThat(launch("elsewhere", "-cp", path, "demo.Launched"))
                .as(stderr())
                .isEqualTo("0 42");
    }

    @Test
    void shouldStartAChildFromAnExecutableJar() throws IOException {
        assertThat(launch("plain", "-jar", executable().toString()))
                .as(stderr())
                .isEqualTo("0 42");
    }

    @Test
    void shouldUseAnArchiveAndDoWithoutADamagedOne() throws IOException {
        String path = path(jar(classes, "archived.jar", ""));
        assertThat(launch("archive", "-cp", path, "demo.Launched")).as(stderr()).isEqualTo("0 42");

        assertThat(Files.readAllLines(directory.resolve("domain/loaded.txt")))
                .anyMatch(line -> line.endsWith("io.parley.Parley source: shared objects file (top)"));
        assertThat(directory.resolve("cds"))
                .isDirectoryNotContaining("glob:**.unfinished")
                .isDirectoryNotContaining("glob:**.domain");

        for (Path archive : archives()) {
            assertThat(archive.toFile().setWritable(true)).isTrue();
            Files.write(archive, new byte[5000]);
        }
        assertThat(launch("plain", "-cp", path, "demo.Launched")).as(stderr()).isEqualTo("0 42");
        assertThat(stderr().lines().filter(line -> !line.startsWith("SLF4J"))).isEmpty();
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("cds"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    @Test
    void shouldStartAChildWithALongClassPath() throws IOException {
        assertThat(launch("long", "-cp", path(classes), "demo.Launched"))
                .as(stderr())
                .isEqualTo("0 42");

        assertThat(directory.resolve("cds")).isDirectoryContaining("glob:**.args");
    }

    @Test
    void shouldStartAChildFromModules() throws IOException {
        String modules = path(jar(classes, "modules.jar", ""));

        assertThat(launch("plain", "-p", modules, "--add-modules", "ALL-MODULE-PATH", "-m", "demo/demo.Launched"))
                .as(stderr())
                .isEqualTo("0 42");
    }

    @Test
    void shouldStartAChildOfAProgramThatALauncherLoaded() throws IOException {
        String classPath = "-Dlaunched=" + path(classes);

        assertThat(launch("plain", classPath, "-cp", launcher.toString(), "Launcher"))
                .as(stderr())
                .isEqualTo("0 42");
    }
}
