package io.parley.testkit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes down what the JVMs and domains of a failed test look like at this moment. */
final class CrashReport {
    private static final Path DEFAULT_ROOT = Path.of("target", "crash-reports");
    private static final int LONGEST_NAME = 150;

    private final Path directory;
    private final TestRun run;

    CrashReport(Path directory, TestRun run) {
        this.directory = directory;
        this.run = run;
    }

    /** The directory for a test, in the directory {@code parley.crash.reports} or else {@code target/crash-reports}. */
    static Path directoryFor(String testName) {
        String root = System.getProperty("parley.crash.reports", "");
        return (root.isBlank() ? DEFAULT_ROOT : Path.of(root))
                .resolve(fileName(testName))
                .toAbsolutePath();
    }

    static String fileName(String text) {
        String safe = text.replaceAll("[^A-Za-z0-9._$-]+", "_");
        return safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) : safe;
    }

    /** Writes everything; the directory is emptied first, if an earlier run left it behind. */
    Path write(Throwable failure) throws IOException {
        clear();
        Files.createDirectories(directory);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        write("failure.txt", trace.toString());

        long self = ProcessHandle.current().pid();
        // Domains first: taking thread dumps gives the survivors time to change them.
        Set<Path> domains = run.domains();
        domains.addAll(ProcFs.domains(self));
        run.jvms().forEach(jvm -> domains.addAll(ProcFs.domains(jvm.pid())));
        for (Path domain : domains) {
            write("domain-" + domain.getFileName() + ".txt", DirectoryDump.of(domain));
        }
        for (ForkedJvm jvm : run.jvms()) {
            String name = jvm.name() + "-" + jvm.pid();
            write(name + ".threads.txt", jvm.threadDump());
            write(name + ".log", jvm + "\n" + jvm.log());
        }
        write("this-jvm-" + self + ".threads.txt", ThreadDumps.own());
        return directory;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(fileName(name)), text);
    }

    private void clear() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> old = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            files.forEach(old::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Collections.reverse(old);
        for (Path path : old) {
            Files.delete(path);
        }
    }
}
