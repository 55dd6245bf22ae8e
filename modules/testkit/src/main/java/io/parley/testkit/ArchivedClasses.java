package io.parley.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive of the classes that children load, with which they start in a fraction of the time: the JDK's class-data
 * sharing for what is in jars. It is built in the background when the first child starts, and used by those that start
 * when it is there; no test waits for it. It lies in the directory {@value #PROPERTY}, without which there is none.
 *
 * <p>The JDK archives no classes from directories, and wants the jars of an archive at the beginning of the class path.
 * So a child with an archive has its directories behind its jars.
 *
 * <p>An archive is only ever a help: the JVM checks whether it fits, and goes on without it, silently, if it does not.
 */
final class ArchivedClasses {
    /** Where archives are kept: a directory of the build, so that a clean build has none of another one. */
    static final String PROPERTY = "parley.test.archives";

    private static final Logger LOG = LoggerFactory.getLogger(ArchivedClasses.class);
    private static final int RENAMED_TO_AOT = 25;
    /** By directory and jars. */
    private static final Map<List<String>, CompletableFuture<Path>> BUILT = new ConcurrentHashMap<>();

    private static final Path NONE = Path.of("");

    private ArchivedClasses() {}

    /** The part of a command line that says where this child's classes are. */
    static List<String> arguments(ForkedJvmBuilder options, String classPath) {
        String directory = System.getProperty(PROPERTY, "");
        boolean sameJdk = options.javaHome.equals(Path.of(System.getProperty("java.home")));
        if (directory.isBlank() || !sameJdk || !isInAJar()) {
            return List.of("-cp", classPath);
        }
        List<String> jars = entries(classPath, true);
        List<String> key = new ArrayList<>(jars);
        key.add(directory);
        Path archive = BUILT.computeIfAbsent(key, ignored -> inBackground(Path.of(directory), jars))
                .getNow(NONE);
        if (archive.equals(NONE)) {
            return List.of("-cp", classPath);
        }
        List<String> arguments = quiet();
        arguments.add("-XX:SharedArchiveFile=" + archive);
        List<String> path = new ArrayList<>(jars);
        path.addAll(entries(classPath, false));
        arguments.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
        return arguments;
    }

    private static List<String> entries(String classPath, boolean jars) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> Files.isRegularFile(Path.of(entry)) == jars)
                .toList();
    }

    /** Not while the kit itself is being tested. */
    private static boolean isInAJar() {
        return ArchivedClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith(".jar");
    }

    /** What a JVM would print, to standard output, of an archive that does not fit. */
    private static List<String> quiet() {
        List<String> flags = new ArrayList<>(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:class+path=off"));
        if (Runtime.version().feature() >= RENAMED_TO_AOT) {
            flags.add("-Xlog:aot=off");
        }
        return flags;
    }

    /** A builder whose parent ends first ends as well, as every child does. */
    private static CompletableFuture<Path> inBackground(Path directory, List<String> jars) {
        return CompletableFuture.supplyAsync(() -> built(directory, jars), task -> {
            Thread thread = new Thread(task, "parley-testkit-archive");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * The file's lock makes other JVMs of the same build wait, and not threads of this one; the kernel drops it when
     * its holder dies.
     */
    private static synchronized Path built(Path directory, List<String> jars) {
        try {
            Files.createDirectories(directory);
            Path archive = directory.toAbsolutePath().resolve(Integer.toHexString(key(jars)) + ".jsa");
            try (FileChannel channel = FileChannel.open(
                            directory.resolve("build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && Files.notExists(archive)) {
                    build(archive, jars);
                }
            }
            return archive;
        } catch (IOException | RuntimeException e) {
            LOG.warn("children start without an archive of classes: directory={}", directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return NONE;
    }

    /** Two sets of jars with the same key would be no harm: the JVM compares them with the archive. */
    private static int key(List<String> jars) throws IOException {
        List<Object> parts = new ArrayList<>(List.of(System.getProperty("java.home"), Runtime.version()));
        for (String jar : jars) {
            parts.add(List.of(jar, Files.size(Path.of(jar)), Files.getLastModifiedTime(Path.of(jar))));
        }
        return parts.hashCode();
    }

    private static void build(Path archive, List<String> jars) throws IOException, InterruptedException {
        Path unfinished = archive.resolveSibling(archive.getFileName() + ".unfinished");
        Path domain = Files.createTempDirectory(archive.getParent(), "domain");
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(JvmCommand.flags());
        line.addAll(quiet());
        line.add("-XX:ArchiveClassesAtExit=" + unfinished);
        line.addAll(List.of("-cp", String.join(File.pathSeparator, jars), ChildMain.class.getName()));
        line.addAll(List.of(ArchivedMain.class.getName(), domain.toString()));
        Process process = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            int exitCode = process.waitFor();
            if (exitCode == 0) {
                Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
            } else {
                throw new IOException("the JVM that should leave an archive of its classes ended with code " + exitCode
                        + ": " + String.join(" ", line));
            }
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(unfinished);
        }
    }
}
