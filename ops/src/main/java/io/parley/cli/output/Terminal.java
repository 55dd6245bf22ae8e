package io.parley.cli.output;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the user's screen can show. {@link System#console()} means something else in every other JDK. */
public final class Terminal {
    /** No screen to fit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int USUAL = 80;
    private static final int USUAL_LINES = 24;
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,4}) ([1-9][0-9]{0,4})");
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    /** Fields of {@code /proc/self/stat} behind the name. */
    private static final int GROUP = 2;

    private static final int FOREGROUND_GROUP = 5;

    private final boolean colours;
    private final boolean symbols;

    private Terminal(boolean colours, boolean symbols) {
        this.colours = colours;
        this.symbols = symbols;
    }

    /** When to use colours. */
    public enum Colour {
        /** On a screen, unless NO_COLOR is set. */
        AUTO,
        /** Whatever the output goes to. */
        ALWAYS,
        /** Not at all. */
        NEVER
    }

    /** For standard output. */
    public static Terminal ofStdout() {
        return ofStdout(Colour.AUTO);
    }

    /** For standard output, as the user wants it. */
    public static Terminal ofStdout(Colour colour) {
        String noColor = System.getenv("NO_COLOR");
        boolean plain = (noColor != null && !noColor.isEmpty()) || "dumb".equals(System.getenv("TERM"));
        boolean colours = colour == Colour.ALWAYS || colour == Colour.AUTO && !plain && isTerminal(STDOUT);
        String encoding = System.getProperty("sun.stdout.encoding");
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        return new Terminal(colours, charset.newEncoder().canEncode("✓✗µ…█"));
    }

    /** Whether standard input comes from a keyboard. */
    public static boolean isStdinTerminal() {
        return isTerminal(STDIN);
    }

    /** Whether standard output goes to a screen. */
    public static boolean isStdoutTerminal() {
        return isTerminal(STDOUT);
    }

    /** Whether standard error goes to a screen, where a line can be written over. */
    public static boolean isStderrTerminal() {
        return isTerminal(STDERR);
    }

    /**
     * How many columns standard output has; {@link #UNLIMITED} if it goes to no screen. What the shell says, or else
     * the terminal driver.
     */
    public static int columns() {
        if (!isStdoutTerminal()) {
            return UNLIMITED;
        }
        String told = System.getenv("COLUMNS");
        if (told != null && told.matches("[1-9][0-9]{0,4}")) {
            return Integer.parseInt(told);
        }
        return size().columns();
    }

    /** How large the screen is now. */
    public static Size size() {
        Matcher size = SIZE.matcher(Stty.run("size"));
        return size.matches()
                ? new Size(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)))
                : new Size(USUAL_LINES, USUAL);
    }

    /** The size of a screen. */
    public record Size(int lines, int columns) {}

    /** Whether this process has the terminal that it was started from, and not the shell or another program. */
    public static boolean isForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[GROUP].equals(fields[FOREGROUND_GROUP]);
        } catch (IOException noProcFileSystem) {
            return false;
        }
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
    public String mark(boolean good) {
        String text = symbols ? (good ? "✓" : "✗") : (good ? "ok" : "WRONG");
        return good ? paint(Style.GOOD, text) : paint(Style.BAD, text);
    }

    /** A text in a colour, if there are colours. */
    public String paint(Style style, String text) {
        return colours && style != Style.PLAIN ? "\u001b[" + style.code() + "m" + text + "\u001b[0m" : text;
    }

    /** What stands for the rest of a text that was cut. */
    public String ellipsis() {
        return symbols ? "…" : "~";
    }

    /** A bar of that length. */
    public String bar(int length) {
        return (symbols ? "█" : "#").repeat(length);
    }

    /** Microseconds. */
    public String micros() {
        return symbols ? "µs" : "us";
    }
}
