package io.parley.perf.rig;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.perf.transport.Scratch;
import io.parley.process.ParleyProcess;
import io.parley.process.ProcessFactory;
import io.parley.process.ProcessTarget;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * From {@code start()} of a child until it has taken a message from a queue of the domain, and until it has ended. The
 * archive of classes is built anew, in a directory of its own, before anything is measured.
 */
public final class StartLatency implements AutoCloseable {
    private static final String ARCHIVES = "parley.cds.dir";
    private static final double NS_PER_MS = 1e6;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(2);
    /** Nobody says when a JVM that was started in advance has loaded everything. */
    private static final long WARM_UP_NS = TimeUnit.SECONDS.toNanos(2);

    private final Scratch scratch = Scratch.create();
    private final String archivesBefore =
            System.setProperty(ARCHIVES, scratch.directory().resolve("archives").toString());
    private final Parley parley = Parley.open(scratch.directory().resolve("domain"));
    private final TransientQueue<Long> ring = parley.transientQueue("ring", Codecs.int64());
    private final SharedQueue<Long> queue = parley.queue("queue", Codecs.int64());
    private final SharedLong taken = parley.longValue("taken");
    private final ProcessFactory plain = parley.processes(options -> options.withClassDataSharing(false));
    private final ProcessFactory sharing = parley.processes(options -> options);
    private final ProcessFactory warm = parley.processes(options -> options);
    private long number;

    private StartLatency() {}

    /** What is started. */
    public enum Start {
        /** An empty {@code main}, by {@link ProcessBuilder}. */
        EMPTY("empty JVM"),
        /** A child that takes from a {@code TransientQueue}; its classes come from jars. */
        PLAIN("TransientQueue, without class-data sharing"),
        /** The same with an archive of classes. */
        SHARING("TransientQueue, with class-data sharing"),
        /** The same in a JVM that was started in advance. */
        WARM("TransientQueue, warm"),
        /** A child that takes from a {@code SharedQueue}; its classes come from jars. */
        QUEUE_PLAIN("SharedQueue, without class-data sharing"),
        /** The same with an archive of classes. */
        QUEUE_SHARING("SharedQueue, with class-data sharing"),
        /** The same in a JVM that was started in advance. */
        QUEUE_WARM("SharedQueue, warm");

        private final String title;

        Start(String title) {
            this.title = title;
        }

        /** For tables. */
        public String title() {
            return title;
        }
    }

    /**
     * What one start took.
     *
     * @param takenMs until the message was taken; for the empty JVM, until it ended
     * @param endedMs until it ended
     */
    public record Result(double takenMs, double endedMs) {}

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("start", "empty,plain,sharing,warm,queue-plain,queue-sharing,queue-warm");
        defaults.put("starts", "15");
        Options options = Options.parseOrExit("StartLatency", defaults, args);
        try (StartLatency rig = StartLatency.open()) {
            for (Start start : options.constants("start", Start.class)) {
                List<Double> takenMs = new ArrayList<>();
                List<Double> endedMs = new ArrayList<>();
                for (int i = 0; i < options.integer("starts"); i++) {
                    Result result = rig.measure(start);
                    takenMs.add(result.takenMs());
                    endedMs.add(result.endedMs());
                }
                System.out.printf(
                        "%-44s taken: median %.0f ms worst %.0f ms   ended: median %.0f ms worst %.0f ms%n",
                        start.title(),
                        Latencies.median(takenMs),
                        Collections.max(takenMs),
                        Latencies.median(endedMs),
                        Collections.max(endedMs));
            }
        }
    }

    /** Builds the archive; takes some seconds. */
    public static StartLatency open() {
        StartLatency rig = new StartLatency();
        rig.measure(Start.SHARING);
        long endNs = System.nanoTime() + PATIENCE_NS;
        while (!rig.hasArchive()) {
            if (System.nanoTime() - endNs > 0) {
                rig.close();
                throw new IllegalStateException("no archive of classes was built in two minutes."
                        + " Are there directories on the class path? " + System.getProperty("java.class.path"));
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        return rig;
    }

    private boolean hasArchive() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty(ARCHIVES)))) {
            return files.anyMatch(file -> file.toString().endsWith(".jsa"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One start. */
    public Result measure(Start start) {
        try {
            return switch (start) {
                case EMPTY -> empty();
                case PLAIN -> child(plain, this::putIntoRing, ringTarget());
                case SHARING -> child(sharing, this::putIntoRing, ringTarget());
                case WARM -> warm(this::putIntoRing, ringTarget());
                case QUEUE_PLAIN -> child(plain, this::putIntoQueue, queueTarget());
                case QUEUE_SHARING -> child(sharing, this::putIntoQueue, queueTarget());
                case QUEUE_WARM -> warm(this::putIntoQueue, queueTarget());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a child started: " + start, e);
        }
    }

    private void putIntoRing(long message) {
        if (!ring.offer(message)) {
            throw new IllegalStateException("a child did not take its message: " + ring);
        }
    }

    private void putIntoQueue(long message) {
        if (!queue.offer(message)) {
            throw new IllegalStateException("a child did not take its message: " + queue);
        }
    }

    private ProcessTarget ringTarget() {
        TransientQueue<Long> source = ring;
        SharedLong target = taken;
        return () -> target.set(source.take());
    }

    private ProcessTarget queueTarget() {
        SharedQueue<Long> source = queue;
        SharedLong target = taken;
        return () -> target.set(source.take());
    }

    private interface Put {
        void put(long message);
    }

    private Result child(ProcessFactory factory, Put put, ProcessTarget target) throws InterruptedException {
        put.put(++number);
        ParleyProcess child = factory.process(target);
        long startNs = System.nanoTime();
        child.start();
        taken.awaitChange(number - 1);
        long takenNs = System.nanoTime();
        child.join();
        long endedNs = System.nanoTime();
        if (!child.exitStatus().orElseThrow().isSuccess()) {
            throw new IllegalStateException("a child failed: " + child + ", " + child.exitStatus());
        }
        return new Result((takenNs - startNs) / NS_PER_MS, (endedNs - startNs) / NS_PER_MS);
    }

    private Result warm(Put put, ProcessTarget target) throws InterruptedException {
        warm.warm(1);
        LockSupport.parkNanos(WARM_UP_NS);
        Result result = child(warm, put, target);
        warm.warm(0);
        return result;
    }

    private static Result empty() throws InterruptedException {
        long startNs = System.nanoTime();
        try (ChildJvm child = ChildJvm.start(Nothing.class, List.of(), List.of())) {
            child.awaitEnd();
            double ms = (System.nanoTime() - startNs) / NS_PER_MS;
            return new Result(ms, ms);
        }
    }

    /** The least that a JVM can do. */
    static final class Nothing {
        private Nothing() {}

        public static void main(String[] args) {
            return;
        }
    }

    @Override
    public void close() {
        warm.close();
        parley.close();
        if (archivesBefore == null) {
            System.clearProperty(ARCHIVES);
        } else {
            System.setProperty(ARCHIVES, archivesBefore);
        }
        scratch.close();
    }
}
