package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.OneWayLatency;
import io.parley.perf.rig.Scenario;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** From one JVM to another: throughput, and latency on a schedule. */
final class OneWaySection implements Section {
    private static final int SMALL = 32;
    private static final int MIDDLE = 256;
    private static final int LARGE = 1024;
    private static final long RATE = 50_000;
    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario(Transport.PARLEY, Wait.SPIN, SMALL),
            new Scenario(Transport.CHRONICLE, Wait.SPIN, SMALL),
            new Scenario(Transport.PARLEY, Wait.ADAPTIVE, SMALL),
            new Scenario(Transport.SOCKET, Wait.BLOCK, SMALL),
            new Scenario(Transport.HEAP, Wait.BLOCK, SMALL),
            new Scenario(Transport.PARLEY, Wait.SPIN, MIDDLE),
            new Scenario(Transport.CHRONICLE, Wait.SPIN, MIDDLE),
            new Scenario(Transport.PARLEY, Wait.SPIN, LARGE),
            new Scenario(Transport.CHRONICLE, Wait.SPIN, LARGE));
    private static final Goal NEARLY_AS_FAST = Goal.atLeast(0.85);

    private final Effort effort;
    private final Map<Scenario, OneWayLatency.Result> results = new LinkedHashMap<>();

    OneWaySection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "One way between two JVMs";
    }

    @Override
    public void measure() {
        for (Scenario scenario : SCENARIOS) {
            results.put(
                    scenario, OneWayLatency.measure(scenario, effort.messages(), effort.rounds(), RATE, effort.run()));
        }
    }

    @Override
    public String toMarkdown() {
        Table saturated = new Table(
                "saturated",
                "bytes",
                "median messages/s",
                "processor time of a message, both sides, ns",
                "every round");
        List<String> header = new ArrayList<>(List.of("on schedule, µs", "bytes"));
        header.addAll(Latencies.COLUMNS);
        Table scheduled = new Table(header.toArray(String[]::new));
        StringBuilder missed = new StringBuilder();
        results.forEach((scenario, result) -> {
            String bytes = Integer.toString(scenario.bytes());
            saturated.row(
                    scenario.title(),
                    bytes,
                    Figure.millions(median(result)),
                    Figure.ns(result.cpuNs()),
                    result.messagesPerSecond().stream().map(Figure::millions).collect(Collectors.joining(", ")));
            List<String> row = new ArrayList<>(List.of(scenario.title(), bytes));
            row.addAll(result.onSchedule().cells());
            scheduled.row(row);
            if (result.rateMissed()) {
                missed.append(String.format(
                        Locale.ROOT,
                        "**RATE MISSED: %s, %s B: WANTED %,d/S, ACHIEVED %,.0f/S.**%n%n",
                        scenario.title(),
                        bytes,
                        result.wantedRate(),
                        result.achievedRate()));
            }
        });
        return saturated
                + String.format(Locale.ROOT, "%,d messages a second, from the intended sending time:%n%n", RATE)
                + scheduled
                + missed;
    }

    @Override
    public List<Chart> charts() {
        Map<Scenario, List<OneWayLatency.Result>> runs = new LinkedHashMap<>();
        results.forEach((scenario, result) -> runs.put(scenario, List.of(result)));
        return List.of(Chart.of(
                title() + String.format(Locale.ROOT, ", %,d a second, from the intended time", RATE),
                runs,
                scenario -> scenario.title() + ", " + scenario.bytes() + " B",
                scenario -> scenario.transport() == Transport.PARLEY,
                OneWayLatency.Result::onSchedule));
    }

    private static double median(OneWayLatency.Result result) {
        return Latencies.median(result.messagesPerSecond());
    }

    private Figure figure(Scenario parley, Scenario baseline, Goal goal) {
        double ours = median(results.get(parley));
        double theirs = median(results.get(baseline));
        return new Figure(
                "queue throughput, " + parley.waiting().label() + ", " + parley.bytes() + " B",
                Figure.millions(ours) + "/s",
                baseline.title(),
                Figure.millions(theirs) + "/s",
                Figure.ratio(ours, theirs),
                goal.judge(ours / theirs));
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                figure(SCENARIOS.get(0), SCENARIOS.get(1), NEARLY_AS_FAST),
                figure(SCENARIOS.get(5), SCENARIOS.get(6), NEARLY_AS_FAST),
                figure(SCENARIOS.get(7), SCENARIOS.get(8), NEARLY_AS_FAST),
                figure(SCENARIOS.get(2), SCENARIOS.get(3), Goal.NONE));
    }
}
