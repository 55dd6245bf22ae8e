package io.parley.internal.chronicle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A forked {@link LogProcess}. */
final class LogJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final OutputStream commands;
    private final Path errors;

    private LogJvm(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        answers = process.inputReader(StandardCharsets.UTF_8);
        commands = process.getOutputStream();
    }

    /** Starts a JVM that opens the log; it is open when {@link #awaitReady} returns. */
    static LogJvm start(
            Path directory, String rollCycle, int blockSize, TestMessages.FastClock clock, String... flags) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-ea",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        String needed = System.getProperty("parley.jvm.flags", "").trim();
        if (!needed.isEmpty()) {
            command.addAll(List.of(needed.split("\\s+")));
        }
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LogProcess.class.getName()));
        command.addAll(List.of(
                directory.toString(),
                rollCycle,
                Integer.toString(blockSize),
                Long.toString(clock.startMs()),
                Integer.toString(clock.speed())));
        try {
            Path errors = Files.createTempFile(directory.getParent(), "jvm", ".err");
            return new LogJvm(
                    new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        expect("ready", answer());
    }

    void send(String command) {
        try {
            commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of the answer behind {@code expected}. */
    String[] ask(String command, String expected) {
        send(command);
        return expect(expected, answer());
    }

    private String answer() {
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new AssertionError("JVM gone, " + Files.readString(errors));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] expect(String expected, String answer) {
        if (!answer.startsWith(expected)) {
            try {
                throw new AssertionError(answer + "\n" + Files.readString(errors));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return answer.substring(expected.length()).trim().split(" ");
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and waits for the end. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
