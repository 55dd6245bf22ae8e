package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Round trips of an empty task through a pool with one worker. A closed loop: the next task is handed over when the
 * last one is done, so there is no schedule that a stall could delay.
 */
public final class PoolLatency {
    private PoolLatency() {}

    /** How the task is handed over. */
    public enum Handing {
        /** {@code call}, Python's {@code apply}. */
        CALL("call"),
        /** {@code submit().get()}, Python's {@code apply_async().get()}. */
        SUBMIT("submit().get()");

        private final String title;

        Handing(String title) {
            this.title = title;
        }

        /** For tables. */
        public String title() {
            return title;
        }

        /** In lower case, as programs have it. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("pool", "parley-block,parley-adaptive,parley-spin,threads,python");
        defaults.put("handing", "call,submit");
        defaults.put("warmup", "1");
        defaults.put("seconds", "2");
        defaults.put("runs", "3");
        Options options = Options.parseOrExit("PoolLatency", defaults, args);
        for (PoolKind kind : options.constants("pool", PoolKind.class)) {
            for (Handing handing : options.constants("handing", Handing.class)) {
                for (int run = 0; run < options.integer("runs"); run++) {
                    System.out.printf(
                            "%-30s %-15s %s%n",
                            kind.title(),
                            handing.title(),
                            kind.isPresent()
                                    ? measure(kind, handing, options.seconds("warmup"), options.seconds("seconds"))
                                    : kind.absence());
                }
            }
        }
    }

    /** One run with a new pool; the thread that hands over and the worker's on a core of its own each. */
    public static Latencies measure(PoolKind kind, Handing handing, Duration warmUp, Duration duration) {
        if (kind.isProgram()) {
            return program(handing, warmUp, duration);
        }
        try (Workers workers = kind.open(1)) {
            workers.pin();
            Pinned pinned = Pinned.toCore(true);
            try {
                trips(workers, handing, warmUp);
                return trips(workers, handing, duration);
            } finally {
                pinned.close();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("an empty task failed: " + kind, e);
        }
    }

    private static Latencies program(Handing handing, Duration warmUp, Duration duration) {
        try (Scratch scratch = Scratch.create()) {
            return HandOverLatency.read(Child.linesOf(Baseline.PYTHON_POOL.command(
                    scratch, handing.label(), Long.toString(warmUp.toMillis()), Long.toString(duration.toMillis()))));
        }
    }

    private static Latencies trips(Workers workers, Handing handing, Duration duration)
            throws InterruptedException, ExecutionException {
        Latencies latencies = new Latencies();
        long sentNs = System.nanoTime();
        long endNs = sentNs + duration.toNanos();
        while (endNs - sentNs > 0) {
            if (handing == Handing.CALL) {
                workers.call();
            } else {
                workers.submit();
            }
            long doneNs = System.nanoTime();
            latencies.record(doneNs - sentNs);
            sentNs = doneNs;
        }
        return latencies.ended();
    }
}
