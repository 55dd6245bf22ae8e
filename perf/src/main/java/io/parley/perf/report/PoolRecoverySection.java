package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.PoolRecovery;
import java.util.List;
import java.util.stream.Collectors;

/** What the death of a worker costs. */
final class PoolRecoverySection implements Section {
    private static final int WORKERS = 2;
    private static final String FAILED = "exception at the caller";
    private static final String FULL = "all workers at work again";

    private final Effort effort;
    private PoolRecovery.Result result;

    PoolRecoverySection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "kill -9 of a worker, " + WORKERS + " workers";
    }

    @Override
    public void measure() {
        result = PoolRecovery.measure(WORKERS, effort.deaths());
    }

    @Override
    public String toMarkdown() {
        Table table = new Table("until", "deaths", "median ms", "worst ms", "every death, ms, sorted");
        row(table, FAILED, result.failedMs());
        row(table, FULL, result.fullMs());
        return "From before the signal is sent. All workers are at work when as many tasks as there are workers have met at a"
                + " barrier; most of that is the start of a JVM. Python's caller waits for ever.\n\n"
                + table;
    }

    private static void row(Table table, String until, List<Double> ms) {
        table.row(
                until,
                Integer.toString(ms.size()),
                Figure.ms(Latencies.median(ms)),
                Figure.ms(PoolRecovery.Result.worst(ms)),
                ms.stream().sorted().map(Figure::ms).collect(Collectors.joining(" ")));
    }

    @Override
    public List<Figure> figures() {
        return List.of(figure(FAILED, result.failedMs()), figure(FULL, result.fullMs()));
    }

    private static Figure figure(String until, List<Double> ms) {
        return Figure.alone(
                "worker killed → " + until,
                Figure.ms(Latencies.median(ms)) + " ms, worst " + Figure.ms(PoolRecovery.Result.worst(ms)) + " ms",
                "",
                "");
    }
}
