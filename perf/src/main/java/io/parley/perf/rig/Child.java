package io.parley.perf.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another process. What it prints on standard error goes to ours; on standard output it tells how far it is, line by
 * line.
 */
public class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private volatile boolean killed;

    Child(List<String> command) {
        try {
            this.process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a process: " + command, e);
        }
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Waits for its end and returns what it printed. */
    public static List<String> linesOf(List<String> command) {
        try (Child child = new Child(command)) {
            List<String> printed = child.lines.lines().toList();
            child.awaitEnd();
            if (child.process.exitValue() != 0) {
                throw new IllegalStateException("failed with exit code " + child.process.exitValue() + ": " + command
                        + ". Its standard error says why");
            }
            return printed;
        }
    }

    /** Waits until the child says {@code word}, and returns what follows it in the same line. */
    public String await(String word) {
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

    /** Writes a line to the child's standard input. */
    public void tell(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to a child", e);
        }
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its number at the kernel. */
    public long pid() {
        return process.pid();
    }

    /** Interrupts {@code waiter} if the child ends with an error of its own, so that nobody waits for it in vain. */
    void interruptOnFailure(Thread waiter) {
        process.onExit().thenAccept(ended -> {
            if (ended.exitValue() != 0 && !killed) {
                waiter.interrupt();
            }
        });
    }

    /** Sends SIGKILL and returns the time just before, on the clock of {@link System#nanoTime}. */
    public long kill() {
        killed = true;
        long beforeNs = System.nanoTime();
        process.destroyForcibly();
        return beforeNs;
    }

    /** Waits until the kernel has buried it. */
    public void awaitEnd() {
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
                kill();
            }
        }
    }
}
