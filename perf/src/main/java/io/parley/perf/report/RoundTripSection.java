package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.RoundTripLatency;
import io.parley.perf.rig.Scenario;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Ping-pong between two JVMs. */
final class RoundTripSection implements Section {
    private static final int BYTES = 32;
    private static final long RATE = 10_000;
    private static final double MEDIAN = 50;
    private static final double NS_PER_US = 1e3;
    private static final Scenario PARLEY_SPIN = new Scenario(Transport.PARLEY, Wait.SPIN, BYTES);
    private static final Scenario PARLEY_ADAPTIVE = new Scenario(Transport.PARLEY, Wait.ADAPTIVE, BYTES);
    private static final Scenario PARLEY_BLOCK = new Scenario(Transport.PARLEY, Wait.BLOCK, BYTES);
    private static final Scenario CHRONICLE = new Scenario(Transport.CHRONICLE, Wait.SPIN, BYTES);
    private static final Scenario SOCKET = new Scenario(Transport.SOCKET, Wait.BLOCK, BYTES);
    private static final Scenario TCP = new Scenario(Transport.TCP, Wait.BLOCK, BYTES);
    private static final Scenario DISRUPTOR_SPIN = new Scenario(Transport.DISRUPTOR, Wait.SPIN, BYTES);
    private static final Scenario DISRUPTOR_BLOCK = new Scenario(Transport.DISRUPTOR, Wait.BLOCK, BYTES);
    private static final Scenario HEAP_SPIN = new Scenario(Transport.HEAP, Wait.SPIN, BYTES);
    private static final Scenario HEAP_BLOCK = new Scenario(Transport.HEAP, Wait.BLOCK, BYTES);
    private static final List<Scenario> SCENARIOS = List.of(
            PARLEY_SPIN,
            CHRONICLE,
            DISRUPTOR_SPIN,
            HEAP_SPIN,
            PARLEY_ADAPTIVE,
            PARLEY_BLOCK,
            SOCKET,
            TCP,
            DISRUPTOR_BLOCK,
            HEAP_BLOCK);

    private final Effort effort;
    private final Map<Scenario, List<RoundTripLatency.Result>> results = new LinkedHashMap<>();

    RoundTripSection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "Round trip between two JVMs, " + BYTES + " B";
    }

    /** Run by run and not scenario by scenario, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        for (int run = 0; run < effort.runs(); run++) {
            for (Scenario scenario : SCENARIOS) {
                results.computeIfAbsent(scenario, key -> new ArrayList<>())
                        .add(RoundTripLatency.measure(scenario, RATE, effort.warmUp(), effort.run()));
            }
        }
    }

    @Override
    public String toMarkdown() {
        StringBuilder text = new StringBuilder();
        text.append("Back to back, µs:\n\n").append(table(RoundTripLatency.Result::backToBack));
        text.append(String.format(
                Locale.ROOT, "On schedule, %,d a second, service time (from the actual start), µs:%n%n", RATE));
        text.append(table(RoundTripLatency.Result::service));
        text.append("The same, response time (from the intended start), µs:\n\n");
        text.append(table(RoundTripLatency.Result::response));
        text.append(cpuTable());
        results.forEach((scenario, runs) -> runs.stream()
                .filter(RoundTripLatency.Result::rateMissed)
                .forEach(run -> text.append(String.format(
                        Locale.ROOT,
                        "**RATE MISSED: %s WANTED %,d/S, ACHIEVED %,.0f/S. ITS RESPONSE TIMES SHOW THE BACKLOG.**%n%n",
                        scenario.title(),
                        run.wantedRate(),
                        run.achievedRate()))));
        return text.toString();
    }

    private String cpuTable() {
        Table table = new Table("processor time of both sides for each trip back to back, µs", "median", "every run");
        results.forEach((scenario, runs) -> {
            List<Double> us = runs.stream().map(run -> run.cpuNs() / NS_PER_US).toList();
            table.row(
                    scenario.title(),
                    Latencies.us(Latencies.median(us)),
                    us.stream().map(Latencies::us).collect(Collectors.joining(" ")));
        });
        return "Processor time, with whatever else the JVMs do meanwhile:\n\n" + table;
    }

    private Table table(Function<RoundTripLatency.Result, Latencies> which) {
        List<String> header = new ArrayList<>(List.of("", "run"));
        header.addAll(Latencies.COLUMNS);
        header.add("trips");
        Table table = new Table(header.toArray(String[]::new));
        results.forEach((scenario, runs) -> {
            for (int run = 0; run < runs.size(); run++) {
                Latencies latencies = which.apply(runs.get(run));
                List<String> row = new ArrayList<>(List.of(scenario.title(), Integer.toString(run + 1)));
                row.addAll(latencies.cells());
                row.add(String.format(Locale.ROOT, "%,d", latencies.count()));
                table.row(row);
            }
        });
        return table;
    }

    @Override
    public List<Chart> charts() {
        return List.of(
                chart("back to back", RoundTripLatency.Result::backToBack).ofTrips(),
                chart("on schedule, service time", RoundTripLatency.Result::service),
                chart("on schedule, response time", RoundTripLatency.Result::response));
    }

    private Chart chart(String how, Function<RoundTripLatency.Result, Latencies> which) {
        return Chart.of(
                title() + ", " + how,
                results,
                Scenario::title,
                scenario -> scenario.transport() == Transport.PARLEY,
                which);
    }

    private double medianUs(Scenario scenario) {
        return Latencies.median(results.get(scenario).stream()
                .map(run -> run.backToBack().percentileUs(MEDIAN))
                .toList());
    }

    private Figure figure(Scenario parley, Scenario baseline, Goal goal) {
        return new Figure(
                "queue round trip p50, " + parley.waiting().label(),
                Latencies.us(medianUs(parley)) + " µs",
                baseline.title(),
                Latencies.us(medianUs(baseline)) + " µs",
                Figure.ratio(medianUs(parley), medianUs(baseline)),
                goal.judge(medianUs(parley) / medianUs(baseline)));
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                figure(PARLEY_SPIN, CHRONICLE, Goal.atMost(1.25)),
                figure(PARLEY_SPIN, DISRUPTOR_SPIN, Goal.NONE),
                figure(PARLEY_SPIN, HEAP_SPIN, Goal.NONE),
                figure(PARLEY_ADAPTIVE, SOCKET, Goal.NONE),
                figure(PARLEY_ADAPTIVE, TCP, Goal.NONE),
                figure(PARLEY_BLOCK, SOCKET, Goal.NONE),
                figure(PARLEY_BLOCK, TCP, Goal.NONE),
                figure(PARLEY_BLOCK, DISRUPTOR_BLOCK, Goal.NONE),
                figure(PARLEY_BLOCK, HEAP_BLOCK, Goal.NONE));
    }
}
