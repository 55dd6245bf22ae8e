package io.parley.perf.report;

import io.parley.perf.rig.HandOver;
import io.parley.perf.rig.HandOverLatency;
import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.PoolKind;
import io.parley.perf.rig.PoolLatency;
import io.parley.perf.rig.PoolLatency.Handing;
import io.parley.perf.rig.RoundTripLatency;
import io.parley.perf.rig.Scenario;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** An empty task, there and back, and what two processes need at least for that. */
final class PoolLatencySection implements Section {
    private static final double MEDIAN = 50;
    private static final int BYTES = 32;
    private static final long RATE = 10_000;
    private static final Goal AGAINST_FUTEX = Goal.atMost(1.5);
    private static final Goal AGAINST_QUEUE = Goal.atMost(10);
    private static final Goal AGAINST_PYTHON = Goal.atMost(0.5);
    private static final String QUEUE = "SharedQueue round trip, spin, " + BYTES + " B";

    private final Effort effort;
    private final Map<String, List<Latencies>> results = new LinkedHashMap<>();
    private final Map<String, String> absences = new LinkedHashMap<>();

    PoolLatencySection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "Empty task through a pool with one worker";
    }

    /** Run by run and not pool by pool, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        for (int run = 0; run < effort.runs(); run++) {
            for (PoolKind kind : PoolKind.values()) {
                for (Handing handing : Handing.values()) {
                    measure(kind, handing);
                }
            }
            measure(HandOver.FUTEX_BLOCK);
            measure(HandOver.FUTEX_SPIN);
            add(
                    QUEUE,
                    () -> RoundTripLatency.measure(
                                    new Scenario(Transport.PARLEY, Wait.SPIN, BYTES),
                                    RATE,
                                    effort.warmUp(),
                                    effort.run())
                            .backToBack());
        }
    }

    /** Threads have one way only. */
    private void measure(PoolKind kind, Handing handing) {
        if (!kind.isPresent()) {
            absences.put(key(kind, handing), kind.absence());
        } else if (kind != PoolKind.THREADS || handing == Handing.SUBMIT) {
            add(key(kind, handing), () -> PoolLatency.measure(kind, handing, effort.warmUp(), effort.run()));
        }
    }

    private void measure(HandOver futex) {
        if (futex.isPresent()) {
            add(futex.title(), () -> HandOverLatency.measure(futex, effort.warmUp(), effort.run()));
        } else {
            absences.put(futex.title(), futex.absence());
        }
    }

    private void add(String what, Supplier<Latencies> run) {
        results.computeIfAbsent(what, key -> new ArrayList<>()).add(run.get());
    }

    private static String key(PoolKind kind, Handing handing) {
        if (kind == PoolKind.PYTHON) {
            return "Python Pool." + (handing == Handing.CALL ? "apply" : "apply_async().get()");
        }
        return kind.title() + ", " + handing.title();
    }

    @Override
    public String toMarkdown() {
        List<String> header = new ArrayList<>(List.of("round trip, µs", "run"));
        header.addAll(Latencies.COLUMNS);
        header.add("trips");
        Table table = new Table(header.toArray(String[]::new));
        results.forEach((what, runs) -> {
            for (int run = 0; run < runs.size(); run++) {
                List<String> row = new ArrayList<>(List.of(what, Integer.toString(run + 1)));
                row.addAll(runs.get(run).cells());
                row.add(String.format(Locale.ROOT, "%,d", runs.get(run).count()));
                table.row(row);
            }
        });
        absences.forEach((what, absence) -> table.row(what, absence, "", "", "", "", "", "", ""));
        return "A closed loop: the next task is handed over when the last one is done, so there is no intended time to count"
                + " from, and a stall is one long trip. The thread that hands over and the worker's are pinned to a core"
                + " each, as the sides of the hand-over in C are; that hand-over and back is the least that two processes"
                + " need. A future is completed by a third thread, in Java and in Python.\n\n"
                + table;
    }

    @Override
    public List<Chart> charts() {
        return List.of(Chart.of(
                        title(),
                        results,
                        what -> what,
                        what -> what.startsWith("ProcessPool") || what.equals(QUEUE),
                        run -> run)
                .without(absences));
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        add(figures, PoolKind.PARLEY_BLOCK, Handing.CALL, HandOver.FUTEX_BLOCK.title(), AGAINST_FUTEX);
        add(figures, PoolKind.PARLEY_SPIN, Handing.CALL, QUEUE, AGAINST_QUEUE);
        add(figures, PoolKind.PARLEY_SPIN, Handing.CALL, HandOver.FUTEX_SPIN.title(), Goal.NONE);
        for (PoolKind kind : List.of(PoolKind.PARLEY_BLOCK, PoolKind.PARLEY_ADAPTIVE)) {
            add(figures, kind, Handing.CALL, key(PoolKind.PYTHON, Handing.CALL), AGAINST_PYTHON);
            add(figures, kind, Handing.SUBMIT, key(PoolKind.PYTHON, Handing.SUBMIT), Goal.NONE);
        }
        add(figures, PoolKind.PARLEY_ADAPTIVE, Handing.SUBMIT, key(PoolKind.THREADS, Handing.SUBMIT), Goal.NONE);
        add(figures, PoolKind.PARLEY_SPIN, Handing.SUBMIT, key(PoolKind.THREADS, Handing.SUBMIT), Goal.NONE);
        return figures;
    }

    private double medianUs(String what) {
        return Latencies.median(
                results.get(what).stream().map(run -> run.percentileUs(MEDIAN)).toList());
    }

    private void add(List<Figure> figures, PoolKind kind, Handing handing, String baseline, Goal goal) {
        String what = "empty task p50, " + key(kind, handing);
        double ours = medianUs(key(kind, handing));
        if (!results.containsKey(baseline)) {
            figures.add(Figure.alone(
                    what, Latencies.us(ours) + " µs", baseline + ": " + absences.get(baseline), goal.open()));
            return;
        }
        double theirs = medianUs(baseline);
        figures.add(new Figure(
                what,
                Latencies.us(ours) + " µs",
                baseline,
                Latencies.us(theirs) + " µs",
                Figure.ratio(ours, theirs),
                goal.judge(ours / theirs)));
    }
}
