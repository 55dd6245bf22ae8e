package io.parley.process;

import java.nio.charset.Charset;
import java.util.List;

/**
 * An external program that has ended: what it was, how it ended, and what was captured of its output. Immutable.
 * Python's {@code CompletedProcess}.
 */
public final class CompletedCommand {
    private static final int SIGNAL = 128;
    private static final List<String> SIGNALS = List.of(
            "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1",
            "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM");

    private final List<String> args;
    private final int exitCode;
    private final byte[] stdout;
    private final byte[] stderr;
    private final Charset charset;

    CompletedCommand(List<String> args, int exitCode, byte[] stdout, byte[] stderr, Charset charset) {
        this.args = args;
        this.exitCode = exitCode;
        this.stdout = stdout;
        this.stderr = stderr;
        this.charset = charset;
    }

    /**
     * What was executed.
     *
     * @return the program and its arguments
     */
    public List<String> args() {
        return args;
    }

    /**
     * How it ended: its exit code, or 128 plus the number of the signal that killed it. A program may also exit with
     * such a code by itself, as a shell does whose command was killed; from outside, both look the same.
     *
     * @return 0 if all went well
     */
    public int exitCode() {
        return exitCode;
    }

    /**
     * Whether it ended with exit code 0.
     *
     * @return whether all went well
     */
    public boolean isSuccess() {
        return exitCode == 0;
    }

    /**
     * What it printed on standard output, if that was captured; also what it printed on standard error, if that was
     * merged. What does not fit the charset is replaced.
     *
     * @return the text, with all ends of lines
     */
    public String stdout() {
        return new String(stdout, charset);
    }

    /**
     * What it printed on standard error, if that was captured for itself.
     *
     * @return the text, with all ends of lines
     */
    public String stderr() {
        return new String(stderr, charset);
    }

    /**
     * What it printed on standard output, if that was captured.
     *
     * @return a copy of the bytes
     */
    public byte[] stdoutBytes() {
        return stdout.clone();
    }

    /**
     * What it printed on standard error, if that was captured for itself.
     *
     * @return a copy of the bytes
     */
    public byte[] stderrBytes() {
        return stderr.clone();
    }

    /** The exit code, and what it may mean. */
    String ending() {
        int signal = exitCode - SIGNAL;
        return "exit code " + exitCode
                + (signal > 0 && signal < SIGNALS.size()
                        ? " (" + SIGNALS.get(signal) + ", if it did not choose that code itself)"
                        : "");
    }

    /** The last lines of its standard error, or of what else was captured. */
    String lastLines() {
        List<String> lines = (stderr.length > 0 ? stderr() : stdout()).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    @Override
    public String toString() {
        return "CompletedCommand(" + String.join(" ", args) + ", " + ending() + ")";
    }
}
