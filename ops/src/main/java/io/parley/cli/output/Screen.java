package io.parley.cli.output;

import java.io.PrintWriter;
import java.util.List;

/**
 * A terminal's other screen, to draw on again and again. {@link #close} brings back what was there before, and so does
 * the end of the JVM, by a signal as well.
 *
 * <p>Thread-safe.
 */
public final class Screen implements AutoCloseable {
    /** The other screen; no cursor; what is longer than a line is cut. */
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";

    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String END_OF_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final AtExit leaving;
    private boolean left;

    private Screen(PrintWriter out) {
        this.out = out;
        this.leaving = AtExit.of(this::leave);
    }

    /** Takes the screen that {@code out} goes to. */
    public static Screen on(PrintWriter out) {
        Screen screen = new Screen(out);
        screen.print(ENTER);
        return screen;
    }

    /** Draws these lines instead of what was drawn before. */
    public void draw(List<String> lines) {
        print(HOME + String.join(END_OF_LINE + "\r\n", lines) + END_OF_LINE + CLEAR_BELOW);
    }

    private synchronized void print(String text) {
        if (!left) {
            out.print(text);
            out.flush();
        }
    }

    private synchronized void leave() {
        print(LEAVE);
        left = true;
    }

    @Override
    public void close() {
        leaving.close();
    }
}
