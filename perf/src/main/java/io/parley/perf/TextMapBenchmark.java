package io.parley.perf;

import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.collection.SharedMap;
import io.parley.perf.map.BareMap;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Maps from texts of 13 characters to byte arrays, random keys: Parley's beside bare Chronicle Map. A million entries,
 * or as many as have {@link #MOST_BYTES} in their values.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class TextMapBenchmark {
    private static final long SEED = 42;
    private static final int MOST_BYTES = 256 << 20;

    /** Keys, and what is written. */
    @State(Scope.Thread)
    public static class Entries {
        /** Length of the values. */
        @Param({"64", "1024"})
        public int bytes;

        private String[] texts;
        private RandomKeys keys;
        byte[] value;
        byte[] read;

        /** Makes them. */
        @Setup
        public void make() {
            texts = RandomKeys.texts(Math.min(RandomKeys.ENTRIES, MOST_BYTES / bytes));
            keys = new RandomKeys(texts.length, SEED);
            value = new byte[bytes];
            read = new byte[bytes];
        }

        String next() {
            value[0]++;
            return texts[keys.nextIndex()];
        }

        void read(MessageReader in) {
            in.readBytes(read, 0, in.remaining());
        }
    }

    /** Parley's. */
    @State(Scope.Thread)
    public static class ParleyMap {
        private ScratchDomain domain;
        SharedMap<String, byte[]> map;

        /** Creates and fills it. */
        @Setup
        public void open(Entries entries) {
            domain = ScratchDomain.open();
            map = domain.parley()
                    .map(
                            "texts",
                            Codecs.utf8(),
                            Codecs.bytes(),
                            options -> options.expectedEntries(entries.texts.length));
            for (String text : entries.texts) {
                map.set(text, entries.value);
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
        ChronicleMap<String, byte[]> map;

        /** Creates and fills it. */
        @Setup
        public void open(Entries entries) {
            scratch = Scratch.create();
            map = BareMap.texts(
                    scratch.directory().resolve("map"),
                    entries.texts.length,
                    RandomKeys.TEXT_BYTES,
                    entries.value.length);
            for (String text : entries.texts) {
                map.put(text, entries.value);
            }
        }

        /** Removes it. */
        @TearDown
        public void close() {
            map.close();
            scratch.close();
        }
    }

    /** Allocates the array that it returns. */
    @Benchmark
    public byte[] parleyGet(ParleyMap parley, Entries entries) {
        return parley.map.get(entries.next());
    }

    /** Copies into an array that is there. */
    @Benchmark
    public byte[] parleyRead(ParleyMap parley, Entries entries) {
        parley.map.read(entries.next(), entries, Entries::read);
        return entries.read;
    }

    @Benchmark
    public void parleyPut(ParleyMap parley, Entries entries) {
        parley.map.set(entries.next(), entries.value);
    }

    @Benchmark
    public byte[] parleyCompute(ParleyMap parley, Entries entries) {
        return parley.map.compute(entries.next(), (key, value) -> entries.value);
    }

    /** Allocates the array that it returns. */
    @Benchmark
    public byte[] chronicleGet(Chronicle chronicle, Entries entries) {
        return chronicle.map.get(entries.next());
    }

    /** Copies into an array that is there. */
    @Benchmark
    public byte[] chronicleGetUsing(Chronicle chronicle, Entries entries) {
        return chronicle.map.getUsing(entries.next(), entries.read);
    }

    @Benchmark
    public void chroniclePut(Chronicle chronicle, Entries entries) {
        chronicle.map.put(entries.next(), entries.value);
    }

    @Benchmark
    public byte[] chronicleCompute(Chronicle chronicle, Entries entries) {
        return chronicle.map.compute(entries.next(), (key, value) -> entries.value);
    }
}
