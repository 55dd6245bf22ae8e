package io.parley.perf.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/** Latencies of one run in ns, and how fast they came. */
public final class Latencies {
    /** The columns of every latency table. */
    public static final List<String> COLUMNS = List.of("p50", "p90", "p99", "p99.9", "p99.99", "max");

    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final long HIGHEST_NS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;
    private static final double NS_PER_US = 1e3;

    private final long startMs = System.currentTimeMillis();
    private long endMs;
    private final Histogram histogram = new Histogram(HIGHEST_NS, DIGITS);

    /** Adds one. */
    public void record(long ns) {
        histogram.recordValue(inRange(ns));
    }

    /** Adds one, that many times. */
    public void record(long ns, long times) {
        histogram.recordValueWithCount(inRange(ns), times);
    }

    /** Adds all that another has. */
    public void add(Latencies other) {
        histogram.add(other.histogram);
    }

    /** All of it in one word, for another process. */
    public String toText() {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes, Deflater.BEST_SPEED);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    /** What {@link #toText} made. */
    public static Latencies ofText(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            Latencies latencies = new Latencies();
            latencies.histogram.add(Histogram.decodeFromCompressedByteBuffer(bytes, 0));
            return latencies;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a histogram: " + text.length() + " characters", e);
        }
    }

    /** Writes it as one interval of a log that HdrHistogram's tools read. */
    public void log(Path file, List<String> comments, Instant start, Instant end) {
        Histogram interval = histogram.copy();
        interval.setStartTimeStamp(start.toEpochMilli());
        interval.setEndTimeStamp(end.toEpochMilli());
        try {
            HlogFile.write(file, interval, comments);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static long inRange(long ns) {
        return Math.max(0, Math.min(HIGHEST_NS, ns));
    }

    /** How many there are. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Value in µs below which that many per cent lie. */
    public double percentileUs(double percentile) {
        return histogram.getValueAtPercentile(percentile) / NS_PER_US;
    }

    /** The worst, in µs. */
    public double maxUs() {
        return histogram.getMaxValue() / NS_PER_US;
    }

    /** Notes the time at which the run was over; what is not noted is over when it is first copied. */
    Latencies ended() {
        endMs = System.currentTimeMillis();
        return this;
    }

    /** A copy of all of them, in ns, with the times of day at which the run began and ended. */
    public Histogram histogram() {
        if (endMs == 0) {
            ended();
        }
        Histogram copy = histogram.copy();
        copy.setStartTimeStamp(startMs);
        copy.setEndTimeStamp(endMs);
        return copy;
    }

    /** One cell for each of {@link #COLUMNS}, in µs. */
    public List<String> cells() {
        return Arrays.stream(PERCENTILES)
                .mapToObj(p -> us(p == 100 ? maxUs() : percentileUs(p)))
                .toList();
    }

    /** A number of µs with as many digits as make sense. */
    public static String us(double us) {
        return String.format(Locale.ROOT, us < 10 ? "%.2f" : us < 1000 ? "%.1f" : "%,.0f", us);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        List<String> cells = cells();
        for (int i = 0; i < cells.size(); i++) {
            text.append(String.format("%s %s  ", COLUMNS.get(i), cells.get(i)));
        }
        return text.append("µs  n=").append(count()).toString();
    }

    /** The middle one of several numbers; of an even number of them, the mean of the two in the middle. */
    public static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
