package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of one benchmark: a list of iterations for each process that ran it. The median is that of the processes'
 * medians, because iterations of one process share what its compiler and its memory layout came to.
 *
 * @param ns time of one operation
 * @param cpuNs processor time of one operation; empty if it is not known
 * @param bytes allocated by one operation; empty if it is not known
 */
record Score(List<List<Double>> ns, List<List<Double>> cpuNs, List<List<Double>> bytes) {
    private static double median(List<List<Double>> figures) {
        return Latencies.median(figures.stream().map(Latencies::median).toList());
    }

    double medianNs() {
        return median(ns);
    }

    /** Whether processor time and allocation are known. */
    boolean knowsProcess() {
        return !cpuNs.isEmpty();
    }

    /** Of all processes of both. */
    Score plus(Score more) {
        return new Score(concat(ns, more.ns), concat(cpuNs, more.cpuNs), concat(bytes, more.bytes));
    }

    private static List<List<Double>> concat(List<List<Double>> some, List<List<Double>> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    double medianCpuNs() {
        return median(cpuNs);
    }

    double medianBytes() {
        return median(bytes);
    }

    /** The median of every process, ns, in ascending order. */
    String everyNs() {
        return ns.stream().map(Latencies::median).sorted().map(Figure::ns).collect(Collectors.joining(" "));
    }

    /** From the fastest process to the slowest, in per cent of the median; empty where there is one process only. */
    String spread() {
        return Figure.spread(ns.stream().map(Latencies::median).toList());
    }
}
