package io.parley.perf.rig;

import io.parley.perf.transport.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ping-pong of two processes through two semaphores or events, or a pipe: each round trip is two hand-overs. */
public final class HandOverLatency {
    private HandOverLatency() {}

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(
                "hand-over",
                "semaphore-block,semaphore-adaptive,semaphore-spin,event-block,event-spin,futex-block,futex-spin,"
                        + "words-spin,"
                        + "python-semaphore,semaphore-together,futex-together,"
                        + "pipe-block,pipe-adaptive,pipe-spin,pipe-together,socket,socket-together,python-pipe");
        defaults.put("warmup", "1");
        defaults.put("seconds", "2");
        defaults.put("runs", "3");
        Options options = Options.parseOrExit("HandOverLatency", defaults, args);
        for (HandOver handOver : options.constants("hand-over", HandOver.class)) {
            for (int run = 0; run < options.integer("runs"); run++) {
                System.out.printf(
                        "%-35s %s%n",
                        handOver.title(),
                        handOver.isPresent()
                                ? measure(handOver, options.seconds("warmup"), options.seconds("seconds"))
                                : handOver.absence());
            }
        }
    }

    /** The other JVM; it goes on until it is killed. */
    static final class Far {
        private Far() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            ChildJvm.dieWithParent();
            HandOver handOver = HandOver.valueOf(args[0]);
            try (Baton baton = handOver.open(Path.of(args[1]), false)) {
                handOver.placement().pin(false);
                ChildJvm.say("ready");
                while (!Thread.currentThread().isInterrupted()) {
                    baton.take();
                    baton.pass();
                }
            }
        }
    }

    /** One run between two new processes. */
    public static Latencies measure(HandOver handOver, Duration warmUp, Duration duration) {
        try (Scratch scratch = Scratch.create()) {
            if (handOver.isProgram()) {
                return read(Child.linesOf(handOver.command(scratch, warmUp, duration)));
            }
            try (Baton baton = handOver.open(scratch.directory(), true);
                    ChildJvm far = ChildJvm.start(
                            Far.class,
                            List.of(),
                            List.of(handOver.name(), scratch.directory().toString()))) {
                far.interruptOnFailure(Thread.currentThread());
                far.await("ready");
                Latencies latencies = pinnedTrips(handOver, baton, warmUp, duration);
                far.kill();
                return latencies;
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the other side failed, or this thread was interrupted: " + handOver, e);
        }
    }

    private static Latencies pinnedTrips(HandOver handOver, Baton baton, Duration warmUp, Duration duration)
            throws IOException, InterruptedException {
        Pinned pinned = handOver.placement().pin(true);
        try {
            trips(baton, warmUp);
            return trips(baton, duration);
        } finally {
            pinned.close();
        }
    }

    private static Latencies trips(Baton baton, Duration duration) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long sentNs = System.nanoTime();
        long endNs = sentNs + duration.toNanos();
        while (endNs - sentNs > 0) {
            baton.pass();
            baton.take();
            long receivedNs = System.nanoTime();
            latencies.record(receivedNs - sentNs);
            sentNs = receivedNs;
        }
        return latencies.ended();
    }

    /** What programs print: a time in ns and how many round trips took it, line by line. */
    static Latencies read(List<String> lines) {
        Latencies latencies = new Latencies();
        for (String line : lines) {
            String[] words = line.split(" ");
            latencies.record(Long.parseLong(words[0]), Long.parseLong(words[1]));
        }
        return latencies;
    }
}
