package io.parley.perf;

import io.parley.perf.transport.Scratch;
import io.parley.value.SharedByteArray;
import io.parley.value.SharedLongArray;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
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

/** Elements of a {@code SharedLongArray} beside a bare {@code VarHandle} on a mapped file; ranges beside loops. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ArrayBenchmark {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int LENGTH = 1_024;
    /** As far into its file as a Parley array's elements. */
    private static final int AT = 384;

    private final long[] copy = new long[LENGTH];
    private ScratchDomain domain;
    private Scratch scratch;
    private SharedLongArray shared;
    private SharedByteArray bytes;
    private ByteBuffer mapped;
    private int index;

    /** Creates an array of each kind. */
    @Setup
    public void open() throws IOException {
        domain = ScratchDomain.open();
        shared = domain.parley().longArray("array", LENGTH);
        bytes = domain.parley().byteArray("array", LENGTH);
        scratch = Scratch.create();
        try (FileChannel file = FileChannel.open(
                scratch.directory().resolve("array"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, AT + LENGTH * (long) Long.BYTES);
        }
        index = 77;
    }

    /** Removes the files. */
    @TearDown
    public void close() {
        domain.close();
        scratch.close();
    }

    @Benchmark
    public long sharedGet() {
        return shared.get(index);
    }

    @Benchmark
    public long mappedGet() {
        return (long) LONG.getVolatile(mapped, AT + index * Long.BYTES);
    }

    @Benchmark
    public void sharedSet() {
        shared.set(index, 1);
    }

    @Benchmark
    public void mappedSet() {
        LONG.setVolatile(mapped, AT + index * Long.BYTES, 1L);
    }

    /** Read, then replace what was read. */
    @Benchmark
    public boolean sharedCompareAndSet() {
        long seen = shared.get(index);
        return shared.compareAndSet(index, seen, seen + 1);
    }

    /** Read, then replace what was read. */
    @Benchmark
    public boolean mappedCompareAndSet() {
        int at = AT + index * Long.BYTES;
        long seen = (long) LONG.getVolatile(mapped, at);
        return LONG.compareAndSet(mapped, at, seen, seen + 1);
    }

    @Benchmark
    public long sharedGetAndAdd() {
        return shared.getAndAdd(index, 1);
    }

    @Benchmark
    public long mappedGetAndAdd() {
        return (long) LONG.getAndAdd(mapped, AT + index * Long.BYTES, 1L);
    }

    /** A byte has no atomic instruction of its own here: a loop on the word around it. */
    @Benchmark
    public byte sharedByteGetAndAdd() {
        return bytes.getAndAdd(index, 1);
    }

    /** 1,024 elements at once. */
    @Benchmark
    public void sharedCopyTo() {
        shared.copyTo(0, copy, 0, LENGTH);
    }

    /** 1,024 elements one by one. */
    @Benchmark
    public long[] mappedLoop() {
        for (int i = 0; i < LENGTH; i++) {
            copy[i] = (long) LONG.getAcquire(mapped, AT + i * Long.BYTES);
        }
        return copy;
    }
}
