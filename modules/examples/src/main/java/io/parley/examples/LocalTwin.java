package io.parley.examples;

import io.parley.Parley;
import io.parley.process.LocalWorkers;
import io.parley.process.Pool;
import io.parley.process.ProcessPool;
import io.parley.process.SerializableBiFunction;
import io.parley.process.SerializableFunction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Code that is written for a {@link Pool} does not know what its workers are: in the program they are processes, in its
 * unit test threads of one JVM, which need no domain and start at once.
 */
public final class LocalTwin {
    private LocalTwin() {}

    /** What is to be tested. */
    static List<Integer> lengths(Pool pool, List<String> words) throws InterruptedException, ExecutionException {
        SerializableFunction<String, Integer> length = String::length;
        return pool.map(length, words);
    }

    static List<String> labels(Pool pool, Map<String, Integer> amounts)
            throws InterruptedException, ExecutionException {
        SerializableBiFunction<String, Integer, String> label = (what, amount) -> amount + " x " + what;
        return pool.starMap(label, List.copyOf(amounts.entrySet()));
    }

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        List<String> words = List.of("to", "be", "or", "not");
        LocalWorkers local = Parley.local();
        try (Pool threads = local.pool(2)) {
            check(lengths(threads, words).equals(List.of(2, 2, 2, 3)));
            check(labels(threads, Map.of("egg", 6)).equals(List.of("6 x egg")));
            System.out.println("tested with threads");
        }
        try (Parley parley = Parley.open("local-twin-" + ProcessHandle.current().pid())) {
            try (ProcessPool processes = parley.pool(2)) {
                System.out.println("in processes: " + lengths(processes, words));
            }
            parley.delete();
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }
}
