package io.parley.perf.plot;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies as a line: the part of them that is not exceeded on one axis, the latency on the other. Immutable.
 *
 * @param name what the legend says
 * @param isParley whether it is drawn as one of Parley's
 * @param nines the share that is not exceeded, as {@code -log10(1 - share)}: 1 is 90 %, 2 is 99 %; ascending
 * @param us the latency that it does not exceed, in µs
 */
public record Curve(String name, boolean isParley, List<Double> nines, List<Double> us) {
    /**
     * Three points on the way from 0 to 50 %, three from there to 75 %, and so on: with more of them, the pieces
     * between two would be shorter than a dash.
     */
    private static final int POINTS_PER_HALF = 3;

    private static final double PER_CENT = 100;
    private static final double NS_PER_US = 1e3;

    /** The lists are copied. */
    public Curve {
        nines = List.copyOf(nines);
        us = List.copyOf(us);
    }

    /**
     * The line of what {@code ns} has counted. It ends with the highest, which one of as many as there are is: a
     * thousand latencies say nothing about what one in ten thousand is.
     *
     * @param name what the legend says
     * @param isParley whether it is one of Parley's
     * @param ns latencies in ns
     * @return the line; what took less than a nanosecond is drawn as one, because logarithms know no zero
     * @throws IllegalArgumentException if nothing was counted: leave such a line out
     */
    public static Curve of(String name, boolean isParley, Histogram ns) {
        if (ns.getTotalCount() == 0) {
            throw new IllegalArgumentException("nothing to draw: no latencies were recorded, curve=" + name);
        }
        double last = Math.log10(ns.getTotalCount());
        List<Double> nines = new ArrayList<>();
        List<Double> us = new ArrayList<>();
        for (HistogramIterationValue value : ns.percentiles(POINTS_PER_HALF)) {
            double exceeding = 1 - value.getPercentileLevelIteratedTo() / PER_CENT;
            double nine = exceeding <= 0 ? last : Math.min(last, -Math.log10(exceeding));
            nines.add(Math.max(0, nine));
            us.add(Math.max(1, value.getValueIteratedTo()) / NS_PER_US);
        }
        return new Curve(name, isParley, nines, us);
    }

    /** The highest latency, in µs. */
    double maxUs() {
        return us.get(us.size() - 1);
    }

    /** The lowest latency, in µs. */
    double minUs() {
        return us.get(0);
    }

    /** How far to the right it goes. */
    double maxNines() {
        return nines.get(nines.size() - 1);
    }
}
