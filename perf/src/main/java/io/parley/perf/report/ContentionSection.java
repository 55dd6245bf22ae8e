package io.parley.perf.report;

import io.parley.perf.rig.ContendedCounter;
import io.parley.perf.rig.Contender;
import io.parley.perf.rig.Latencies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Several processes that want the same lock all the time. */
final class ContentionSection implements Section {
    private static final List<Integer> PLAYERS = List.of(2, 4);
    private static final Goal AGAINST_PYTHON = Goal.atLeast(4);
    private static final Goal AGAINST_MUTEX = Goal.atLeast(2);
    private static final Goal FAIR_SHARE = Goal.atLeastShare(1.0 / 3);

    private final Effort effort;
    private final Map<Contest, List<ContendedCounter.Result>> results = new LinkedHashMap<>();

    ContentionSection(Effort effort) {
        this.effort = effort;
    }

    private record Contest(Contender contender, int players) {}

    @Override
    public String title() {
        return "One counter, several processes";
    }

    /** Run by run and not contest by contest, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        for (int run = 0; run < effort.runs(); run++) {
            for (int players : PLAYERS) {
                for (Contender contender : Contender.values()) {
                    if (contender.isPresent()) {
                        results.computeIfAbsent(new Contest(contender, players), key -> new ArrayList<>())
                                .add(ContendedCounter.measure(contender, players, effort.warmUp(), effort.run()));
                    }
                }
            }
        }
    }

    @Override
    public String toMarkdown() {
        Table table = new Table(
                "lock",
                "processes",
                "median acquisitions/s",
                "every run",
                "least share",
                "median longest wait, ms",
                "longest of all, ms");
        for (int players : PLAYERS) {
            for (Contender contender : Contender.values()) {
                table.row(row(contender, players));
            }
        }
        return "Each process in a loop: lock, add one to a number in shared memory, unlock. All start and stop together,"
                + " at the word of the same page of memory, and the number must be the sum of what they did. Least"
                + " share: of the process that got least, where 1 is what each gets if all get the same; median of the"
                + " runs. Longest wait: from the same loop run again with two looks at the clock in it.\n\n"
                + table;
    }

    private List<String> row(Contender contender, int players) {
        List<ContendedCounter.Result> runs = results.get(new Contest(contender, players));
        String title = contender.title();
        String count = Integer.toString(players);
        if (runs == null) {
            return List.of(title, count, contender.absence(), "", "", "", "");
        }
        return List.of(
                title,
                count,
                Figure.millions(median(runs, ContendedCounter.Result::total)),
                runs.stream().map(run -> Figure.millions(run.total())).collect(Collectors.joining(", ")),
                Figure.share(median(runs, ContendedCounter.Result::leastShare)),
                Figure.ms(median(runs, ContendedCounter.Result::longestWaitMs)),
                Figure.ms(runs.stream()
                        .mapToDouble(ContendedCounter.Result::longestWaitMs)
                        .max()
                        .orElseThrow()));
    }

    private static double median(List<ContendedCounter.Result> runs, ToDoubleFunction<ContendedCounter.Result> figure) {
        return Latencies.median(
                runs.stream().map(run -> figure.applyAsDouble(run)).toList());
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (int players : PLAYERS) {
            figures.add(throughput(Contender.SHARED_LOCK, Contender.PYTHON_LOCK, players, AGAINST_PYTHON));
            figures.add(throughput(Contender.SHARED_LOCK, Contender.ROBUST_MUTEX, players, AGAINST_MUTEX));
            figures.add(throughput(Contender.SHARED_LOCK, Contender.FILE_LOCK, players, Goal.NONE));
            figures.add(throughput(Contender.FAIR_LOCK, Contender.ROBUST_MUTEX, players, Goal.NONE));
            figures.add(fairness(players));
        }
        return figures;
    }

    private Figure throughput(Contender parley, Contender baseline, int players, Goal goal) {
        double ours = median(results.get(new Contest(parley, players)), ContendedCounter.Result::total);
        String what = String.format(Locale.ROOT, "counter, %d processes, %s", players, parley.title());
        List<ContendedCounter.Result> runs = results.get(new Contest(baseline, players));
        if (runs == null) {
            return Figure.alone(what, perSecond(ours), baseline.title() + ": " + baseline.absence(), goal.open());
        }
        double theirs = median(runs, ContendedCounter.Result::total);
        return new Figure(
                what,
                perSecond(ours),
                baseline.title(),
                perSecond(theirs),
                Figure.ratio(ours, theirs),
                goal.judge(ours / theirs));
    }

    private Figure fairness(int players) {
        double ours = leastShare(Contender.FAIR_LOCK, players);
        double unfair = leastShare(Contender.SHARED_LOCK, players);
        return new Figure(
                String.format(Locale.ROOT, "least share, %d processes, %s", players, Contender.FAIR_LOCK.title()),
                Figure.share(ours),
                Contender.SHARED_LOCK.title(),
                Figure.share(unfair),
                "",
                FAIR_SHARE.judge(ours));
    }

    private double leastShare(Contender contender, int players) {
        return median(results.get(new Contest(contender, players)), ContendedCounter.Result::leastShare);
    }

    private static String perSecond(double perSecond) {
        return Figure.millions(perSecond) + "/s";
    }
}
