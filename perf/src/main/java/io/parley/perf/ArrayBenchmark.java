package io.parley.perf;

import io.parley.perf.transport.Scratch;
import io.parley.value.SharedLongArray;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
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

/** Elements of a {@code SharedLongArray}, one after the other, beside a bare {@code VarHandle} on a mapped file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ArrayBenchmark {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int ELEMENTS = 256;
    /** Somewhere behind a header, as in Parley's files. */
    private static final int AT = 256;

    private int last;
    private ScratchDomain domain;
    private Scratch scratch;
    private SharedLongArray shared;
    private ByteBuffer mapped;

    /** Creates an array of each kind. */
    @Setup
    public void open() throws IOException {
        domain = ScratchDomain.open();
        shared = domain.parley().longArray("array", ELEMENTS);
        scratch = Scratch.create();
        mapped = scratch.map("array", AT + ELEMENTS * Long.BYTES);
    }

    /** Removes the files. */
    @TearDown
    public void close() {
        domain.close();
        scratch.close();
    }

    private int next() {
        int index = last + 1 & ELEMENTS - 1;
        last = index;
        return index;
    }

    private static int at(int index) {
        return AT + index * Long.BYTES;
    }

    @Benchmark
    public long sharedGet() {
        return shared.get(next());
    }

    @Benchmark
    public long mappedGet() {
        return (long) LONG.getVolatile(mapped, at(next()));
    }

    /** Read, then replace what was read. */
    @Benchmark
    public boolean sharedCompareAndSet() {
        int index = next();
        long seen = shared.get(index);
        return shared.compareAndSet(index, seen, seen + 1);
    }

    /** Read, then replace what was read. */
    @Benchmark
    public boolean mappedCompareAndSet() {
        int at = at(next());
        long seen = (long) LONG.getVolatile(mapped, at);
        return LONG.compareAndSet(mapped, at, seen, seen + 1);
    }

    @Benchmark
    public long sharedGetAndAdd() {
        return shared.getAndAdd(next(), 1);
    }

    @Benchmark
    public long mappedGetAndAdd() {
        return (long) LONG.getAndAdd(mapped, at(next()), 1L);
    }
}
