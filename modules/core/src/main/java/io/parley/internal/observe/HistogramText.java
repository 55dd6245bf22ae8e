package io.parley.internal.observe;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Histograms as the texts that other tools read. Through memory, because a PrintStream keeps errors to itself. */
public final class HistogramText {
    /** Instead of the start of a log that is there already. */
    public static final long NO_NEW_LOG = -1;

    /** Lines of percentiles each time that what is above halves. */
    private static final int STEPS_PER_HALF = 5;

    private HistogramText() {}

    /**
     * An interval as it stands in a histogram log, behind the log's head if there is none yet.
     *
     * @param title what the head says it is
     * @param startOfNewLogMs when the log starts, or {@link #NO_NEW_LOG}
     */
    public static byte[] log(Histogram interval, String title, long startOfNewLogMs) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        HistogramLogWriter log = new HistogramLogWriter(text);
        if (startOfNewLogMs != NO_NEW_LOG) {
            log.outputComment("[" + title + "]");
            log.outputLogFormatVersion();
            log.outputStartTime(startOfNewLogMs);
            log.outputLegend();
        }
        log.outputIntervalHistogram(interval);
        log.close();
        return text.toByteArray();
    }

    /** What the head of a log says. */
    public static String title(String name, long clamped) {
        return "Latency in ns: " + name + ", above one hour: " + clamped;
    }

    /** Percentiles as comma-separated values, with a line of headings. */
    public static byte[] percentiles(Histogram histogram) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.US_ASCII)) {
            histogram.outputPercentileDistribution(out, STEPS_PER_HALF, 1.0, true);
        }
        return text.toByteArray();
    }
}
