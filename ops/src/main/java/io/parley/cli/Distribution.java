package io.parley.cli;

import io.parley.cli.output.Nanos;
import io.parley.cli.output.Terminal;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.ObjectGlance;
import io.parley.internal.observe.HistogramFile;
import io.parley.observe.ObjectInfo;
import java.util.List;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * How latencies spread.
 *
 * @param count how many there are
 * @param clamped how many of them were above one hour
 * @param meanNs their mean; 0 if there are none
 * @param percentiles from the lowest to the highest; empty if there are none
 */
record Distribution(long count, long clamped, double meanNs, List<Percentile> percentiles) {
    /** Nothing was counted. */
    static final Distribution NONE = new Distribution(0, 0, 0, List.of());

    private static final double[] USUAL = {0, 50, 75, 90, 95, 99, 99.9, 99.99, 99.999, 100};

    /**
     * So many percent took at most so long.
     *
     * @param percent from 0, the lowest, to 100, the highest
     */
    record Percentile(double percent, long ns) {
        /** As {@code 99.9}. */
        String label() {
            boolean whole = percent == Math.rint(percent);
            return whole ? Long.toString((long) percent) : Double.toString(percent);
        }
    }

    /** What was counted, as it lies in a file. */
    record Counts(Histogram all, long clamped) {
        static Counts of(ObjectInfo histogram) {
            Memory mapped = ObjectGlance.of(histogram.path()).map();
            return new Counts(HistogramFile.read(mapped), HistogramFile.clamped(mapped));
        }
    }

    static Distribution of(Counts counts) {
        return of(counts, USUAL);
    }

    static Distribution of(Counts counts, double... percents) {
        Histogram all = counts.all;
        long count = all.getTotalCount();
        List<Percentile> percentiles = count == 0
                ? List.of()
                : DoubleStream.of(percents)
                        .mapToObj(percent -> new Percentile(
                                percent, percent == 0 ? all.getMinValue() : all.getValueAtPercentile(percent)))
                        .toList();
        return new Distribution(count, counts.clamped, count == 0 ? 0 : all.getMean(), percentiles);
    }

    /** A percentile, if it is one of those that are here, for people. */
    String time(double percent, Terminal terminal) {
        return percentiles.stream()
                .filter(each -> each.percent == percent)
                .map(each -> Nanos.text(each.ns, terminal))
                .findFirst()
                .orElse("-");
    }
}
