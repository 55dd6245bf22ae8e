package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.StartLatency;
import io.parley.perf.rig.StartLatency.Result;
import io.parley.perf.rig.StartLatency.Start;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a child costs before it works. */
final class ProcessStartSection implements Section {
    private static final Goal AGAINST_PLAIN = Goal.atMost(0.7);
    private static final Goal AGAINST_EMPTY = Goal.atMost(4);
    private static final Goal WARM_AGAINST_COLD = Goal.atMost(0.1);

    private final Effort effort;
    private final Map<Start, List<Result>> results = new EnumMap<>(Start.class);

    ProcessStartSection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "Starting a child that takes a message";
    }

    /** Round by round and not start by start, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        try (StartLatency rig = StartLatency.open()) {
            for (int round = 0; round < effort.starts(); round++) {
                for (Start start : Start.values()) {
                    results.computeIfAbsent(start, key -> new ArrayList<>()).add(rig.measure(start));
                }
            }
        }
    }

    private List<Double> ms(Start start, ToDoubleFunction<Result> what) {
        return results.get(start).stream().mapToDouble(what).sorted().boxed().toList();
    }

    @Override
    public String toMarkdown() {
        Table table = new Table(
                "what", "taken, median ms", "worst", "ended, median ms", "worst", "until taken, every JVM, ms, sorted");
        for (Start start : results.keySet()) {
            List<Double> taken = ms(start, Result::takenMs);
            List<Double> ended = ms(start, Result::endedMs);
            table.row(
                    start.title(),
                    Figure.ms(Latencies.median(taken)),
                    Figure.ms(Collections.max(taken)),
                    Figure.ms(Latencies.median(ended)),
                    Figure.ms(Collections.max(ended)),
                    taken.stream().map(Figure::ms).collect(Collectors.joining(" ")));
        }
        return "From `start()` in the parent until the parent sees that the child has opened the domain and taken a message,"
                + " and until it sees the child's end. The archive of classes was built for this run. A warm JVM has waited"
                + " for two seconds. The empty JVM has an empty `main`, this page's flags and class path, and is measured"
                + " to its end.\n\n"
                + table;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                figure("ended", Start.SHARING, Start.PLAIN, Result::endedMs, AGAINST_PLAIN),
                figure("ended", Start.SHARING, Start.EMPTY, Result::endedMs, AGAINST_EMPTY),
                figure("taken", Start.WARM, Start.PLAIN, Result::takenMs, WARM_AGAINST_COLD),
                figure("taken", Start.WARM, Start.SHARING, Result::takenMs, Goal.NONE),
                figure("ended", Start.QUEUE_SHARING, Start.QUEUE_PLAIN, Result::endedMs, Goal.NONE),
                figure("taken", Start.QUEUE_WARM, Start.QUEUE_PLAIN, Result::takenMs, WARM_AGAINST_COLD));
    }

    private Figure figure(String until, Start parley, Start baseline, ToDoubleFunction<Result> what, Goal goal) {
        double ours = Latencies.median(ms(parley, what));
        double theirs = Latencies.median(ms(baseline, what));
        return new Figure(
                "child until " + until + ": " + parley.title(),
                Figure.ms(ours) + " ms",
                baseline.title(),
                Figure.ms(theirs) + " ms",
                Figure.ratio(ours, theirs),
                goal.judge(ours / theirs));
    }
}
