package io.parley.perf.latency;

import io.parley.perf.latency.LatencyScenario.Cast;
import io.parley.perf.latency.LatencyScenario.Range;
import io.parley.perf.rig.PoolKind;
import io.parley.perf.rig.Workers;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The scenario with a pool. */
final class Tasks {
    private static final int MOST_WORKERS = 16;

    private Tasks() {}

    static LatencyScenario poolTask() {
        return new LatencyScenario(
                "pool-task",
                "an empty task through a pool whose workers are the consumers; until its result is there",
                Cast.PRODUCERS_ONLY,
                Range.ONE,
                Range.upTo(MOST_WORKERS),
                false,
                List.of(
                        Subject.waiting(
                                Subject.PARLEY, "Parley ProcessPool", (setup, board) -> stage(setup, parley(setup))),
                        Subject.inOneJvm(
                                "heap", PoolKind.THREADS.title(), (setup, board) -> stage(setup, PoolKind.THREADS)),
                        Subject.python("multiprocessing.Pool")));
    }

    private static PoolKind parley(Setup setup) {
        return switch (setup.waiting()) {
            case SPIN -> PoolKind.PARLEY_SPIN;
            case ADAPTIVE -> PoolKind.PARLEY_ADAPTIVE;
            case BLOCK -> PoolKind.PARLEY_BLOCK;
        };
    }

    private static Stage stage(Setup setup, PoolKind kind) {
        Workers workers = kind.open(setup.consumers());
        return new Stage() {
            @Override
            public Part part(int number) throws InterruptedException, ExecutionException {
                workers.call();
                return (Part.Call) workers::call;
            }

            @Override
            public void close() {
                workers.close();
            }
        };
    }
}
