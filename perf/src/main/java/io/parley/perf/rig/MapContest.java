package io.parley.perf.rig;

import io.parley.perf.map.LongTable;
import io.parley.perf.map.RandomKeys;
import io.parley.perf.transport.Scratch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Processes that read and write one map at the same time, numbers to numbers, keys at random. Where all of them
 * increment, the sum of all values must come out as the sum of what they say they did.
 */
public final class MapContest {
    private static final double NS_PER_SECOND = 1e9;

    private MapContest() {}

    /**
     * What came of one contest.
     *
     * @param perSecond operations a second of each process
     */
    public record Result(List<Double> perSecond) {
        /** Operations a second of all. */
        public double total() {
            return perSecond.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("contender", "parley,chronicle,python");
        defaults.put("task", "get,put,increment");
        defaults.put("beside", "");
        defaults.put("entries", Integer.toString(RandomKeys.ENTRIES));
        defaults.put("warmup", "1");
        defaults.put("seconds", "2");
        defaults.put("runs", "3");
        Options options = Options.parseOrExit("MapContest", defaults, args);
        for (MapTask task : options.constants("task", MapTask.class)) {
            MapTask beside = options.text("beside").isEmpty()
                    ? task
                    : options.constants("beside", MapTask.class).get(0);
            for (MapContender contender : options.constants("contender", MapContender.class)) {
                for (int run = 0; run < options.integer("runs"); run++) {
                    print(contender, List.of(task, beside), options);
                }
            }
        }
    }

    private static void print(MapContender contender, List<MapTask> tasks, Options options) {
        if (!contender.isPresent()) {
            System.out.printf("%-30s %s  %s%n", contender.title(), tasks, contender.absence());
            return;
        }
        Result result = measure(
                contender, tasks, options.integer("entries"), options.seconds("warmup"), options.seconds("seconds"));
        System.out.printf(
                "%-30s %s  %.3f M/s, each %s%n",
                contender.title(),
                tasks,
                result.total() / 1e6,
                result.perSecond().stream()
                        .map(each -> String.format("%.3f", each / 1e6))
                        .toList());
    }

    /** One contest between new processes, one for each task, on a new map with that many entries, a power of two. */
    public static Result measure(
            MapContender contender, List<MapTask> tasks, int entries, Duration warmUp, Duration duration) {
        try (Scratch scratch = Scratch.create();
                LongTable map = contender.filled(scratch.directory(), entries);
                Referee referee =
                        Referee.start(scratch, tasks.size(), page -> contender.start(scratch, page, tasks, entries))) {
            referee.awaitReady();
            referee.phase(ContestPage.WARM_UP, warmUp);
            double seconds = referee.phase(ContestPage.COUNT, duration) / NS_PER_SECOND;
            List<Double> perSecond = new ArrayList<>();
            for (int player = 0; player < tasks.size(); player++) {
                perSecond.add(referee.page().acquisitions(player) / seconds);
            }
            if (map != null && Collections.frequency(tasks, MapTask.INCREMENT) == tasks.size()) {
                check(map, entries, referee.total());
            }
            return new Result(perSecond);
        }
    }

    private static void check(LongTable map, int entries, long expected) {
        long sum = 0;
        for (int i = 0; i < entries; i++) {
            sum += map.get(RandomKeys.key(i));
        }
        if (sum != expected) {
            throw new IllegalStateException("increments were lost: sum=" + sum + ", made=" + expected);
        }
    }
}
