package io.parley.perf.report;

import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.PoolKind;
import io.parley.perf.rig.PoolThroughput;
import io.parley.perf.rig.PoolThroughput.Job;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Many tasks at once, a worker for each core. */
final class PoolThroughputSection implements Section {
    private static final Map<Job, Integer> TASKS =
            new EnumMap<>(Map.of(Job.MAP, 100_000, Job.SUBMIT, 10_000, Job.WORK, 1_000));
    private static final int SMOKE = 100;
    private static final double US_PER_SECOND = 1e6;
    private static final double WORK_US = 1_000;
    private static final List<PoolKind> KINDS =
            List.of(PoolKind.PARLEY_ADAPTIVE, PoolKind.PARLEY_BLOCK, PoolKind.THREADS, PoolKind.PYTHON);
    private static final Goal MAP_AGAINST_PYTHON = Goal.atLeast(3);

    private final Effort effort;
    private final int workers = Runtime.getRuntime().availableProcessors();
    private final Map<Contest, List<List<Double>>> seconds = new LinkedHashMap<>();

    PoolThroughputSection(Effort effort) {
        this.effort = effort;
    }

    private record Contest(Job job, PoolKind kind) {}

    @Override
    public String title() {
        return "Many tasks at once, " + workers + " workers";
    }

    private int tasks(Job job) {
        return effort.isSmoke() ? SMOKE : TASKS.get(job);
    }

    /** Run by run and not pool by pool, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        for (int run = 0; run < effort.fewRuns(); run++) {
            for (Job job : Job.values()) {
                for (PoolKind kind : KINDS) {
                    if (kind.isPresent()) {
                        seconds.computeIfAbsent(new Contest(job, kind), key -> new ArrayList<>())
                                .add(PoolThroughput.measure(kind, job, workers, tasks(job), effort.rounds()));
                    }
                }
            }
        }
    }

    @Override
    public String toMarkdown() {
        Table table = new Table(
                "what", "tasks", "whose pool", "median tasks/s", "overhead of a task, µs", "median of every run, ms");
        seconds.forEach((contest, runs) -> table.row(
                contest.job().title(),
                String.format(Locale.ROOT, "%,d", tasks(contest.job())),
                contest.kind().title(),
                String.format(Locale.ROOT, "%,.0f", perSecond(contest.job(), contest.kind())),
                Latencies.us(overheadUs(contest.job(), contest.kind())),
                runs.stream()
                        .map(rounds -> Figure.ms(1e3 * Latencies.median(rounds)))
                        .collect(Collectors.joining(" "))));
        KINDS.stream()
                .filter(kind -> !kind.isPresent())
                .forEach(kind -> table.row("every job", "", kind.title(), kind.absence(), "", ""));
        return String.format(
                Locale.ROOT,
                "%d rounds in each run, after %d that do not count (%d of `map`), all with the same workers. `map` uses"
                        + " the chunks that it chooses, a quarter of an even share, as Python's does; threads get a task for each"
                        + " item. Overhead: the time of a worker that each task takes beyond what is in it.%n%n%s",
                effort.rounds(),
                Job.SUBMIT.warmUpRounds(),
                Job.MAP.warmUpRounds(),
                table);
    }

    private double medianSeconds(Job job, PoolKind kind) {
        return Latencies.median(seconds.get(new Contest(job, kind)).stream()
                .map(Latencies::median)
                .toList());
    }

    private double perSecond(Job job, PoolKind kind) {
        return tasks(job) / medianSeconds(job, kind);
    }

    private double overheadUs(Job job, PoolKind kind) {
        double taskUs = US_PER_SECOND * workers * medianSeconds(job, kind) / tasks(job);
        return job == Job.WORK ? taskUs - WORK_US : taskUs;
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Job job : Job.values()) {
            figures.add(figure(job, PoolKind.PYTHON, job == Job.MAP ? MAP_AGAINST_PYTHON : Goal.NONE));
            figures.add(figure(job, PoolKind.THREADS, Goal.NONE));
        }
        return figures;
    }

    private Figure figure(Job job, PoolKind baseline, Goal goal) {
        String what = String.format(Locale.ROOT, "pool, %,d × %s", tasks(job), job.title());
        if (!baseline.isPresent()) {
            return Figure.alone(
                    what,
                    text(job, PoolKind.PARLEY_ADAPTIVE),
                    baseline.title() + ": " + baseline.absence(),
                    goal.open());
        }
        double ratio = perSecond(job, PoolKind.PARLEY_ADAPTIVE) / perSecond(job, baseline);
        return new Figure(
                what,
                text(job, PoolKind.PARLEY_ADAPTIVE),
                baseline.title(),
                text(job, baseline),
                Figure.ratio(ratio, 1),
                goal.judge(ratio));
    }

    private String text(Job job, PoolKind kind) {
        return String.format(
                Locale.ROOT, "%,.0f/s, %s µs overhead", perSecond(job, kind), Latencies.us(overheadUs(job, kind)));
    }
}
