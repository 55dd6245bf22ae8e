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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Maps from numbers to numbers, a million entries, random keys: Parley's beside bare Chronicle Map. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class LongMapBenchmark {
    private static final long SEED = 42;

    private final RandomKeys keys = new RandomKeys(RandomKeys.ENTRIES, SEED);
    private long written;

    /** Bare, with numbers as objects. */
    @State(Scope.Thread)
    public static class Chronicle {
        private Scratch scratch;
        ChronicleMap<Long, Long> map;

        /** Creates and fills it. */
        @Setup
        public void open() {
            scratch = Scratch.create();
            map = BareMap.longs(scratch.directory().resolve("map"), RandomKeys.ENTRIES);
            for (int i = 0; i < RandomKeys.ENTRIES; i++) {
                map.put(RandomKeys.key(i), (long) i);
            }
        }

        /** Removes it. */
        @TearDown
        public void close() {
            map.close();
            scratch.close();
        }
    }

    /** Bare, with numbers as Chronicle's values: its way without a new object. */
    @State(Scope.Thread)
    public static class ChronicleValues {
        private Scratch scratch;
        BareValues map;

        /** Creates and fills it. */
        @Setup
        public void open() {
            scratch = Scratch.create();
            map = BareValues.open(scratch.directory(), RandomKeys.ENTRIES);
            map.fill(RandomKeys.ENTRIES);
        }

        /** Removes it. */
        @TearDown
        public void close() {
            map.close();
            scratch.close();
        }
    }

    @Benchmark
    public long parleyGet(ParleyMaps parley) {
        return parley.longs.get(keys.next());
    }

    @Benchmark
    public void parleyPut(ParleyMaps parley) {
        parley.longs.put(keys.next(), written++);
    }

    @Benchmark
    public long parleyAdd(ParleyMaps parley) {
        return parley.longs.addAndGet(keys.next(), 1);
    }

    /** A key that is not there, put and removed. */
    @Benchmark
    public void parleyPutRemove(ParleyMaps parley) {
        long key = newKey();
        parley.longs.put(key, written++);
        parley.longs.remove(key);
    }

    @Benchmark
    public Long parleyBoxedGet(ParleyMaps parley) {
        return parley.boxed.get(keys.next());
    }

    @Benchmark
    public void parleyBoxedPut(ParleyMaps parley) {
        parley.boxed.set(keys.next(), written++);
    }

    @Benchmark
    public Long parleyBoxedMerge(ParleyMaps parley) {
        return parley.boxed.merge(keys.next(), 1L, Long::sum);
    }

    @Benchmark
    public void parleyBoxedPutRemove(ParleyMaps parley) {
        long key = newKey();
        parley.boxed.set(key, written++);
        parley.boxed.removeKey(key);
    }

    @Benchmark
    public Long chronicleGet(Chronicle chronicle) {
        return chronicle.map.get(keys.next());
    }

    @Benchmark
    public long chronicleGetUsing(ChronicleValues chronicle) {
        return chronicle.map.get(keys.next());
    }

    @Benchmark
    public void chroniclePut(Chronicle chronicle) {
        chronicle.map.put(keys.next(), written++);
    }

    @Benchmark
    public void chroniclePutValue(ChronicleValues chronicle) {
        chronicle.map.put(keys.next(), written++);
    }

    @Benchmark
    public Long chronicleMerge(Chronicle chronicle) {
        return chronicle.map.merge(keys.next(), 1L, Long::sum);
    }

    /** The entry locked, its value changed where it lies. */
    @Benchmark
    public void chronicleAcquire(ChronicleValues chronicle) {
        chronicle.map.increment(keys.next());
    }

    /** A key that is not there, put and removed. */
    @Benchmark
    public void chroniclePutRemove(Chronicle chronicle) {
        long key = newKey();
        chronicle.map.put(key, written++);
        chronicle.map.remove(key);
    }

    @Benchmark
    public void chroniclePutRemoveValue(ChronicleValues chronicle) {
        long key = newKey();
        chronicle.map.put(key, written++);
        chronicle.map.remove(key);
    }

    private long newKey() {
        return RandomKeys.key(RandomKeys.ENTRIES + keys.nextIndex());
    }
}
