package io.parley.perf.compare;

import java.util.List;

/**
 * One figure of a benchmark, with everything that its JVMs measured.
 *
 * @param unit as JMH writes it
 * @param jvms for each JVM the score of each iteration
 */
record Figure(String unit, List<List<Double>> jvms) {
    /** Whether there is nothing to compare: no iterations, or one that is not a number. */
    boolean isUnusable() {
        return jvms.isEmpty()
                || jvms.stream().anyMatch(List::isEmpty)
                || jvms.stream().flatMap(List::stream).anyMatch(score -> !Double.isFinite(score));
    }

    /** The mean over the JVMs of the median of each one's iterations. */
    double center() {
        return jvms.stream().mapToDouble(Figure::median).average().orElse(Double.NaN);
    }

    /** The middle one; of an even number, the mean of the two in the middle. */
    static double median(List<Double> scores) {
        double[] sorted =
                scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
