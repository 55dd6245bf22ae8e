package io.parley.perf.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM with this one's class path and flags. What it prints on standard error goes to ours; on standard output
 * it tells how far it is, line by line. It never outlives this JVM: its standard input is a pipe that ends with us.
 */
final class ChildJvm implements AutoCloseable {
    private static final int EXIT_ORPHANED = 3;

    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts {@code main}. */
    static ChildJvm start(Class<?> main, List<String> flags, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(inheritedFlags());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        try {
            return new ChildJvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a JVM: " + command, e);
        }
    }

    /** What this JVM was started with, agents excepted. */
    static List<String> inheritedFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
                .toList();
    }

    /** In the child, first thing: ends this JVM when its parent is gone. */
    static void dieWithParent() {
        Thread watch = new Thread(ChildJvm::awaitEndOfInput, "parley-perf-parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEndOfInput() {
        try (InputStream in = System.in) {
            while (in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        } finally {
            Runtime.getRuntime().halt(EXIT_ORPHANED);
        }
    }

    /** In the child: tells the parent. */
    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Waits until the child says {@code word}, and returns what follows it in the same line. */
    String await(String word) {
        try {
            String line;
            do {
                line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException("child ended before it said '" + word + "': exit code "
                            + process.waitFor() + ". Its standard error says why");
                }
            } while (!line.startsWith(word));
            return line.substring(word.length()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what the child says", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for '" + word + "'", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Interrupts {@code waiter} if the child ends with an error, so that nobody waits for it in vain. */
    void interruptOnFailure(Thread waiter) {
        process.onExit().thenAccept(ended -> {
            if (ended.exitValue() != 0) {
                waiter.interrupt();
            }
        });
    }

    /** Sends SIGKILL and returns the time just before, on the clock of {@link System#nanoTime}. */
    long kill() {
        long beforeNs = System.nanoTime();
        process.destroyForcibly();
        return beforeNs;
    }

    /** Waits until the kernel has buried it. */
    void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of a child", e);
        }
    }

    /** Lets the child end by itself for a moment, then kills it. */
    @Override
    public void close() {
        boolean ended = false;
        try {
            ended = process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!ended) {
                process.destroyForcibly();
            }
        }
    }
}
