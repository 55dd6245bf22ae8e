package io.parley.perf;

import io.parley.observe.LatencyHistogram;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Recording into shared memory beside HdrHistogram on the heap, plain and with its recorder for concurrent readers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class HistogramBenchmark {
    private static final long HIGHEST_NS = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 2;
    private static final int VALUES = 1 << 12;
    private static final long SEED = 42;
    private static final int LARGEST_BIT = 20;

    private final long[] latencies = new long[VALUES];
    private int next;
    private ScratchDomain domain;
    private LatencyHistogram shared;
    private Histogram heap;
    private SingleWriterRecorder recorder;

    /** Creates a histogram of each kind, and values from nanoseconds to a millisecond. */
    @Setup
    public void open() {
        domain = ScratchDomain.open();
        shared = LatencyHistogram.open(domain.parley(), "latency");
        heap = new Histogram(HIGHEST_NS, DIGITS);
        recorder = new SingleWriterRecorder(HIGHEST_NS, DIGITS);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < VALUES; i++) {
            latencies[i] = random.nextLong(1L << random.nextInt(1, LARGEST_BIT));
        }
    }

    /** Removes the domain. */
    @TearDown
    public void close() {
        domain.close();
    }

    private long latency() {
        return latencies[next++ & VALUES - 1];
    }

    @Benchmark
    public void sharedRecord() {
        shared.record(latency());
    }

    @Benchmark
    public void heapRecord() {
        heap.recordValue(latency());
    }

    @Benchmark
    public void recorderRecord() {
        recorder.recordValue(latency());
    }
}
