package io.parley.perf;

import io.parley.Codecs;
import io.parley.ReusingCodec;
import io.parley.collection.SharedMap;
import io.parley.perf.map.BareMap;
import io.parley.perf.map.RandomKeys;
import io.parley.perf.transport.Scratch;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.values.Values;
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

/**
 * Maps from texts to structs of four fields, a million entries, random keys, read into the same object again and again:
 * Parley's beside bare Chronicle Map with a generated value.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class StructMapBenchmark {
    private static final long SEED = 42;

    private final RandomKeys keys = new RandomKeys(RandomKeys.ENTRIES, SEED);
    private final String[] texts = RandomKeys.texts(RandomKeys.ENTRIES);
    private long written;

    /** The value; both generate a class for it. */
    public interface Quote {
        /** A field. */
        long getSequence();

        /** A field. */
        void setSequence(long sequence);

        /** A field. */
        double getBid();

        /** A field. */
        void setBid(double bid);

        /** A field. */
        double getAsk();

        /** A field. */
        void setAsk(double ask);

        /** A field. */
        int getSize();

        /** A field. */
        void setSize(int size);
    }

    private String key() {
        return texts[keys.nextIndex()];
    }

    private static double sum(Quote quote) {
        return quote.getSequence() + quote.getBid() + quote.getAsk() + quote.getSize();
    }

    private Quote next(Quote quote) {
        quote.setSequence(written++);
        quote.setBid(written);
        return quote;
    }

    /** Parley's. */
    @State(Scope.Thread)
    public static class ParleyMap {
        private ScratchDomain domain;
        SharedMap<String, Quote> map;
        Quote quote;

        /** Creates and fills it. */
        @Setup
        public void open(StructMapBenchmark keys) {
            domain = ScratchDomain.open();
            ReusingCodec<Quote> codec = Codecs.struct(Quote.class);
            quote = codec.newInstance();
            map = domain.parley()
                    .map("quotes", Codecs.utf8(), codec, options -> options.expectedEntries(RandomKeys.ENTRIES));
            for (String key : keys.texts) {
                map.set(key, quote);
            }
        }

        /** Removes it. */
        @TearDown
        public void close() {
            domain.close();
        }
    }

    /** Bare. */
    @State(Scope.Thread)
    public static class Chronicle {
        private Scratch scratch;
        ChronicleMap<String, Quote> map;
        final Quote quote = Values.newHeapInstance(Quote.class);

        /** Creates and fills it. */
        @Setup
        public void open(StructMapBenchmark keys) {
            scratch = Scratch.create();
            map = BareMap.open(
                    ChronicleMapBuilder.of(String.class, Quote.class)
                            .averageKeySize(RandomKeys.TEXT_BYTES)
                            .entries(RandomKeys.ENTRIES),
                    scratch.directory().resolve("map"));
            for (String key : keys.texts) {
                map.put(key, quote);
            }
        }

        /** Removes it. */
        @TearDown
        public void close() {
            map.close();
            scratch.close();
        }
    }

    @Benchmark
    public double parleyGetUsing(ParleyMap parley) {
        parley.map.getUsing(key(), parley.quote);
        return sum(parley.quote);
    }

    @Benchmark
    public void parleyPut(ParleyMap parley) {
        parley.map.set(key(), next(parley.quote));
    }

    @Benchmark
    public double chronicleGetUsing(Chronicle chronicle) {
        return sum(chronicle.map.getUsing(key(), chronicle.quote));
    }

    @Benchmark
    public void chroniclePut(Chronicle chronicle) {
        chronicle.map.put(key(), next(chronicle.quote));
    }
}
