package io.parley.perf.report;

import java.util.Locale;

/**
 * What was agreed on before anything was built, and whether it came out so.
 *
 * @param sign how a figure has to compare with the limit
 * @param limit the limit
 * @param unit what stands behind the limit
 */
record Goal(String sign, double limit, String unit) {
    private static final String AT_MOST = "≤";
    private static final String AT_LEAST = "≥";
    private static final String NS = " ns";
    /** Where nothing was agreed on. */
    static final Goal NONE = new Goal("", 0, "");

    /** Parley's figure is at most that many times the baseline's. */
    static Goal atMost(double ratio) {
        return new Goal(AT_MOST, ratio, " ×");
    }

    /** Parley's figure is at least that many times the baseline's. */
    static Goal atLeast(double ratio) {
        return new Goal(AT_LEAST, ratio, " ×");
    }

    /** Parley's figure itself is at most that many milliseconds. */
    static Goal atMostMs(double ms) {
        return new Goal(AT_MOST, ms, " ms");
    }

    /** Parley's figure itself, whatever the baseline's is, is at most that many nanoseconds. */
    static Goal atMostNs(double ns) {
        return new Goal(AT_MOST, ns, NS);
    }

    /** Parley's figure itself is at most that many megabytes. */
    static Goal atMostMb(double mb) {
        return new Goal(AT_MOST, mb, " MB");
    }

    /** Parley's figure itself is at most that many per cent. */
    static Goal atMostPercent(double percent) {
        return new Goal(AT_MOST, percent, " %");
    }

    /** Parley's figure itself is at least that much. */
    static Goal atLeastShare(double share) {
        return new Goal(AT_LEAST, share, "");
    }

    private boolean isMetBy(double figure) {
        return sign.equals(AT_MOST) ? figure <= limit : figure >= limit;
    }

    /** The limit and the verdict on two times, Parley's and the baseline's; empty where there is no limit. */
    String judge(double parleyNs, double baselineNs) {
        return judge(unit.equals(NS) ? parleyNs : parleyNs / baselineNs);
    }

    /** The limit without a verdict, where there is nothing to compare with; empty where there is no limit. */
    String open() {
        return sign.isEmpty() ? "" : wanted() + ": not measured";
    }

    /** The limit and the verdict; empty where there is no limit. */
    String judge(double figure) {
        if (sign.isEmpty()) {
            return "";
        }
        return wanted() + (isMetBy(figure) ? ": met" : ": **missed**");
    }

    private String wanted() {
        return String.format(Locale.ROOT, "%s %s%s", sign, digits(limit), unit);
    }

    private static String digits(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.replaceFirst("\\.?0+$", "");
    }
}
