package io.parley.perf;

import io.parley.perf.transport.Scratch;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

/** {@code SharedLong} beside {@code AtomicLong} on the heap and beside a bare {@code VarHandle} on a mapped file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ValueBenchmark {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    /** As far into its file as a Parley value's word. */
    private static final int AT = 128;

    private static final int PAGE = 4096;

    private ScratchDomain domain;
    private Scratch scratch;
    private SharedLong shared;
    private AtomicLong atomic;
    private ByteBuffer mapped;

    /** Creates a number of each kind. */
    @Setup
    public void open() throws IOException {
        domain = ScratchDomain.open();
        shared = domain.parley().longValue("value");
        atomic = new AtomicLong();
        scratch = Scratch.create();
        mapped = scratch.map("value", PAGE);
    }

    /** Removes the files. */
    @TearDown
    public void close() {
        domain.close();
        scratch.close();
    }

    @Benchmark
    public long sharedGet() {
        return shared.get();
    }

    @Benchmark
    public long atomicGet() {
        return atomic.get();
    }

    @Benchmark
    public long mappedGet() {
        return (long) LONG.getVolatile(mapped, AT);
    }

    @Benchmark
    public void sharedSet() {
        shared.set(1);
    }

    @Benchmark
    public void atomicSet() {
        atomic.set(1);
    }

    @Benchmark
    public void mappedSet() {
        LONG.setVolatile(mapped, AT, 1L);
    }

    @Benchmark
    public void sharedSetRelease() {
        shared.setRelease(1);
    }

    @Benchmark
    public void atomicSetRelease() {
        atomic.setRelease(1);
    }

    @Benchmark
    public void mappedSetRelease() {
        LONG.setRelease(mapped, AT, 1L);
    }

    /** Read, then replace what was read. */
    @Benchmark
    public boolean sharedCompareAndSet() {
        long seen = shared.get();
        return shared.compareAndSet(seen, seen + 1);
    }

    /** Read, then replace what was read. */
    @Benchmark
    public boolean atomicCompareAndSet() {
        long seen = atomic.get();
        return atomic.compareAndSet(seen, seen + 1);
    }

    /** Read, then replace what was read. */
    @Benchmark
    public boolean mappedCompareAndSet() {
        long seen = (long) LONG.getVolatile(mapped, AT);
        return LONG.compareAndSet(mapped, AT, seen, seen + 1);
    }

    @Benchmark
    public long sharedGetAndAdd() {
        return shared.getAndAdd(1);
    }

    @Benchmark
    public long atomicGetAndAdd() {
        return atomic.getAndAdd(1);
    }

    @Benchmark
    public long mappedGetAndAdd() {
        return (long) LONG.getAndAdd(mapped, AT, 1L);
    }
}
