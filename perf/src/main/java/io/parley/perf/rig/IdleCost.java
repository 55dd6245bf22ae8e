package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.perf.transport.Scratch;
import io.parley.sync.SharedLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What a JVM costs in which one thread waits and nothing happens, in per cent of a core. */
public final class IdleCost {
    /** Time for the other JVM to finish starting and compiling. */
    private static final long SETTLE_NS = 1_500_000_000L;

    private static final int SETTLE_FACTOR = 3;
    private static final double PER_CENT = 100.0;

    private IdleCost() {}

    /** Who waits, and for what. */
    public enum Waiter {
        /** {@code SharedQueue.take} on an empty queue. */
        QUEUE_TAKE("SharedQueue.take, nothing comes"),
        /** {@code SharedLock.lock} while another process holds it. */
        LOCK("SharedLock.lock, held by another process"),
        /** The JDK's queue: what a waiting JVM costs anyway. */
        HEAP_TAKE("ArrayBlockingQueue.take, nothing comes"),
        /** A bare Chronicle tailer, polled with {@code Pauser.balanced()}. */
        CHRONICLE_BALANCED("bare Chronicle tailer, Pauser.balanced()"),
        /** The same with a busy loop. */
        CHRONICLE_SPIN("bare Chronicle tailer, spinning");

        private final String title;

        Waiter(String title) {
            this.title = title;
        }

        /** For tables. */
        public String title() {
            return title;
        }
    }

    /**
     * Processor time in per cent of one core.
     *
     * @param threadPercent of the waiting thread
     * @param processPercent of the whole JVM
     */
    public record Result(double threadPercent, double processPercent) {}

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("waiter", "queue-take,lock,heap-take,chronicle-balanced,chronicle-spin");
        defaults.put("seconds", "5");
        defaults.put("runs", "1");
        Options options = Options.parseOrExit("IdleCost", defaults, args);
        for (Waiter waiter : options.constants("waiter", Waiter.class)) {
            for (int run = 0; run < options.integer("runs"); run++) {
                Result result = measure(waiter, options.seconds("seconds"));
                System.out.printf(
                        "%-45s thread %8.3f %%   whole JVM %8.3f %%%n",
                        waiter.title(), result.threadPercent(), result.processPercent());
            }
        }
    }

    /** One run with a new JVM. */
    public static Result measure(Waiter waiter, Duration duration) {
        try (Scratch scratch = Scratch.create();
                Parley parley = Parley.open(domain(scratch.directory()))) {
            SharedLock lock = parley.lock(IdleWaiter.NAME);
            lock.lock();
            try (ChildJvm child = ChildJvm.start(
                    IdleWaiter.class,
                    List.of(),
                    List.of(waiter.name(), scratch.directory().toString()))) {
                long thread = Long.parseLong(child.await("thread"));
                LockSupport.parkNanos(Math.min(SETTLE_NS, SETTLE_FACTOR * duration.toNanos()));
                Result result = measure(child.pid(), thread, duration);
                child.kill();
                return result;
            } finally {
                lock.unlock();
            }
        }
    }

    private static Result measure(long pid, long thread, Duration duration) {
        long startNs = System.nanoTime();
        long threadBeforeNs = ProcStat.threadNs(pid, thread);
        long processBeforeNs = ProcStat.processNs(pid);
        long leftNs;
        while ((leftNs = startNs + duration.toNanos() - System.nanoTime()) > 0) {
            LockSupport.parkNanos(leftNs);
        }
        long elapsedNs = System.nanoTime() - startNs;
        return new Result(
                PER_CENT * (ProcStat.threadNs(pid, thread) - threadBeforeNs) / elapsedNs,
                PER_CENT * (ProcStat.processNs(pid) - processBeforeNs) / elapsedNs);
    }

    static Path domain(Path scratch) {
        return scratch.resolve("domain");
    }
}
