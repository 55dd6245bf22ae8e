package io.parley.cli.bench;

import java.util.List;

/**
 * What was measured.
 *
 * @param machine where
 * @param seconds how long each line was measured
 * @param waiting how threads waited
 * @param alone what one thread pays for an operation that nobody else does at the same time
 * @param trips to another JVM and back, one after the other
 */
public record Measured(Machine machine, double seconds, String waiting, List<Cost> alone, List<Trip> trips) {
    /**
     * One operation, in one thread.
     *
     * @param operation what
     * @param ns median of batches, each operation
     * @param worstNs that of the worst batch
     * @param baseline what the JDK has for one JVM
     * @param baselineNs median of its batches, in turn with ours
     * @param ratio of the two medians
     */
    public record Cost(String operation, double ns, double worstNs, String baseline, double baselineNs, double ratio) {}

    /**
     * There and back.
     *
     * @param by what carries it
     * @param baseline whether it is not of Parley
     * @param trips how many
     * @param p50Us percentiles in microseconds
     */
    public record Trip(
            String by,
            boolean baseline,
            long trips,
            double p50Us,
            double p90Us,
            double p99Us,
            double p999Us,
            double maxUs) {}
}
