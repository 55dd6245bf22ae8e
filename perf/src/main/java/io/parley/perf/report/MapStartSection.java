package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.MapStartUp;
import io.parley.perf.rig.MapStartUp.Start;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the first map costs a program that has just started. */
final class MapStartSection implements Section {
    private final Effort effort;
    private final Map<Start, List<Double>> ms = new EnumMap<>(Start.class);

    MapStartSection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "The first map of a new JVM";
    }

    @Override
    public void measure() {
        for (int run = 0; run < effort.starts(); run++) {
            for (Start start : Start.values()) {
                ms.computeIfAbsent(start, key -> new ArrayList<>()).add(MapStartUp.measure(start));
            }
        }
    }

    @Override
    public String toMarkdown() {
        Table table = new Table("what", "median ms", "every JVM, ms, sorted");
        ms.forEach((start, all) -> table.row(
                start.title(),
                Figure.ms(Latencies.median(all)),
                all.stream().sorted().map(Figure::ms).collect(Collectors.joining(" "))));
        return "From the first line of `main`; Parley's have the domain in it. Bare Chronicle Map generates its classes at"
                + " run time, in every JVM anew.\n\n"
                + table;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                figure(Start.PARLEY_OPEN, Start.CHRONICLE_OPEN), figure(Start.PARLEY_CREATE, Start.CHRONICLE_CREATE));
    }

    private Figure figure(Start parley, Start baseline) {
        double ours = Latencies.median(ms.get(parley));
        double theirs = Latencies.median(ms.get(baseline));
        return new Figure(
                "new JVM: " + parley.title(),
                Figure.ms(ours) + " ms",
                baseline.title(),
                Figure.ms(theirs) + " ms",
                Figure.ratio(ours, theirs));
    }
}
