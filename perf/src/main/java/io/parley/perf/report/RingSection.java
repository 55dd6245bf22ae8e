package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.OneWayLatency;
import io.parley.perf.rig.RoundTripLatency;
import io.parley.perf.rig.Scenario;
import io.parley.perf.transport.Transport;
import io.parley.perf.transport.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Queues without history beside Agrona's ring buffers and Aeron, between two JVMs that spin. */
final class RingSection implements Section {
    private static final int SMALL = 32;
    private static final int LARGE = 256;
    private static final long RATE = 10_000;
    private static final double MEDIAN = 50;
    private static final Goal ROUND_TRIP = Goal.atMost(1.1);
    private static final Goal THROUGHPUT = Goal.atLeast(0.9);
    private static final Goal TWICE = Goal.atLeast(2);
    private static final List<Transport> TRANSPORTS = List.of(
            Transport.TRANSIENT,
            Transport.ONE_TO_ONE,
            Transport.TRANSIENT_MANY,
            Transport.MANY_TO_ONE,
            Transport.AERON);

    private final Effort effort;
    private final Map<Transport, List<Latencies>> trips = new LinkedHashMap<>();
    private final Map<Scenario, List<Double>> perSecond = new LinkedHashMap<>();

    RingSection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "Queues without history between two JVMs";
    }

    private static Scenario scenario(Transport transport, int bytes) {
        return new Scenario(transport, Wait.SPIN, bytes);
    }

    /** Run by run, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        for (int run = 0; run < effort.runs(); run++) {
            for (Transport transport : TRANSPORTS) {
                trips.computeIfAbsent(transport, key -> new ArrayList<>())
                        .add(RoundTripLatency.measure(scenario(transport, SMALL), RATE, effort.warmUp(), effort.run())
                                .backToBack());
                throughput(scenario(transport, SMALL));
                throughput(scenario(transport, LARGE));
            }
        }
    }

    /** One figure for each pair of JVMs. */
    private void throughput(Scenario scenario) {
        List<Double> rounds = OneWayLatency.measure(scenario, effort.messages(), effort.rounds(), RATE, effort.run())
                .messagesPerSecond();
        perSecond.computeIfAbsent(scenario, key -> new ArrayList<>()).add(Latencies.median(rounds));
    }

    @Override
    public String toMarkdown() {
        Table backToBack = new Table("round trip back to back, p50 in µs", "bytes", "median", "every run");
        trips.keySet()
                .forEach(transport -> backToBack.row(
                        transport.title(),
                        Integer.toString(SMALL),
                        Latencies.us(medianUs(transport)),
                        tripUs(transport).stream().map(Latencies::us).collect(Collectors.joining(", "))));
        Table saturated = new Table("saturated, messages/s", "bytes", "median", "every run");
        perSecond.forEach((scenario, runs) -> saturated.row(
                scenario.transport().title(),
                Integer.toString(scenario.bytes()),
                Figure.millions(Latencies.median(runs)),
                runs.stream().map(Figure::millions).collect(Collectors.joining(", "))));
        return backToBack.toString() + saturated;
    }

    @Override
    public List<Chart> charts() {
        return List.of(Chart.of(
                        "Round trip without history, " + SMALL + " B, back to back",
                        trips,
                        Transport::title,
                        transport -> transport == Transport.TRANSIENT || transport == Transport.TRANSIENT_MANY,
                        run -> run)
                .ofTrips());
    }

    private List<Double> tripUs(Transport transport) {
        return trips.get(transport).stream()
                .map(run -> run.percentileUs(MEDIAN))
                .toList();
    }

    private double medianUs(Transport transport) {
        return Latencies.median(tripUs(transport));
    }

    private Figure trip(String what, Transport parley, Transport baseline, Goal goal) {
        double ours = medianUs(parley);
        double theirs = medianUs(baseline);
        return new Figure(
                what + " round trip p50",
                Latencies.us(ours) + " µs",
                baseline.title(),
                Latencies.us(theirs) + " µs",
                Figure.ratio(ours, theirs),
                goal.judge(ours / theirs));
    }

    private Figure rate(String what, Transport parley, Transport baseline, int bytes, Goal goal) {
        double ours = Latencies.median(perSecond.get(scenario(parley, bytes)));
        double theirs = Latencies.median(perSecond.get(scenario(baseline, bytes)));
        return new Figure(
                String.format(Locale.ROOT, "%s throughput, %d B", what, bytes),
                Figure.millions(ours) + "/s",
                baseline.title(),
                Figure.millions(theirs) + "/s",
                Figure.ratio(ours, theirs),
                goal.judge(ours / theirs));
    }

    @Override
    public List<Figure> figures() {
        String one = "transient queue";
        String many = "transient queue, many producers,";
        return List.of(
                trip(one, Transport.TRANSIENT, Transport.ONE_TO_ONE, ROUND_TRIP),
                trip(many, Transport.TRANSIENT_MANY, Transport.MANY_TO_ONE, ROUND_TRIP),
                trip(one, Transport.TRANSIENT, Transport.AERON, Goal.NONE),
                rate(one, Transport.TRANSIENT, Transport.ONE_TO_ONE, SMALL, THROUGHPUT),
                rate(many, Transport.TRANSIENT_MANY, Transport.MANY_TO_ONE, SMALL, THROUGHPUT),
                rate(one, Transport.TRANSIENT, Transport.AERON, SMALL, TWICE),
                rate(one, Transport.TRANSIENT, Transport.ONE_TO_ONE, LARGE, Goal.NONE),
                rate(one, Transport.TRANSIENT, Transport.AERON, LARGE, Goal.NONE));
    }
}
