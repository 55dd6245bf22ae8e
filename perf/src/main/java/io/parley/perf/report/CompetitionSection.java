package io.parley.perf.report;

import io.parley.perf.rig.CompetingConsumers;
import io.parley.perf.rig.Latencies;
import java.util.List;
import java.util.stream.Collectors;

/** Two consuming processes on one queue, beside one. */
final class CompetitionSection implements Section {
    private static final int BYTES = 32;
    private static final Goal LITTLE_LOST = Goal.atLeast(0.7);

    private final Effort effort;
    private CompetingConsumers.Result result;

    CompetitionSection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "Competing consumers, " + BYTES + " B";
    }

    @Override
    public void measure() {
        result = CompetingConsumers.measure(BYTES, effort.messages(), effort.rounds());
    }

    @Override
    public String toMarkdown() {
        Table table = new Table("a backlog taken by", "median messages/s", "every round");
        row(table, "one process", result.alone());
        row(table, "two processes, together", result.together());
        return "Rounds take turns; each takes the same number of messages, to the last.\n\n" + table;
    }

    private static void row(Table table, String who, List<Double> rounds) {
        table.row(
                who,
                Figure.millions(Latencies.median(rounds)),
                rounds.stream().map(Figure::millions).collect(Collectors.joining(", ")));
    }

    @Override
    public List<Figure> figures() {
        double together = Latencies.median(result.together());
        double alone = Latencies.median(result.alone());
        return List.of(new Figure(
                "two competing consumers, together",
                Figure.millions(together) + "/s",
                "one consumer",
                Figure.millions(alone) + "/s",
                Figure.ratio(together, alone),
                LITTLE_LOST.judge(together / alone)));
    }
}
