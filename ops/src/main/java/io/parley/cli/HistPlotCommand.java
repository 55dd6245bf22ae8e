package io.parley.cli;

import io.parley.cli.output.Nanos;
import io.parley.cli.output.Page;
import io.parley.cli.output.Table;
import picocli.CommandLine.Command;

/** {@code parley hist plot}. */
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = {
            "Draws the percentiles of a histogram: a bar each, and where one is ten times as long as another, the same",
            "piece longer. Everything since it was created, of all processes. Changes nothing and holds nobody up."
        })
final class HistPlotCommand extends HistView {
    private static final double[] STEPS = {
        0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.999, 100
    };
    private static final int WIDEST = 60;
    private static final int LABELS = 24;

    @Override
    Distribution distribution(Distribution.Counts counts) {
        return Distribution.of(counts, STEPS);
    }

    @Override
    void print(Distribution latencies, Page page) {
        int width = Math.max(1, Math.min(WIDEST, page.columns() - LABELS));
        double lowest = log(latencies.percentiles().get(0).ns());
        double highest = log(latencies.percentiles().get(STEPS.length - 1).ns());
        double perColumn = Math.max(highest - lowest, Double.MIN_NORMAL) / width;
        Table table = new Table(">PERCENT", ">AT MOST", "*");
        for (Distribution.Percentile each : latencies.percentiles()) {
            int length = (int) Math.round((log(each.ns()) - lowest) / perColumn);
            table.row(
                    each.label(),
                    Nanos.text(each.ns(), page.terminal()),
                    page.terminal().bar(Math.max(1, length)));
        }
        page.table(table);
    }

    private static double log(long ns) {
        return Math.log(Math.max(1, ns));
    }
}
