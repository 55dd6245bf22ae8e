package io.parley.cli.output;

import java.io.PrintWriter;

/**
 * A line on a terminal that is written over again and again, below whatever else is printed there; erased when this is
 * closed, or the JVM is told to end.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class StatusLine implements AutoCloseable {
    private static final String START_OF_LINE = "\r";
    private static final String ERASE = "\u001b[K";

    private final PrintWriter out;
    private final int columns;
    private final AtExit leaving;
    private boolean drawn;
    private boolean left;

    /**
     * Draws nothing yet.
     *
     * @param out the terminal
     * @param columns how wide it is
     */
    public StatusLine(PrintWriter out, int columns) {
        this.out = out;
        this.columns = columns;
        this.leaving = AtExit.of(this::leave);
    }

    /** Shows a text in place of the one before, as much of it as there is room for. */
    public synchronized void draw(String text) {
        if (!left) {
            out.print(START_OF_LINE + text.substring(0, Math.min(text.length(), columns - 1)) + ERASE);
            out.flush();
            drawn = true;
        }
    }

    /** Prints something else where the line is; the line comes back when it is drawn again. */
    public synchronized void around(Runnable print) {
        erase();
        print.run();
    }

    private void erase() {
        if (drawn) {
            out.print(START_OF_LINE + ERASE);
            out.flush();
            drawn = false;
        }
    }

    private synchronized void leave() {
        left = true;
        erase();
    }

    @Override
    public void close() {
        leaving.close();
    }
}
