package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM as a user starts one: none of the flags that the build gives to tests, nothing of the test kit in it. Runs a
 * main class to its end.
 */
final class PlainJvm {
    private final List<String> prefix = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private String classPath = testClassPath();
    private Path workingDirectory = Path.of("").toAbsolutePath();

    /** How it ended and what it printed. */
    record Result(int exitCode, List<String> out, List<String> err) {
        /** The exit code is 0; the failure shows what it printed. */
        Result requireSuccess() {
            assertThat(exitCode).as(toString()).isZero();
            return this;
        }

        @Override
        public String toString() {
            return "exit code " + exitCode + "\n--- standard output:\n" + String.join("\n", out)
                    + "\n--- standard error:\n" + String.join("\n", err);
        }
    }

    PlainJvm prefix(String... command) {
        prefix.addAll(List.of(command));
        return this;
    }

    PlainJvm flags(String... more) {
        flags.addAll(List.of(more));
        return this;
    }

    PlainJvm classPath(String path) {
        classPath = path;
        return this;
    }

    PlainJvm workingDirectory(Path directory) {
        workingDirectory = directory;
        return this;
    }

    /** The class path of the tests; Surefire keeps the real one in a property of its own. */
    static String testClassPath() {
        String surefire = System.getProperty("surefire.test.class.path", "");
        return surefire.isBlank() ? System.getProperty("java.class.path") : surefire;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts it and waits for its end. */
    Result run(Class<?> main, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(java());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(args));
        File out = File.createTempFile("plain-jvm", ".out");
        File err = File.createTempFile("plain-jvm", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out)
                .redirectError(err);
        // flags that the JVM would take from there, and say so
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(Domains.START.toSeconds(), TimeUnit.SECONDS))
                    .as("ended: %s", command)
                    .isTrue();
            return new Result(process.exitValue(), Files.readAllLines(out.toPath()), Files.readAllLines(err.toPath()));
        } finally {
            process.destroyForcibly();
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }
}
