package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Many tasks at once: how long until all of them are done. */
public final class PoolThroughput {
    private static final double NS_PER_SECOND = 1e9;

    private PoolThroughput() {}

    /** What there is to do. */
    public enum Job {
        /** Squares of numbers by one {@code map} with the chunks it chooses; threads get a task for each. */
        MAP("map of x * x", 500),
        /** Empty tasks, each handed over by itself. */
        SUBMIT("empty tasks, one by one", 10),
        /** The same, but each keeps its worker busy for a millisecond. */
        WORK("tasks of 1 ms, one by one", 10);

        private final String title;
        private final int warmUpRounds;

        Job(String title, int warmUpRounds) {
            this.title = title;
            this.warmUpRounds = warmUpRounds;
        }

        /** For tables. */
        public String title() {
            return title;
        }

        /** How many rounds do not count; a map has few messages, so compilers see little of it in each. */
        public int warmUpRounds() {
            return warmUpRounds;
        }

        /** In lower case, as programs have it. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("pool", "parley-adaptive,threads,python");
        defaults.put("job", "map,submit,work");
        defaults.put("workers", Integer.toString(Runtime.getRuntime().availableProcessors()));
        defaults.put("tasks", "10_000");
        defaults.put("rounds", "5");
        Options options = Options.parseOrExit("PoolThroughput", defaults, args);
        for (Job job : options.constants("job", Job.class)) {
            for (PoolKind kind : options.constants("pool", PoolKind.class)) {
                if (!kind.isPresent()) {
                    System.out.printf("%-26s %-30s %s%n", job.title(), kind.title(), kind.absence());
                    continue;
                }
                List<Double> seconds = measure(
                        kind, job, options.integer("workers"), options.integer("tasks"), options.integer("rounds"));
                System.out.printf(
                        "%-26s %-30s median %,.0f/s  %s s%n",
                        job.title(),
                        kind.title(),
                        options.integer("tasks") / Latencies.median(seconds),
                        seconds.stream().map(s -> String.format("%.4f", s)).toList());
            }
        }
    }

    /** Seconds of each round with one new pool; before them some that do not count. */
    public static List<Double> measure(PoolKind kind, Job job, int workers, int tasks, int rounds) {
        if (kind.isProgram()) {
            return program(job, workers, tasks, rounds);
        }
        List<Double> seconds = new ArrayList<>();
        List<Long> numbers = Workers.numbers(tasks);
        try (Workers pool = kind.open(workers)) {
            for (int round = -job.warmUpRounds(); round < rounds; round++) {
                long startNs = System.nanoTime();
                switch (job) {
                    case MAP -> check(pool.squares(numbers));
                    case SUBMIT -> pool.submitAll(tasks, false);
                    case WORK -> pool.submitAll(tasks, true);
                }
                if (round >= 0) {
                    seconds.add((System.nanoTime() - startNs) / NS_PER_SECOND);
                }
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a task failed: " + kind + ", " + job, e);
        }
        return seconds;
    }

    private static List<Double> program(Job job, int workers, int tasks, int rounds) {
        try (Scratch scratch = Scratch.create()) {
            return Child.linesOf(Baseline.PYTHON_POOL.command(
                            scratch,
                            job.label() + "-all",
                            Integer.toString(workers),
                            Integer.toString(tasks),
                            Integer.toString(job.warmUpRounds()),
                            Integer.toString(rounds)))
                    .stream()
                    .map(ns -> Long.parseLong(ns) / NS_PER_SECOND)
                    .toList();
        }
    }

    /** The last one is right only if the order is. */
    private static void check(List<Long> squares) {
        long last = squares.size() - 1L;
        if (squares.get(squares.size() - 1) != last * last) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT, "wrong result: square of %d is said to be %d", last, squares.get((int) last)));
        }
    }
}
