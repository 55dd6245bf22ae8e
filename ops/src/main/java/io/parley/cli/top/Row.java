package io.parley.cli.top;

import java.util.List;
import java.util.Optional;

/**
 * An object between two looks. What there is not of such an object, or not yet, is empty.
 *
 * @param name its name
 * @param kind what it is; empty if that is unknown
 * @param file the name of its file
 * @param operationsPerS locks acquired, messages appended, writes to a map
 * @param takenPerS messages taken or claimed
 * @param bytesPerS bytes of the messages put
 * @param waitedPerS how often somebody found it locked, or full
 * @param depth what lies in it
 * @param depthOf what the depth counts: {@code messages}, {@code bytes}, {@code entries}, {@code permits}
 * @param lag the most messages that a subscriber has not dealt with
 * @param waiters how many threads sleep for it, or for the lock inside of it
 * @param holders who has it, or something of it
 * @param latencies of what came between the two looks, if latencies are recorded
 * @param problem what is wrong with it; empty if nothing is
 */
public record Row(
        String name,
        String kind,
        String file,
        Optional<Double> operationsPerS,
        Optional<Double> takenPerS,
        Optional<Double> bytesPerS,
        Optional<Double> waitedPerS,
        Optional<Long> depth,
        String depthOf,
        Optional<Long> lag,
        int waiters,
        List<String> holders,
        List<Latency> latencies,
        String problem) {
    /**
     * How long one sort of operation took.
     *
     * @param kind which sort
     * @param count how many there were
     * @param p50Ns half of them took at most that
     * @param p99Ns 99 % of them took at most that
     */
    public record Latency(String kind, long count, long p50Ns, long p99Ns) {}
}
