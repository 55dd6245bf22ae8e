package io.parley.observe;

import io.parley.internal.observe.HistogramText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/**
 * What a {@link LatencyHistogram} counts, interval by interval: each call gives what came since the one before.
 *
 * <pre>{@code
 * LatencyIntervals intervals = histogram.intervals();
 * ...                                                    // every ten seconds
 * Histogram last = intervals.appendTo(Path.of("orders.hlog"));
 * }</pre>
 *
 * <p><b>Threading:</b> thread-safe; each interval goes to one caller. <b>Processes:</b> counts those of all; readers do
 * not disturb each other, and recorders do not notice. What a process recorded that dies afterwards is in the next
 * interval. <b>Blocking:</b> none, but for the file. <b>Allocation:</b> a histogram for each interval. <b>Failure:</b>
 * IllegalStateException if the histogram's handle was closed. <b>Units:</b> ns. <b>Differs from</b> HdrHistogram's
 * {@code Recorder}: nothing is reset, so what another reader has seen is not lost for this one.
 */
public final class LatencyIntervals {
    private final LatencyHistogram histogram;
    private Histogram seen;

    LatencyIntervals(LatencyHistogram histogram) {
        this.histogram = histogram;
        this.seen = histogram.snapshot();
    }

    /**
     * Ends an interval and begins the next.
     *
     * @return what was recorded in it, for the caller to keep; its time stamps are the interval's
     */
    public synchronized Histogram next() {
        Histogram now = histogram.snapshot();
        Histogram interval = since(now);
        seen = now;
        return interval;
    }

    private Histogram since(Histogram now) {
        Histogram interval = now.copy();
        interval.subtract(seen);
        interval.setStartTimeStamp(seen.getEndTimeStamp());
        interval.setEndTimeStamp(now.getEndTimeStamp());
        return interval;
    }

    /**
     * Ends an interval and appends it to a histogram log, which HdrHistogram's tools read and plot. A file that is not
     * there, or empty, begins with the log's head. If writing fails, the interval goes on.
     *
     * @param hlog the file, usually {@code .hlog}; for one process at a time
     * @return what was recorded in the interval, for the caller to keep
     * @throws IOException if the file cannot be written
     */
    public synchronized Histogram appendTo(Path hlog) throws IOException {
        Histogram now = histogram.snapshot();
        Histogram interval = since(now);
        long startMs = isNew(hlog) ? interval.getStartTimeStamp() : HistogramText.NO_NEW_LOG;
        Files.write(hlog, histogram.logLines(interval, startMs), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        seen = now;
        return interval;
    }

    private static boolean isNew(Path hlog) throws IOException {
        try {
            return Files.size(hlog) == 0;
        } catch (NoSuchFileException none) {
            return true;
        }
    }
}
