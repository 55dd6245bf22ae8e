package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Locking and unlocking a robust, process-shared mutex in C that nobody else wants: what a free lock has to beat. */
public final class MutexPair {
    private MutexPair() {}

    /** Whether it can be measured on this machine. */
    public static boolean isPresent() {
        return Baseline.MUTEX_PAIR.isPresent();
    }

    /** Why not, if it cannot. */
    public static String absence() {
        return Baseline.MUTEX_PAIR.absence();
    }

    /** Time of a pair in ns in each iteration that counts, all in one process. */
    public static List<Double> measure(int warmUps, int iterations, Duration iteration) {
        try (Scratch scratch = Scratch.create()) {
            List<String> lines = Child.linesOf(Baseline.MUTEX_PAIR.command(
                    scratch,
                    Integer.toString(warmUps),
                    Integer.toString(iterations),
                    Long.toString(iteration.toMillis())));
            return Stream.of(lines.get(0).strip().split(" "))
                    .map(Double::valueOf)
                    .toList();
        }
    }
}
