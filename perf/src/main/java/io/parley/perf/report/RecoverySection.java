package io.parley.perf.report;

import io.parley.perf.rig.RecoveryLatency;
import io.parley.perf.rig.RecoveryLatency.Death;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How long the living wait for what the dead held. */
final class RecoverySection implements Section {
    private static final int BASELINE_DEATHS = 20;
    private static final Goal SOON = Goal.atMostMs(25);
    private static final Map<Topic, Set<Death>> DEATHS = Map.of(
            Topic.MESSAGES,
            EnumSet.of(
                    Death.LOCK_HOLDER, Death.APPENDER, Death.CLAIMER, Death.FILE_LOCK_HOLDER, Death.CHRONICLE_APPENDER),
            Topic.SYNC,
            EnumSet.of(
                    Death.LOCK_HOLDER,
                    Death.FAIR_LOCK_HOLDER,
                    Death.PERMIT_HOLDER,
                    Death.BARRIER_PARTY,
                    Death.FILE_LOCK_HOLDER),
            Topic.MAPS,
            EnumSet.of(Death.MAP_WRITER, Death.CHRONICLE_MAP_WRITER));

    private final Effort effort;
    private final Map<Death, RecoveryLatency.Result> results = new EnumMap<>(Death.class);

    RecoverySection(Effort effort) {
        this.effort = effort;
    }

    /** Whether there is anything of it to measure. */
    static boolean isAbout(Effort effort) {
        return effort.deaths() > 0 && effort.topics().stream().anyMatch(DEATHS::containsKey);
    }

    @Override
    public String title() {
        return "kill -9, until a survivor has it";
    }

    @Override
    public void measure() {
        for (Death death : Death.values()) {
            int deaths = deaths(death);
            if (deaths > 0
                    && effort.topics().stream()
                            .anyMatch(topic ->
                                    DEATHS.getOrDefault(topic, Set.of()).contains(death))) {
                results.put(death, RecoveryLatency.measure(death, deaths));
            }
        }
    }

    private int deaths(Death death) {
        return switch (death) {
            case CHRONICLE_APPENDER, CHRONICLE_MAP_WRITER -> effort.bareDeaths();
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

    private static String absence(Death baseline) {
        return baseline == null ? "" : baseline.title() + ": not measured (each death takes 15 s or a minute)";
    }

    private static String medianAndWorst(RecoveryLatency.Result result) {
        return Figure.ms(result.medianMs()) + " ms, worst " + Figure.ms(result.worstMs()) + " ms";
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        add(figures, Death.LOCK_HOLDER, Death.FILE_LOCK_HOLDER, SOON);
        add(figures, Death.FAIR_LOCK_HOLDER, Death.FILE_LOCK_HOLDER, SOON);
        add(figures, Death.PERMIT_HOLDER, Death.FILE_LOCK_HOLDER, Goal.NONE);
        add(figures, Death.BARRIER_PARTY, null, Goal.NONE);
        add(figures, Death.APPENDER, Death.CHRONICLE_APPENDER, Goal.atMostMs(100));
        add(figures, Death.CLAIMER, null, Goal.NONE);
        add(figures, Death.MAP_WRITER, Death.CHRONICLE_MAP_WRITER, Goal.atMostMs(250));
        return figures;
    }

    private void add(List<Figure> figures, Death death, Death baseline, Goal goal) {
        RecoveryLatency.Result ours = results.get(death);
        if (ours == null) {
            return;
        }
        String what = "killed: " + death.title();
        String judged = goal.judge(ours.medianMs());
        RecoveryLatency.Result theirs = baseline == null ? null : results.get(baseline);
        figures.add(
                theirs == null
                        ? Figure.alone(what, medianAndWorst(ours), absence(baseline), judged)
                        : new Figure(
                                what,
                                medianAndWorst(ours),
                                baseline.title(),
                                medianAndWorst(theirs),
                                Figure.ratio(ours.medianMs(), theirs.medianMs()),
                                judged));
    }
}
