package io.parley.perf.report;

import io.parley.perf.rig.RecoveryLatency;
import io.parley.perf.rig.RecoveryLatency.Death;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How long the living wait for what the dead held. */
final class RecoverySection implements Section {
    private static final int BASELINE_DEATHS = 20;

    private final Effort effort;
    private final Map<Death, RecoveryLatency.Result> results = new EnumMap<>(Death.class);

    RecoverySection(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String title() {
        return "kill -9, until a survivor has it";
    }

    @Override
    public void measure() {
        for (Death death : Death.values()) {
            int deaths = deaths(death);
            if (deaths > 0) {
                results.put(death, RecoveryLatency.measure(death, deaths));
            }
        }
    }

    private int deaths(Death death) {
        return switch (death) {
            case CHRONICLE_APPENDER -> effort.bareDeaths();
            case FILE_LOCK_HOLDER -> Math.min(BASELINE_DEATHS, effort.deaths());
            default -> effort.deaths();
        };
    }

    @Override
    public String toMarkdown() {
        Table table = new Table("who died", "deaths", "median ms", "worst ms", "every death, ms, sorted");
        results.forEach((death, result) -> table.row(
                death.title(),
                Integer.toString(result.ms().size()),
                Figure.ms(result.medianMs()),
                Figure.ms(result.worstMs()),
                result.ms().stream().sorted().map(Figure::ms).collect(Collectors.joining(" "))));
        return "From before the signal is sent; the kernel takes 2–3 ms to bury a JVM.\n\n" + table;
    }

    private static String medianAndWorst(RecoveryLatency.Result result) {
        return Figure.ms(result.medianMs()) + " ms, worst " + Figure.ms(result.worstMs()) + " ms";
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        add(figures, Death.LOCK_HOLDER, Death.FILE_LOCK_HOLDER);
        add(figures, Death.APPENDER, Death.CHRONICLE_APPENDER);
        add(figures, Death.CLAIMER, null);
        return figures;
    }

    private void add(List<Figure> figures, Death death, Death baseline) {
        RecoveryLatency.Result ours = results.get(death);
        RecoveryLatency.Result theirs = baseline == null ? null : results.get(baseline);
        figures.add(new Figure(
                "killed: " + death.title(),
                medianAndWorst(ours),
                theirs == null ? "" : baseline.title(),
                theirs == null ? "" : medianAndWorst(theirs),
                theirs == null ? "" : Figure.ratio(ours.medianMs(), theirs.medianMs())));
    }
}
