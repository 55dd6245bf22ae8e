package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several processes add one to the same counter in shared memory, each addition under the lock. First only counted,
 * then again with a look at the clock around every acquisition. The counter must come out as the sum of what all say
 * they did: a lock that lets two in would be noticed.
 */
public final class ContendedCounter {
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;

    private ContendedCounter() {}

    /**
     * What came of one contest.
     *
     * @param perSecond acquisitions a second of each process
     * @param longestWaitMs the longest wait of any, in the phase in which the clock was read
     */
    public record Result(List<Double> perSecond, double longestWaitMs) {
        /** Acquisitions a second of all. */
        public double total() {
            return perSecond.stream().mapToDouble(Double::doubleValue).sum();
        }

        /** Who got least, as a fraction of what each would get if all got the same. */
        public double leastShare() {
            double least =
                    perSecond.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            return least * perSecond.size() / total();
        }
    }

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("contender", "shared-lock,fair-lock,file-lock,robust-mutex,python-lock");
        defaults.put("processes", "2,4");
        defaults.put("warmup", "1");
        defaults.put("seconds", "2");
        defaults.put("runs", "3");
        Options options = Options.parseOrExit("ContendedCounter", defaults, args);
        for (Contender contender : options.constants("contender", Contender.class)) {
            for (int players : options.integers("processes")) {
                for (int run = 0; run < options.integer("runs"); run++) {
                    print(contender, players, options);
                }
            }
        }
    }

    private static void print(Contender contender, int players, Options options) {
        if (!contender.isPresent()) {
            System.out.printf("%-35s %d processes  %s%n", contender.title(), players, contender.absence());
            return;
        }
        Result result = measure(contender, players, options.seconds("warmup"), options.seconds("seconds"));
        System.out.printf(
                "%-35s %d processes  %6.2f M/s  least share %.2f  longest wait %.1f ms%n",
                contender.title(), players, result.total() / 1e6, result.leastShare(), result.longestWaitMs());
    }

    /** One contest between new processes; {@code duration} for each of the two phases that count. */
    public static Result measure(Contender contender, int players, Duration warmUp, Duration duration) {
        try (Scratch scratch = Scratch.create();
                Referee referee = Referee.start(scratch, players, page -> contender.start(scratch, page, players))) {
            return run(referee, players, warmUp, duration);
        }
    }

    private static Result run(Referee referee, int players, Duration warmUp, Duration duration) {
        ContestPage page = referee.page();
        referee.awaitReady();
        referee.phase(ContestPage.WARM_UP, warmUp);
        double seconds = referee.phase(ContestPage.COUNT, duration) / NS_PER_SECOND;
        List<Double> perSecond = new ArrayList<>();
        for (int player = 0; player < players; player++) {
            perSecond.add(page.acquisitions(player) / seconds);
        }
        referee.phase(ContestPage.WAITS, duration);
        long longestNs = 0;
        for (int player = 0; player < players; player++) {
            longestNs = Math.max(longestNs, page.longestWaitNs(player));
        }
        if (page.counter() != referee.total()) {
            throw new IllegalStateException(
                    "the lock let two in: counter=" + page.counter() + ", acquisitions=" + referee.total());
        }
        return new Result(perSecond, longestNs / NS_PER_MS);
    }
}
