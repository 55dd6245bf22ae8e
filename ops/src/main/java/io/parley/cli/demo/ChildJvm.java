package io.parley.cli.demo;

import io.parley.internal.process.NeededFlags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One child process, a JVM like this one. What it prints is kept, for when something goes wrong. */
final class ChildJvm {
    private static final int KEPT_LINES = 200;
    private static final int SIGNAL = 128;
    /** They live for seconds: starting fast counts more than running fast, and heaps should not. */
    private static final List<String> SHORT_LIVED =
            List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private final String name;
    private final Process process;
    private final Thread pump;
    private final Deque<String> output = new ArrayDeque<>();
    private String reason;
    private boolean killed;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.pump = new Thread(this::readOutput, "output of " + name);
        pump.setDaemon(true);
        pump.start();
    }

    /** Starts {@code main} in a JVM with this one's class path and the flags Parley needs. */
    static ChildJvm start(String name, Class<?> main, List<String> args) throws DemoException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(NeededFlags.ofThisJvm());
        line.addAll(SHORT_LIVED);
        line.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(args);
        try {
            return new ChildJvm(
                    name, new ProcessBuilder(line).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new DemoException("cannot start a JVM for the " + name + ": " + e.getMessage(), e);
        }
    }

    private void readOutput() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("(output lost: " + e.getMessage() + ")");
        }
    }

    private synchronized void keep(String line) {
        if (line.startsWith(Child.GIVES_UP)) {
            reason = line.substring(Child.GIVES_UP.length());
        } else if (output.size() == KEPT_LINES) {
            output.removeFirst();
        }
        output.addLast(line);
    }

    long pid() {
        return process.pid();
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ended otherwise than in order or by {@link #kill}. */
    boolean hasFailed() {
        return !killed && !process.isAlive() && process.exitValue() != 0;
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() throws InterruptedException {
        killed = true;
        process.destroyForcibly().waitFor();
    }

    /** Why it failed; a failure without a reason of its own is preceded by what the process printed. */
    DemoException failure(PrintWriter err) throws InterruptedException {
        pump.join();
        synchronized (this) {
            if (reason != null) {
                return new DemoException(name + ": " + reason);
            }
            output.forEach(line -> err.println(name + "| " + line));
        }
        int exit = process.exitValue();
        return new DemoException("the " + name + " (pid " + pid() + ") "
                + (exit > SIGNAL ? "was ended by signal " + (exit - SIGNAL) : "ended with exit code " + exit));
    }
}
