package io.parley.perf;

import io.parley.internal.domain.Domain;
import io.parley.internal.map.MapConfig;
import io.parley.internal.map.MapStore;
import io.parley.internal.map.Outcome;
import io.parley.internal.map.StripeCopy;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectKind;
import io.parley.perf.map.RandomKeys;
import java.util.concurrent.TimeUnit;
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

/**
 * The store of bytes under all maps, eight bytes to eight bytes, a million entries: what is left to the types above.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class MapStoreBenchmark {
    private static final long SEED = 42;
    private static final String CODEC = "int64";

    private final RandomKeys keys = new RandomKeys(RandomKeys.ENTRIES, SEED);
    private final MessageBuffer key = new MessageBuffer();
    private final MessageBuffer value = new MessageBuffer();
    private final StripeCopy copy = new StripeCopy();
    private ScratchDomain domain;
    private MapStore store;

    /** Creates and fills it. */
    @Setup
    public void open() {
        domain = ScratchDomain.open();
        store = MapStore.open(
                Domain.of(domain.parley()),
                "store",
                new MapConfig(ObjectKind.MAP, CODEC, CODEC, false, MapConfig.MAX_STRIPES, RandomKeys.ENTRIES));
        for (int i = 0; i < RandomKeys.ENTRIES; i++) {
            put(RandomKeys.key(i), i);
        }
    }

    /** Removes it. */
    @TearDown
    public void close() {
        store.close();
        domain.close();
    }

    private MessageBuffer key(long number) {
        key.reset();
        key.writeLong(number);
        return key;
    }

    private void put(long k, long v) {
        value.reset();
        value.writeLong(v);
        store.put(key(k), value, null);
    }

    @Benchmark
    public long storeGet() {
        store.get(key(keys.next()), value);
        return value.readLong();
    }

    @Benchmark
    public void storePut() {
        put(keys.next(), 1);
    }

    @Benchmark
    public Outcome storeUpdate() {
        return store.update(key(keys.next()), MapStoreBenchmark::addOne);
    }

    private static Outcome addOne(MessageBuffer current, MessageBuffer next) {
        next.writeLong(current.readLong() + 1);
        return Outcome.PUT;
    }

    @Benchmark
    public void storePutRemove() {
        long number = RandomKeys.key(RandomKeys.ENTRIES + keys.nextIndex());
        put(number, 1);
        store.remove(key(number), null);
    }

    /** All stripes copied, none decoded; the time is that of one entry. */
    @Benchmark
    @OperationsPerInvocation(RandomKeys.ENTRIES)
    public long storeCopy() {
        long entries = 0;
        for (int stripe = 0; stripe < store.stripes(); stripe++) {
            store.copyStripe(stripe, copy);
            entries += copy.count;
        }
        return entries;
    }
}
