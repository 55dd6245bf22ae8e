package io.parley.perf.rig;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.perf.transport.Scratch;
import io.parley.queue.QueueEntry;
import io.parley.queue.ReplaySession;
import io.parley.queue.SharedQueue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.BinarySearch;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/**
 * To the message of a time and reading it, in one queue of many: a session's {@code seekTime} and {@code step}, and
 * beside it Chronicle's own {@code BinarySearch} over the same files and one {@code moveToIndex} and read.
 */
public final class SeekTime {
    private static final double NS_PER_US = 1e3;
    private static final int BLOCK_SIZE = 1 << 20;
    private static final Comparator<Wire> BY_TIME = Comparator.comparingLong(SeekTime::time);

    private SeekTime() {}

    /** Every record of Parley begins with its time. */
    private static long time(Wire wire) {
        return wire.bytes().readLong(wire.bytes().readPosition());
    }

    /** Runs the rig; see {@code perf/README.md}. */
    public static void main(String[] args) throws InterruptedException {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("messages", "1_000_000");
        defaults.put("seeks", "2_000");
        defaults.put("rounds", "7");
        Options options = Options.parseOrExit("SeekTime", defaults, args);
        try (Scratch scratch = Scratch.create();
                Parley parley = Parley.open(scratch.directory().resolve("domain"));
                SharedQueue<Long> queue = parley.queue("numbers", Codecs.int64(), o -> o.blockSize(BLOCK_SIZE))) {
            long messages = options.number("messages");
            for (long i = 0; i < messages; i++) {
                queue.put(i);
            }
            measure(queue, options.integer("seeks"), options.integer("rounds"));
        }
    }

    private static void measure(SharedQueue<Long> queue, int seeks, int rounds) throws InterruptedException {
        long[] targets = targets(queue, seeks);
        List<Double> parley = new ArrayList<>();
        List<Double> chronicle = new ArrayList<>();
        Path log = queue.path().resolve("log");
        try (ChronicleQueue bare = SingleChronicleQueueBuilder.binary(log)
                        .rollCycle(RollCycles.FAST_DAILY)
                        .blockSize(BLOCK_SIZE)
                        .build();
                ExcerptTailer tailer = bare.createTailer()) {
            // The first round warms up.
            for (int round = -1; round < rounds; round++) {
                double ours = parley(queue, targets);
                double theirs = chronicle(tailer, targets);
                if (round >= 0) {
                    parley.add(ours);
                    chronicle.add(theirs);
                }
            }
        }
        double ours = Latencies.median(parley);
        double theirs = Latencies.median(chronicle);
        System.out.printf(
                "%,d messages, %,d seeks, median of %d rounds: Parley seekTime + step %.1f µs, Chronicle BinarySearch +"
                        + " read %.1f µs, ratio %.2f (agreed: at most 3)%n",
                queue.appended(), targets.length, rounds, ours, theirs, ours / theirs);
    }

    /** Times of messages all over the queue. */
    private static long[] targets(SharedQueue<Long> queue, int seeks) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(42);
        long[] targets = new long[seeks];
        long[] seen = {0};
        try (ReplaySession<Long> session =
                queue.replay().open((QueueEntry<Long> entry, Object clock) -> seen[0] = entry.timestampNs())) {
            for (int i = 0; i < seeks; i++) {
                session.seekSequence(random.nextLong(queue.appended()));
                session.step();
                targets[i] = seen[0];
            }
        }
        return targets;
    }

    private static double parley(SharedQueue<Long> queue, long[] targets) {
        long[] seen = {0};
        try (ReplaySession<Long> session = queue.replay().open((entry, clock) -> seen[0] = entry.timestampNs())) {
            long startNs = System.nanoTime();
            for (long target : targets) {
                session.seekTime(Instant.ofEpochSecond(0, target));
                session.step();
                requireFound(target, seen[0]);
            }
            return (System.nanoTime() - startNs) / NS_PER_US / targets.length;
        }
    }

    private static double chronicle(ExcerptTailer tailer, long[] targets) {
        Bytes<?> bytes = Bytes.allocateElasticOnHeap(Long.BYTES);
        Wire key = WireType.BINARY.apply(bytes);
        long startNs = System.nanoTime();
        for (long target : targets) {
            bytes.clear();
            bytes.writeLong(target);
            long index = BinarySearch.search(tailer, key, BY_TIME);
            if (index < 0 || !tailer.moveToIndex(index)) {
                throw new IllegalStateException("Chronicle does not find time " + target + ": " + index);
            }
            try (DocumentContext document = tailer.readingDocument()) {
                requireFound(target, time(document.wire()));
            }
        }
        return (System.nanoTime() - startNs) / NS_PER_US / targets.length;
    }

    private static void requireFound(long wanted, long found) {
        if (found != wanted) {
            throw new IllegalStateException("wanted time " + wanted + ", found " + found);
        }
    }
}
