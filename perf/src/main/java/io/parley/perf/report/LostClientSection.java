package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.LostClient;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What the death of a client costs those who wait for what it held. */
final class LostClientSection implements Section {
    private final Effort effort;
    private List<Double> ms;

    LostClientSection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "kill -9 of a client that holds a lock";
    }

    @Override
    public void measure() {
        ms = LostClient.measure(effort.deaths());
    }

    @Override
    public String toMarkdown() {
        Table table = new Table("deaths", "median ms", "worst ms", "every death, ms, sorted");
        table.row(
                Integer.toString(ms.size()),
                Figure.ms(Latencies.median(ms)),
                Figure.ms(Collections.max(ms)),
                ms.stream().sorted().map(Figure::ms).collect(Collectors.joining(" ")));
        return "Until the next client has it. The session has a limit of 2 s, counted from the last sign of life: those come"
                + " every second.\n\n"
                + table;
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.alone(
                "client killed → next holder",
                Figure.ms(Latencies.median(ms)) + " ms, worst " + Figure.ms(Collections.max(ms)) + " ms",
                "",
                ""));
    }
}
