package io.parley.cli.demo;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the user's screen can show. {@link System#console()} means something else in every other JDK. */
final class Terminal {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final boolean colours;
    private final boolean symbols;

    private Terminal(boolean colours, boolean symbols) {
        this.colours = colours;
        this.symbols = symbols;
    }

    /** For standard output. */
    static Terminal ofStdout() {
        String noColor = System.getenv("NO_COLOR");
        boolean plain = (noColor != null && !noColor.isEmpty()) || "dumb".equals(System.getenv("TERM"));
        String encoding = System.getProperty("sun.stdout.encoding");
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        return new Terminal(!plain && isTerminal(STDOUT), charset.newEncoder().canEncode("✓✗µ"));
    }

    /** Whether standard error goes to a screen, where a line can be written over. */
    static boolean isStderrTerminal() {
        return isTerminal(STDERR);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException noProcFileSystem) {
            return false;
        }
    }

    /** The mark behind a figure. */
    String mark(boolean good) {
        String text = symbols ? (good ? "✓" : "✗") : (good ? "ok" : "WRONG");
        return colours ? (good ? "\u001b[32m" : "\u001b[1;31m") + text + "\u001b[0m" : text;
    }

    /** Microseconds. */
    String micros() {
        return symbols ? "µs" : "us";
    }
}
