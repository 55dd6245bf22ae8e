package io.parley.perf;

import io.parley.Codecs;
import io.parley.queue.Durability;
import io.parley.queue.SharedQueue;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a put of 256 bytes costs with each {@link Durability}. It means something on a disk only: start it with
 * {@code -Dparley.perf.dir=} and a directory of one.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Benchmark)
public class DurabilityBenchmark {
    private static final long ENOUGH_BYTES = 512 << 20;
    private static final byte[] MESSAGE = new byte[256];

    /** When messages go to disk. */
    @Param({"none", "every1000", "every10ms", "onPut"})
    public String durability;

    private ScratchDomain domain;
    private SharedQueue<byte[]> queue;

    private Durability chosen() {
        return switch (durability) {
            case "none" -> Durability.none();
            case "every1000" -> Durability.every(1_000);
            case "every10ms" -> Durability.every(Duration.ofMillis(10));
            case "onPut" -> Durability.onPut();
            default -> throw new IllegalArgumentException("no such durability: " + durability);
        };
    }

    /** Creates an empty queue, if there is none or a large one. */
    @Setup(Level.Iteration)
    public void renew() {
        if (domain != null && domain.scratch().bytes() < ENOUGH_BYTES) {
            return;
        }
        close();
        domain = ScratchDomain.open();
        queue = domain.parley().queue("queue", Codecs.bytes(), o -> o.durability(chosen()));
    }

    /** Removes it. */
    @TearDown
    public void close() {
        if (domain != null) {
            domain.close();
        }
    }

    @Benchmark
    public void put() throws InterruptedException {
        queue.put(MESSAGE);
    }

    /** Four threads that share the writes of the disk. */
    @Benchmark
    @Threads(4)
    public void putByFour() throws InterruptedException {
        queue.put(MESSAGE);
    }
}
