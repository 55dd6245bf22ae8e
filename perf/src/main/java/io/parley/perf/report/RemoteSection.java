package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.RemoteKind;
import io.parley.perf.rig.RemoteTrips;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requests to a manager in another JVM, one at a time and many at once, and what Netty needs for that at least. */
final class RemoteSection implements Section {
    private static final double MEDIAN = 50;
    private static final double US_PER_SECOND = 1e6;
    private static final Goal ONE_AGAINST_ECHO = Goal.atMost(1.3);
    private static final Goal MANY_AGAINST_ECHO = Goal.atLeast(0.5);
    private static final Goal MANY_AGAINST_PYTHON = Goal.atLeast(10);

    private final Effort effort;
    private final Map<Way, List<RemoteTrips.Result>> results = new LinkedHashMap<>();

    RemoteSection(Effort effort) {
        this.effort = effort;
    }

    private record Way(RemoteKind kind, boolean tls) {
        String title() {
            return kind.title() + (tls ? ", TLS 1.3" : "");
        }
    }

    @Override
    public String title() {
        return "Requests to another JVM over the loopback address";
    }

    /** Run by run and not one after the other, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        for (int run = 0; run < effort.runs(); run++) {
            for (RemoteKind kind : RemoteKind.values()) {
                if (RemoteTrips.isPresent(kind)) {
                    measure(new Way(kind, false));
                    if (kind.isOverTls()) {
                        measure(new Way(kind, true));
                    }
                }
            }
        }
    }

    private void measure(Way way) {
        results.computeIfAbsent(way, key -> new ArrayList<>())
                .add(RemoteTrips.measure(way.kind(), way.tls(), effort.warmUp(), effort.run()));
    }

    @Override
    public String toMarkdown() {
        List<String> header = new ArrayList<>(List.of("one at a time, µs", "run"));
        header.addAll(Latencies.COLUMNS);
        header.add("answers/s, " + RemoteTrips.IN_FLIGHT + " at once");
        Table table = new Table(header.toArray(String[]::new));
        results.forEach((way, runs) -> {
            for (int run = 0; run < runs.size(); run++) {
                RemoteTrips.Result result = runs.get(run);
                List<String> row = new ArrayList<>(List.of(way.title(), Integer.toString(run + 1)));
                row.addAll(result.oneByOne().cells());
                row.add(way.kind().isPipelined() ? perSecond(result.perSecond()) : "");
                table.row(row);
            }
        });
        if (!RemoteTrips.isPresent(RemoteKind.PYTHON)) {
            table.row(RemoteKind.PYTHON.title(), RemoteTrips.absence(), "", "", "", "", "", "", "");
        }
        return "A closed loop: the next request is sent when there is an answer, so there is no intended time to count from,"
                + " and a stall is one long trip. The echo and Parley's client have a thread for the connection, and the"
                + " caller waits for a future; the JDK's sockets are read by the caller itself. A message to a queue and"
                + " back are two requests. Python's manager answers one request at a time on each connection.\n\n"
                + table;
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%,.0f", rate);
    }

    private double medianUs(Way way) {
        return Latencies.median(results.get(way).stream()
                .map(result -> result.oneByOne().percentileUs(MEDIAN))
                .toList());
    }

    private double medianRate(Way way) {
        return Latencies.median(
                results.get(way).stream().map(RemoteTrips.Result::perSecond).toList());
    }

    @Override
    public List<Chart> charts() {
        return List.of(Chart.of(
                        title() + ", one at a time",
                        results,
                        Way::title,
                        way -> way.kind() == RemoteKind.NUMBER || way.kind() == RemoteKind.QUEUE,
                        RemoteTrips.Result::oneByOne)
                .without(
                        RemoteTrips.isPresent(RemoteKind.PYTHON)
                                ? Map.of()
                                : Map.of(RemoteKind.PYTHON.title(), RemoteTrips.absence())));
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (boolean tls : List.of(false, true)) {
            Way ours = new Way(RemoteKind.NUMBER, tls);
            Way echo = new Way(RemoteKind.ECHO, tls);
            figures.add(oneByOne(ours, echo, ONE_AGAINST_ECHO));
            figures.add(manyAtOnce(ours, echo.title(), medianRate(echo), MANY_AGAINST_ECHO));
        }
        Way ours = new Way(RemoteKind.NUMBER, false);
        Way python = new Way(RemoteKind.PYTHON, false);
        if (results.containsKey(python)) {
            figures.add(oneByOne(ours, python, Goal.NONE));
            figures.add(manyAtOnce(ours, python.title(), US_PER_SECOND / medianUs(python), MANY_AGAINST_PYTHON));
        } else {
            String absent = python.title() + ": " + RemoteTrips.absence();
            figures.add(Figure.alone(
                    "p50, " + ours.title(), Latencies.us(medianUs(ours)) + " µs", absent, Goal.NONE.open()));
            figures.add(Figure.alone(
                    RemoteTrips.IN_FLIGHT + " at once, " + ours.title(),
                    perSecond(medianRate(ours)) + "/s",
                    absent,
                    MANY_AGAINST_PYTHON.open()));
        }
        figures.add(oneByOne(ours, new Way(RemoteKind.SOCKET, false), Goal.NONE));
        return figures;
    }

    private Figure oneByOne(Way ours, Way theirs, Goal goal) {
        double us = medianUs(ours);
        double others = medianUs(theirs);
        return new Figure(
                "p50, " + ours.title(),
                Latencies.us(us) + " µs",
                theirs.title(),
                Latencies.us(others) + " µs",
                Figure.ratio(us, others),
                goal.judge(us / others));
    }

    private Figure manyAtOnce(Way ours, String theirs, double others, Goal goal) {
        double rate = medianRate(ours);
        return new Figure(
                RemoteTrips.IN_FLIGHT + " at once, " + ours.title(),
                perSecond(rate) + "/s",
                theirs,
                perSecond(others) + "/s",
                Figure.ratio(rate, others),
                goal.judge(rate / others));
    }
}
