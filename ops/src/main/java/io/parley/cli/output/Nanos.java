package io.parley.cli.output;

import java.util.Locale;

/** Times for people. */
public final class Nanos {
    private static final long[] UNITS = {1_000_000_000, 1_000_000, 1_000};

    private Nanos() {}

    /** A time at three digits, in a unit that suits it. */
    public static String text(double ns, Terminal terminal) {
        String[] names = {"s", "ms", terminal.micros()};
        for (int i = 0; i < UNITS.length; i++) {
            if (ns >= UNITS[i]) {
                double number = ns / UNITS[i];
                String digits = number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : "%.2f";
                return String.format(Locale.ROOT, digits + " " + names[i], number);
            }
        }
        return String.format(Locale.ROOT, "%.0f ns", ns);
    }
}
