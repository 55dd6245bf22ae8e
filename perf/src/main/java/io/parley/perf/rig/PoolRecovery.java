package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.perf.transport.Scratch;
import io.parley.process.ProcessPool;
import io.parley.process.WorkerDiedException;
import io.parley.sync.SharedBarrier;
import io.parley.value.SharedLong;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * From {@code kill -9} of a worker until its task's future fails, and until the pool has all its workers again. The
 * latter is when as many tasks as there are workers have met at a barrier: one worker short, they would wait.
 */
public final class PoolRecovery {
    private static final double NS_PER_MS = 1e6;
    private static final int WARM_UP_ROUNDS = 2;

    private PoolRecovery() {}

    /**
     * What came of some deaths.
     *
     * @param failedMs from each kill to the exception at the caller
     * @param fullMs from each kill to a full number of workers at work
     */
    public record Result(List<Double> failedMs, List<Double> fullMs) {
        /** The longest of them. */
        public static double worst(List<Double> ms) {
            return Collections.max(ms);
        }
    }

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        RecoveryLatency.hushTakeOvers();
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("workers", "2");
        defaults.put("rounds", "20");
        Options options = Options.parseOrExit("PoolRecovery", defaults, args);
        Result result = measure(options.integer("workers"), options.integer("rounds"));
        print("exception at the caller", result.failedMs());
        print("all workers at work again", result.fullMs());
    }

    private static void print(String what, List<Double> ms) {
        System.out.printf(
                "worker killed → %-26s n=%d  median %.1f ms  worst %.1f ms%n",
                what, ms.size(), Latencies.median(ms), Result.worst(ms));
    }

    /** That many deaths; before them two that do not count. */
    public static Result measure(int workers, int rounds) {
        return measure(workers, WARM_UP_ROUNDS, rounds);
    }

    static Result measure(int workers, int before, int rounds) {
        Result result = new Result(new ArrayList<>(), new ArrayList<>());
        try (Scratch scratch = Scratch.create();
                Parley parley = Parley.open(scratch.directory().resolve("domain"));
                ProcessPool pool = parley.processes(options -> options.withJvmFlags(RecoveryLatency.HUSH))
                        .pool(options -> options.withWorkers(workers))) {
            SharedLong victim = parley.longValue("victim");
            SharedBarrier barrier = parley.barrier("all", workers);
            for (int round = -before; round < rounds; round++) {
                Result one = round < 0 ? new Result(new ArrayList<>(), new ArrayList<>()) : result;
                kill(pool, victim, barrier, one);
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a living worker's task failed", e);
        }
        return result;
    }

    private static void kill(ProcessPool pool, SharedLong victim, SharedBarrier barrier, Result result)
            throws InterruptedException, ExecutionException {
        victim.set(0);
        CompletableFuture<?> doomed = pool.submit(() -> waitForDeath(victim));
        long pid = victim.awaitChange(0);
        long killedNs = System.nanoTime();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        try {
            doomed.get();
            throw new IllegalStateException("a task returned that waits for ever");
        } catch (ExecutionException expected) {
            result.failedMs().add((System.nanoTime() - killedNs) / NS_PER_MS);
            if (!(expected.getCause() instanceof WorkerDiedException)) {
                throw expected;
            }
        }
        List<Future<Integer>> meeting = new ArrayList<>();
        for (int party = 0; party < pool.workers(); party++) {
            meeting.add(pool.submit(() -> barrier.await()));
        }
        Workers.results(meeting);
        result.fullMs().add((System.nanoTime() - killedNs) / NS_PER_MS);
    }

    private static void waitForDeath(SharedLong victim) {
        victim.set(ProcessHandle.current().pid());
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
