package io.parley.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One line on standard error that tells how far things are: written over on a screen, every second elsewhere. */
final class Progress {
    private static final long SCREEN_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FILE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int BAR = 20;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean quiet;
    private final boolean screen;
    private long nextNs;
    private boolean shown;

    Progress(PrintWriter err, boolean quiet, boolean screen) {
        this.err = err;
        this.quiet = quiet;
        this.screen = screen;
        this.nextNs = System.nanoTime() + (screen ? 0 : FILE_NS);
    }

    /** Shows the state, unless it was shown just now. */
    void show(String phase, long in, long out, long rows, int processes) {
        long nowNs = System.nanoTime();
        if (quiet || nowNs - nextNs < 0) {
            return;
        }
        nextNs = nowNs + (screen ? SCREEN_NS : FILE_NS);
        int done = (int) (BAR * out / rows);
        String line = String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d in  %,d out  JVMs %d, %s",
                "#".repeat(done),
                ".".repeat(BAR - done),
                100 * out / rows,
                in,
                out,
                processes,
                phase);
        err.print(screen ? CLEAR + line : line + System.lineSeparator());
        err.flush();
        shown = screen;
    }

    /** A line that stays. */
    void event(String text) {
        if (!quiet) {
            clear();
            err.println(text);
        }
    }

    /** Leaves an empty line behind. */
    void clear() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
            shown = false;
        }
    }
}
