package io.parley.perf;

import io.parley.perf.map.BareMap;
import io.parley.perf.map.BareValues;
import io.parley.perf.map.RandomKeys;
import io.parley.perf.transport.Scratch;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.map.ChronicleMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Every one of a million entries, numbers to numbers; the time is that of one entry. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class MapScanBenchmark {
    private long sum;

    /** Bare, with numbers as objects and as Chronicle's values. */
    @State(Scope.Thread)
    public static class ChronicleMaps {
        private Scratch scratch;
        ChronicleMap<Long, Long> boxed;
        BareValues values;

        /** Creates and fills them. */
        @Setup
        public void open() {
            scratch = Scratch.create();
            boxed = BareMap.longs(scratch.directory().resolve("boxed"), RandomKeys.ENTRIES);
            values = BareValues.open(scratch.directory(), RandomKeys.ENTRIES);
            values.fill(RandomKeys.ENTRIES);
            for (int i = 0; i < RandomKeys.ENTRIES; i++) {
                boxed.put(RandomKeys.key(i), (long) i);
            }
        }

        /** Removes them. */
        @TearDown
        public void close() {
            boxed.close();
            values.close();
            scratch.close();
        }
    }

    private void add(long value) {
        sum += value;
    }

    @Benchmark
    @OperationsPerInvocation(RandomKeys.ENTRIES)
    public long parleyLongs(ParleyMaps parley) {
        parley.longs.forEach((key, value) -> add(value));
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(RandomKeys.ENTRIES)
    public long parleyForEach(ParleyMaps parley) {
        parley.boxed.forEachEntry((key, value) -> add(value));
        return sum;
    }

    /** By an iterator. */
    @Benchmark
    @OperationsPerInvocation(RandomKeys.ENTRIES)
    public long parleyIterator(ParleyMaps parley) {
        for (long value : parley.boxed.values()) {
            add(value);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(RandomKeys.ENTRIES)
    public long chronicleForEach(ChronicleMaps chronicle) {
        chronicle.boxed.forEach((key, value) -> add(value));
        return sum;
    }

    /** By an iterator. */
    @Benchmark
    @OperationsPerInvocation(RandomKeys.ENTRIES)
    public long chronicleIterator(ChronicleMaps chronicle) {
        for (long value : chronicle.boxed.values()) {
            add(value);
        }
        return sum;
    }

    /** Without an object for either number. */
    @Benchmark
    @OperationsPerInvocation(RandomKeys.ENTRIES)
    public long chronicleValues(ChronicleMaps chronicle) {
        return chronicle.values.sum();
    }
}
