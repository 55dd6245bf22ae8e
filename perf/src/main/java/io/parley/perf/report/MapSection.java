package io.parley.perf.report;

import io.parley.perf.map.RandomKeys;
import io.parley.perf.rig.Latencies;
import io.parley.perf.rig.MapContender;
import io.parley.perf.rig.MapContest;
import io.parley.perf.rig.MapTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One map, two processes. */
final class MapSection implements Section {
    private static final int SMOKE_ENTRIES = 1 << 12;
    private static final Goal AGAINST_BARE = Goal.atLeast(0.8);
    private static final Goal AGAINST_PYTHON = Goal.atLeast(50);
    private static final List<MapContender> CONTENDERS =
            List.of(MapContender.PARLEY, MapContender.CHRONICLE, MapContender.CHRONICLE_BOXED, MapContender.PYTHON);
    private static final List<MapTask> GETS = List.of(MapTask.GET, MapTask.GET);
    private static final List<MapTask> PUTS = List.of(MapTask.PUT, MapTask.PUT);
    private static final List<MapTask> INCREMENTS = List.of(MapTask.INCREMENT, MapTask.INCREMENT);
    private static final List<MapTask> BESIDE = List.of(MapTask.GET, MapTask.PUT);

    private final Effort effort;
    private final Map<Contest, List<MapContest.Result>> results = new LinkedHashMap<>();

    MapSection(Effort effort) {
        this.effort = effort;
    }

    private record Contest(MapContender contender, List<MapTask> tasks) {
        /** A writer beside a reader: only the two ways without objects; Python's share a server anyway. */
        boolean isMeasured() {
            return contender.isPresent()
                    && (!tasks.equals(BESIDE)
                            || contender == MapContender.PARLEY
                            || contender == MapContender.CHRONICLE);
        }
    }

    @Override
    public String title() {
        return "One map, two processes";
    }

    private int entries() {
        return effort.isSmoke() ? SMOKE_ENTRIES : RandomKeys.ENTRIES;
    }

    /** Run by run and not contest by contest, so that a bad minute of the machine hits all of them. */
    @Override
    public void measure() {
        for (int run = 0; run < effort.fewRuns(); run++) {
            for (List<MapTask> tasks : List.of(GETS, PUTS, INCREMENTS, BESIDE)) {
                for (MapContender contender : CONTENDERS) {
                    Contest contest = new Contest(contender, tasks);
                    if (contest.isMeasured()) {
                        results.computeIfAbsent(contest, key -> new ArrayList<>())
                                .add(MapContest.measure(contender, tasks, entries(), effort.warmUp(), effort.run()));
                    }
                }
            }
        }
    }

    private static String what(List<MapTask> tasks) {
        String first = tasks.get(0).name().toLowerCase(Locale.ROOT);
        return tasks.equals(BESIDE) ? "get beside put" : "two processes " + first;
    }

    @Override
    public String toMarkdown() {
        Table table = new Table("what", "whose map", "median operations/s", "every run", "each process, median");
        results.forEach((contest, runs) -> table.row(
                what(contest.tasks()),
                contest.contender().title(),
                Figure.millions(total(runs)),
                runs.stream().map(run -> Figure.millions(run.total())).collect(Collectors.joining(", ")),
                Figure.millions(player(runs, 0)) + ", " + Figure.millions(player(runs, 1))));
        CONTENDERS.stream()
                .filter(contender -> !contender.isPresent())
                .forEach(contender -> table.row("every task", contender.title(), contender.absence(), "", ""));
        return String.format(
                Locale.ROOT,
                "Numbers to numbers, %,d entries, keys at random; all start and stop together. After increments the sum of"
                        + " the map must be what both say they added. Python: the two processes and the one that has"
                        + " the dictionary; an increment there takes a lock of `multiprocessing` around a get and a"
                        + " put.%n%n%s",
                entries(),
                table);
    }

    private static double total(List<MapContest.Result> runs) {
        return Latencies.median(runs.stream().map(MapContest.Result::total).toList());
    }

    private static double player(List<MapContest.Result> runs, int player) {
        return Latencies.median(
                runs.stream().map(run -> run.perSecond().get(player)).toList());
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (List<MapTask> tasks : List.of(GETS, PUTS, INCREMENTS)) {
            figures.add(figure(tasks, MapContender.CHRONICLE, tasks.equals(GETS) ? Goal.NONE : AGAINST_BARE));
            figures.add(figure(tasks, MapContender.CHRONICLE_BOXED, tasks.equals(GETS) ? Goal.NONE : AGAINST_BARE));
            figures.add(figure(tasks, MapContender.PYTHON, AGAINST_PYTHON));
        }
        figures.add(figure(BESIDE, MapContender.CHRONICLE, Goal.NONE));
        return figures;
    }

    private Figure figure(List<MapTask> tasks, MapContender baseline, Goal goal) {
        double ours = total(results.get(new Contest(MapContender.PARLEY, tasks)));
        List<MapContest.Result> runs = results.get(new Contest(baseline, tasks));
        String what = "map, " + what(tasks);
        if (runs == null) {
            return Figure.alone(what, perSecond(ours), baseline.title() + ": " + baseline.absence(), goal.open());
        }
        double theirs = total(runs);
        return new Figure(
                what,
                perSecond(ours),
                baseline.title(),
                perSecond(theirs),
                Figure.ratio(ours, theirs),
                goal.judge(ours / theirs));
    }

    private static String perSecond(double perSecond) {
        return Figure.millions(perSecond) + "/s";
    }
}
