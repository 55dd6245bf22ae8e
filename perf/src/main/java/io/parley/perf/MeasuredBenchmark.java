package io.parley.perf;

import io.parley.Codecs;
import io.parley.collection.SharedMap;
import io.parley.internal.domain.Address;
import io.parley.internal.domain.Addresses;
import io.parley.internal.observe.LatencyMeter;
import io.parley.internal.observe.Measure;
import io.parley.observe.ObjectLatency;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.SharedLock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@code ObjectLatency} costs, off and on. A lock's pair reads the clock three times and counts twice, a message
 * reads it five times and counts three times; {@link #clock} says what one reading costs, {@link #count} what counting
 * costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class MeasuredBenchmark {
    /** What the compilers need is calls, not time: on a busy machine a second may be too short to get compiled. */
    private static final int WARM_UP_CALLS = 200_000;
    /** Latencies from some ns to some thousand, as they come. */
    private static final int LATENCIES = (1 << 12) - 1;

    /** Whether latencies are recorded. */
    @Param({"false", "true"})
    public boolean recorded;

    private final byte[] message = new byte[32];
    private ScratchDomain domain;
    private SharedLock lock;
    private SharedQueue<byte[]> queue;
    private TransientQueue<byte[]> ring;
    private SharedMap<Long, Long> map;
    private LatencyMeter meter;
    private int latencyNs;

    /** Creates one object of each kind, and measures them if wanted. */
    @Setup
    public void open() {
        domain = ScratchDomain.open();
        lock = domain.parley().lock("lock");
        queue = domain.parley().queue("queue", Codecs.bytes());
        ring = domain.parley().transientQueue("ring", Codecs.bytes());
        map = domain.parley().map("map", Codecs.int64(), Codecs.int64());
        map.put(1L, 1L);
        if (recorded) {
            ObjectLatency.of(lock).start();
            ObjectLatency.of(queue).start();
            ObjectLatency.of(ring).start();
            ObjectLatency.of(map).start();
        }
        Address address = Addresses.of(lock);
        meter = address.domain().latencyMeter(address.file());
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            lock();
            queue();
            ring();
            map();
            count();
        }
    }

    /** Removes the domain. */
    @TearDown
    public void close() {
        domain.close();
    }

    /** One reading of the clock. */
    @Benchmark
    public long clock() {
        return System.nanoTime();
    }

    /** Counting a latency that is known. */
    @Benchmark
    public void count() {
        latencyNs = latencyNs + 97 & LATENCIES;
        meter.recordNs(Measure.WAIT, latencyNs);
    }

    /** Acquire and release, nobody else there. */
    @Benchmark
    public void lock() {
        lock.lock();
        lock.unlock();
    }

    /** Put and take in place. */
    @Benchmark
    public boolean queue() {
        queue.offer(message.length, message, (bytes, out) -> out.writeBytes(bytes, 0, bytes.length));
        return queue.poll(message, (bytes, in) -> in.readBytes(bytes, 0, bytes.length));
    }

    /** Put and take in place, without a log. */
    @Benchmark
    public boolean ring() {
        ring.offer(message.length, message, (bytes, out) -> out.writeBytes(bytes, 0, bytes.length));
        return ring.poll(message, (bytes, in) -> in.readBytes(bytes, 0, bytes.length));
    }

    /** Read a value. */
    @Benchmark
    public Long map() {
        return map.get(1L);
    }
}
