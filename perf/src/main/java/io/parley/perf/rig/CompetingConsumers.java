package io.parley.perf.rig;

import io.parley.Parley;
import io.parley.perf.transport.Payload;
import io.parley.perf.transport.PayloadCodec;
import io.parley.perf.transport.Scratch;
import io.parley.queue.SharedQueue;
import io.parley.value.SharedLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A backlog is taken by this JVM alone, or by this one and another: how much do they lose by competing? */
public final class CompetingConsumers {
    private static final double NS_PER_SECOND = 1e9;
    private static final int WARM_UPS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long OVER = -1;

    private final SharedQueue<Payload> queue;
    private final SharedLong round;
    private final SharedLong done;

    private CompetingConsumers(Parley parley, int bytes) {
        queue = parley.queue("backlog", new PayloadCodec(bytes));
        round = parley.longValue("round");
        done = parley.longValue("done");
    }

    /**
     * What came of it.
     *
     * @param alone messages a second, of one process; one for each round
     * @param together messages a second, of two processes
     */
    public record Result(List<Double> alone, List<Double> together) {}

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("bytes", "32");
        defaults.put("messages", "1000000");
        defaults.put("rounds", "5");
        Options options = Options.parseOrExit("CompetingConsumers", defaults, args);
        Result result = measure(options.integer("bytes"), options.number("messages"), options.integer("rounds"));
        result.alone().forEach(rate -> System.out.printf("one process     %,.0f messages/s%n", rate));
        result.together().forEach(rate -> System.out.printf("two processes   %,.0f messages/s%n", rate));
    }

    /** Rounds of both kinds in turns, after two of each to warm up. */
    public static Result measure(int bytes, long messages, int rounds) {
        Result result = new Result(new ArrayList<>(), new ArrayList<>());
        try (Scratch scratch = Scratch.create();
                Parley parley = Parley.open(scratch.directory().resolve("domain"));
                ChildJvm rival = ChildJvm.start(
                        Rival.class, List.of(), List.of(parley.directory().toString(), Integer.toString(bytes)))) {
            CompetingConsumers rig = new CompetingConsumers(parley, bytes);
            rival.await("ready");
            for (int i = -WARM_UPS; i < rounds; i++) {
                double alone = rig.run(bytes, messages, false);
                double together = rig.run(bytes, messages, true);
                if (i >= 0) {
                    result.alone().add(alone);
                    result.together().add(together);
                }
            }
            rig.round.set(OVER);
            rival.awaitEnd();
            return result;
        } catch (InterruptedException e) {
            throw new IllegalStateException("competition was interrupted", e);
        }
    }

    private double run(int bytes, long messages, boolean together) throws InterruptedException {
        Payload message = new Payload(bytes);
        for (long i = 0; i < messages; i++) {
            queue.put(message.stamp(i));
        }
        long doneBefore = done.get();
        long before = queue.taken();
        long startNs = System.nanoTime();
        if (together) {
            round.incrementAndGet();
        }
        drain();
        if (together && !done.awaitChange(doneBefore, PATIENCE)) {
            throw new IllegalStateException("the rival does not come to an end");
        }
        double seconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
        if (queue.taken() - before != messages) {
            throw new IllegalStateException(
                    "messages lost or doubled: taken=" + (queue.taken() - before) + ", put=" + messages);
        }
        return messages / seconds;
    }

    private void drain() {
        while (queue.poll() != null) {
            continue;
        }
    }

    /** The other process. Arguments: domain, bytes. */
    static final class Rival {
        private Rival() {}

        public static void main(String[] args) throws InterruptedException {
            ChildJvm.dieWithParent();
            try (Parley parley = Parley.open(Path.of(args[0]))) {
                CompetingConsumers rig = new CompetingConsumers(parley, Integer.parseInt(args[1]));
                ChildJvm.say("ready");
                long seen = 0;
                while ((seen = rig.round.awaitChange(seen)) != OVER) {
                    rig.drain();
                    rig.done.incrementAndGet();
                }
            }
        }
    }
}
