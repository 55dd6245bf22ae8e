package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One line of the summary: a figure of Parley's beside the same figure of something else from the same run.
 *
 * @param what what is measured
 * @param parley Parley's figure, with unit
 * @param baseline what it is compared with, empty if nothing
 * @param baselineFigure its figure, with unit
 * @param ratio Parley's figure divided by the baseline's
 * @param goal what was agreed on, and whether it came out so; empty if nothing was
 */
record Figure(String what, String parley, String baseline, String baselineFigure, String ratio, String goal) {
    private static final double SMALL = 0.05;
    private static final double PER_CENT = 100;

    /** A figure about which nothing was agreed on. */
    Figure(String what, String parley, String baseline, String baselineFigure, String ratio) {
        this(what, parley, baseline, baselineFigure, ratio, "");
    }

    /** A figure beside nothing: what it is compared with is absent, or there is nothing like it. */
    static Figure alone(String what, String parley, String why, String goal) {
        return new Figure(what, parley, why, "", "", goal);
    }

    /** A ratio as tables show it. */
    static String ratio(double parley, double baseline) {
        if (parley == 0 || baseline == 0) {
            return "";
        }
        double ratio = parley / baseline;
        return ratio < SMALL
                ? String.format(Locale.ROOT, "1/%,.0f", 1 / ratio)
                : String.format(Locale.ROOT, "%.2f ×", ratio);
    }

    /** A number of ns with as many digits as make sense. */
    static String ns(double ns) {
        return String.format(Locale.ROOT, ns < 10 ? "%.2f" : ns < 100 ? "%.1f" : "%,.0f", ns);
    }

    /** Millions, as for messages a second. */
    static String millions(double perSecond) {
        return String.format(Locale.ROOT, "%.2f M", perSecond / 1e6);
    }

    /** From 0 to 1. */
    static String share(double share) {
        return String.format(Locale.ROOT, "%.2f", share);
    }

    /** From the lowest of several runs to the highest, in per cent of the median; empty where there is one run only. */
    static String spread(List<Double> runs) {
        double median = Latencies.median(runs);
        if (runs.size() == 1 || median == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT, "%.0f %%", PER_CENT * (Collections.max(runs) - Collections.min(runs)) / median);
    }

    /** Milliseconds. */
    static String ms(double ms) {
        return String.format(Locale.ROOT, ms < 1000 ? "%.1f" : "%,.0f", ms);
    }
}
