package io.parley.perf.report;

import io.parley.perf.rig.HandOver;
import io.parley.perf.rig.HandOverLatency;
import io.parley.perf.rig.Latencies;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Two processes that wait for each other in turn. */
final class HandOverSection implements Section {
    private static final double MEDIAN = 50;
    private static final Goal AGAINST_FUTEX = Goal.atMost(1.3);
    private static final Set<HandOver> PIPES = EnumSet.range(HandOver.PIPE_BLOCK, HandOver.PYTHON_PIPE);

    private final Effort effort;
    private final boolean pipes;
    private final Set<HandOver> handOvers;
    private final Map<HandOver, List<Latencies>> results = new EnumMap<>(HandOver.class);

    private HandOverSection(Effort effort, boolean pipes, Set<HandOver> handOvers) {
        this.effort = effort;
        this.pipes = pipes;
        this.handOvers = handOvers;
    }

    /** Semaphores and events. */
    static HandOverSection synchronisation(Effort effort) {
        return new HandOverSection(effort, false, EnumSet.complementOf(EnumSet.copyOf(PIPES)));
    }

    /** Pipes, and what they were to be measured against. */
    static HandOverSection pipes(Effort effort) {
        Set<HandOver> handOvers = EnumSet.copyOf(PIPES);
        handOvers.addAll(
                EnumSet.of(HandOver.FUTEX_BLOCK, HandOver.FUTEX_SPIN, HandOver.WORDS_SPIN, HandOver.FUTEX_TOGETHER));
        return new HandOverSection(effort, true, handOvers);
    }

    @Override
    public String title() {
        return pipes ? "Pipe between two processes, 32 B" : "Hand-over between two processes";
    }

    /** Run by run and not one after the other, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        for (int run = 0; run < effort.runs(); run++) {
            for (HandOver handOver : handOvers) {
                if (handOver.isPresent()) {
                    results.computeIfAbsent(handOver, key -> new ArrayList<>())
                            .add(HandOverLatency.measure(handOver, effort.warmUp(), effort.run()));
                }
            }
        }
    }

    @Override
    public String toMarkdown() {
        List<String> header = new ArrayList<>(List.of("round trip, µs", "run"));
        header.addAll(Latencies.COLUMNS);
        header.add("trips");
        Table table = new Table(header.toArray(String[]::new));
        for (HandOver handOver : handOvers) {
            List<Latencies> runs = results.getOrDefault(handOver, List.of());
            for (int run = 0; run < runs.size(); run++) {
                List<String> row = new ArrayList<>(List.of(handOver.title(), Integer.toString(run + 1)));
                row.addAll(runs.get(run).cells());
                row.add(String.format(Locale.ROOT, "%,d", runs.get(run).count()));
                table.row(row);
            }
            if (runs.isEmpty()) {
                table.row(handOver.title(), handOver.absence(), "", "", "", "", "", "", "");
            }
        }
        String what = pipes
                ? "A message there and one back"
                : "One process releases and acquires, the other acquires and releases";
        return "Ping-pong. " + what
                + "; a round trip is two hand-overs. Two bare words are the floor of the machine: one store each way, nothing else. Each process is pinned to a core of its own, or both to one: left to the kernel, that would"
                + " be chance, and makes a difference of ten times where waiters sleep.\n\n"
                + table;
    }

    @Override
    public List<Chart> charts() {
        Map<String, String> absent = new LinkedHashMap<>();
        handOvers.stream()
                .filter(handOver -> !handOver.isPresent())
                .forEach(handOver -> absent.put(handOver.title(), handOver.absence()));
        return List.of(Chart.of(title(), results, HandOver::title, HandOver::isParley, run -> run)
                .ofTrips()
                .without(absent));
    }

    @Override
    public List<Figure> figures() {
        if (pipes) {
            return List.of(
                    figure(HandOver.PIPE_ADAPTIVE, HandOver.PYTHON_PIPE, Goal.atMost(1.0 / 20)),
                    figure(HandOver.PIPE_BLOCK, HandOver.FUTEX_BLOCK, AGAINST_FUTEX),
                    figure(HandOver.PIPE_BLOCK, HandOver.SOCKET, Goal.atMost(1)),
                    figure(HandOver.PIPE_TOGETHER, HandOver.FUTEX_TOGETHER, Goal.NONE),
                    figure(HandOver.PIPE_TOGETHER, HandOver.SOCKET_TOGETHER, Goal.NONE),
                    figure(HandOver.PIPE_SPIN, HandOver.FUTEX_SPIN, Goal.NONE),
                    figure(HandOver.PIPE_SPIN, HandOver.WORDS_SPIN, Goal.NONE));
        }
        return List.of(
                figure(HandOver.SEMAPHORE_BLOCK, HandOver.FUTEX_BLOCK, AGAINST_FUTEX),
                figure(HandOver.SEMAPHORE_TOGETHER, HandOver.FUTEX_TOGETHER, Goal.NONE),
                figure(HandOver.SEMAPHORE_BLOCK, HandOver.PYTHON_SEMAPHORE, Goal.NONE),
                figure(HandOver.SEMAPHORE_ADAPTIVE, HandOver.FUTEX_BLOCK, Goal.NONE),
                figure(HandOver.SEMAPHORE_SPIN, HandOver.FUTEX_SPIN, Goal.NONE),
                figure(HandOver.SEMAPHORE_SPIN, HandOver.WORDS_SPIN, Goal.NONE),
                figure(HandOver.EVENT_BLOCK, HandOver.FUTEX_BLOCK, Goal.NONE),
                figure(HandOver.EVENT_SPIN, HandOver.FUTEX_SPIN, Goal.NONE));
    }

    private double medianUs(HandOver handOver) {
        return Latencies.median(results.get(handOver).stream()
                .map(run -> run.percentileUs(MEDIAN))
                .toList());
    }

    private Figure figure(HandOver parley, HandOver baseline, Goal goal) {
        String what = (pipes ? "there and back p50, " : "hand-over and back p50, ") + parley.title();
        double ours = medianUs(parley);
        if (!results.containsKey(baseline)) {
            return Figure.alone(
                    what, Latencies.us(ours) + " µs", baseline.title() + ": " + baseline.absence(), goal.open());
        }
        double theirs = medianUs(baseline);
        return new Figure(
                what,
                Latencies.us(ours) + " µs",
                baseline.title(),
                Latencies.us(theirs) + " µs",
                Figure.ratio(ours, theirs),
                goal.judge(ours / theirs));
    }
}
