package io.parley.perf;

import io.parley.perf.transport.Scratch;
import io.parley.value.SharedStruct;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
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

/** A consistent read of eight fields beside eight volatile reads that need not belong together. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class StructBenchmark {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int AT = 128;
    private static final int PAGE = 4096;
    private static final ToDoubleFunction<EightFields> SUM = EightFields::sum;

    /** Four longs and four doubles. */
    public interface EightFields {
        /** A field. */
        long a();

        /** A field. */
        void a(long value);

        /** A field. */
        long b();

        /** A field. */
        long c();

        /** A field. */
        long d();

        /** A field. */
        double e();

        /** A field. */
        double f();

        /** A field. */
        double g();

        /** A field. */
        double h();

        /** Reads them all. */
        default double sum() {
            return a() + b() + c() + d() + e() + f() + g() + h();
        }
    }

    /** The same as a record. */
    public record Eight(long a, long b, long c, long d, double e, double f, double g, double h) {
        double sum() {
            return a + b + c + d + e + f + g + h;
        }
    }

    private ScratchDomain domain;
    private Scratch scratch;
    private SharedStruct<EightFields> views;
    private SharedStruct<Eight> records;
    private EightFields live;
    private Eight eight;
    private ByteBuffer mapped;

    /** Creates a struct, opened both ways, and a bare file. */
    @Setup
    public void open() throws IOException {
        domain = ScratchDomain.open();
        eight = new Eight(1, 2, 3, 4, 5, 6, 7, 8);
        records = domain.parley().struct("eight", Eight.class, eight);
        views = domain.parley().struct("eight", EightFields.class);
        live = views.view();
        scratch = Scratch.create();
        try (FileChannel file = FileChannel.open(
                scratch.directory().resolve("eight"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, PAGE).order(ByteOrder.nativeOrder());
        }
    }

    /** Removes the files. */
    @TearDown
    public void close() {
        domain.close();
        scratch.close();
    }

    /** The measure: eight volatile reads of a mapped file. */
    @Benchmark
    public double eightVolatileReads() {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += (long) LONG.getVolatile(mapped, AT + 8 * i);
        }
        for (int i = 4; i < 8; i++) {
            sum += Double.longBitsToDouble((long) LONG.getVolatile(mapped, AT + 8 * i));
        }
        return sum;
    }

    @Benchmark
    public double readView() {
        return views.readDouble(SUM);
    }

    /** Each field consistent in itself only. */
    @Benchmark
    public double readLive() {
        return live.sum();
    }

    @Benchmark
    public double readRecord() {
        return records.read().sum();
    }

    @Benchmark
    public Eight readRecordAndKeepIt() {
        return records.read();
    }

    @Benchmark
    public void writeRecord() {
        records.write(eight);
    }

    @Benchmark
    public void editView() {
        views.edit(view -> view.a(view.a() + 1));
    }
}
