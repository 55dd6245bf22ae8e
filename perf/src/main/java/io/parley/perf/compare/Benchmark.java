package io.parley.perf.compare;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * One result of JMH.
 *
 * @param name class and method, without the package
 * @param mode as JMH writes it: {@code avgt}, {@code thrpt}, …
 * @param parameters their values, and the number of threads if there are several
 * @param score the time, or the throughput
 * @param others what profilers measured, by name
 */
record Benchmark(
        String name, String mode, SortedMap<String, String> parameters, Figure score, Map<String, Figure> others) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String THROUGHPUT = "thrpt";

    /** What two runs must have in common to be compared. */
    String key() {
        return parameters.isEmpty()
                ? name
                : name + " "
                        + parameters.entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining(" "));
    }

    /** The same parameters for another method. */
    String keyOf(String method) {
        return method + key().substring(name.length());
    }

    boolean isThroughput() {
        return THROUGHPUT.equals(mode);
    }

    /** Bytes allocated by each operation, if the profiler was on. */
    Optional<Figure> allocation() {
        return others.entrySet().stream()
                .filter(each -> each.getKey().endsWith(ALLOCATION))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
