package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codec;
import io.parley.Codecs;
import io.parley.MessageReader;
import io.parley.MessageWriter;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.internal.crash.Failpoint;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same death, in a bare Chronicle Map and in a Parley map: a process is killed half-way through a value, which it
 * writes or reads, and another one wants that key. In a bare map it waits for ever, spinning, because the dead one's
 * lock has no owner; in a Parley map it goes on.
 */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
class MapBesideChronicleIT {
    private static final Duration START = Duration.ofSeconds(60);
    /** So long a survivor is watched, if it does not come back. Chronicle itself gives up after a minute. */
    private static final long WATCHED_MS = 1_000;

    private static final long KEY = 1;

    @TempDir
    Path directory;

    /** What can be done to the key. */
    private static void act(String what, Map<Long, byte[]> map) {
        switch (what) {
            case "read" -> {
                if (map.get(KEY) == null) {
                    throw new AssertionError("the key is lost");
                }
            }
            case "overwrite" -> map.put(KEY, new byte[50]);
            case "insert" -> map.put(KEY + 1, new byte[50]);
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** Dies in the middle. Arguments: file, what it does. */
    static final class BareVictim {
        public static void main(String[] args) throws IOException {
            Map<Long, byte[]> map = BareMap.open(Path.of(args[0]));
            map.put(KEY, new byte[50]);
            BareMap.stopAt(args[1].equals("read") ? "read" : "write");
            act(args[1], map);
        }
    }

    /** The same. Arguments: domain, what it does. */
    static final class Victim {
        public static void main(String[] args) {
            Parley parley = Parley.open(Path.of(args[0]));
            SharedMap<Long, byte[]> map = map(parley, new StoppingBytes());
            act(args[1], map);
        }
    }

    /** Stops in the middle of reading. */
    private static final class StoppingBytes implements Codec<byte[]> {
        private final Codec<byte[]> bytes = Codecs.bytes();

        @Override
        public String id() {
            return bytes.id();
        }

        @Override
        public void encode(byte[] value, MessageWriter out) {
            bytes.encode(value, out);
        }

        @Override
        public byte[] decode(MessageReader in) {
            Script.barrier("in the middle");
            return bytes.decode(in);
        }
    }

    private static SharedMap<Long, byte[]> map(Parley parley, Codec<byte[]> values) {
        return parley.map("map", Codecs.int64(), values, options -> options.stripes(1));
    }

    /** Wants the key as well, in a thread for each way. Arguments: file, ways. */
    static final class BareSurvivor {
        public static void main(String[] args) throws Exception {
            watch(BareMap.open(Path.of(args[0])), List.of(args).subList(1, args.length));
        }
    }

    /** The same. Arguments: domain, ways. */
    static final class Survivor {
        public static void main(String[] args) throws Exception {
            Parley parley = Parley.open(Path.of(args[0]));
            watch(map(parley, Codecs.bytes()), List.of(args).subList(1, args.length));
        }
    }

    private static void watch(Map<Long, byte[]> map, List<String> ways) throws InterruptedException {
        long startNs = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (String way : ways) {
            Thread thread = new Thread(() -> {
                act(way, map);
                Script.report(way, (System.nanoTime() - startNs) / 1e6);
            });
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (int i = 0; i < ways.size(); i++) {
            TimeUnit.MILLISECONDS.timedJoin(threads.get(i), WATCHED_MS);
            if (threads.get(i).isAlive()) {
                Script.report(
                        ways.get(i) + " hangs",
                        threads.get(i).getState() + " "
                                + Arrays.stream(threads.get(i).getStackTrace())
                                        .map(StackTraceElement::getClassName)
                                        .distinct()
                                        .collect(Collectors.joining(" ")));
            }
        }
        Script.barrier("watched");
    }

    @ParameterizedTest
    @CsvSource({"overwrite, read, overwrite", "insert, insert, overwrite", "read, overwrite, overwrite"})
    void shouldGoOnWhereABareMapHangs(String dead, String first, String second) {
        Path bare = directory.resolve("bare");
        ForkedJvm victim = ForkedJvm.builder(BareVictim.class)
                .args(bare.toString(), dead)
                .jvmFlags(BareMap.FLAGS)
                .start();
        victim.awaitReached("in the middle", START);
        victim.kill();
        ForkedJvm survivor = watched(BareSurvivor.class, bare, BareMap.FLAGS, first, second);
        for (String way : List.of(first, second)) {
            assertThat(survivor.reported(way)).as(way).isEmpty();
            assertThat(survivor.reported(way + " hangs").orElseThrow())
                    .startsWith("RUNNABLE")
                    .contains("net.openhft.chronicle.hash.impl");
        }
        survivor.kill(); // it would not end by itself either

        try (Parley parley = Parley.open(domain());
                SharedMap<Long, byte[]> map = map(parley, Codecs.bytes())) {
            map.put(KEY, new byte[40]);
        }
        killParley(dead);
        ForkedJvm other = watched(Survivor.class, domain(), BareMap.FLAGS, first, second);
        for (String way : List.of(first, second)) {
            RecoveryTimes.record(String.format(
                    Locale.ROOT,
                    "%-22s %s after %s died in the middle: %.1f ms; bare Chronicle Map: not within %d ms",
                    "MapBesideChronicleIT",
                    way,
                    dead,
                    Double.parseDouble(other.reported(way).orElseThrow()),
                    WATCHED_MS));
        }
    }

    private void killParley(String dead) {
        var builder = ForkedJvm.builder(Victim.class).args(domain().toString(), dead);
        if (dead.equals("read")) {
            ForkedJvm victim = builder.start();
            victim.awaitReached("in the middle", START);
            victim.kill();
        } else {
            builder.failAt(Failpoint.MAP_ENTRY_HALF_WRITTEN, FailAction.KILL)
                    .start()
                    .awaitFailpoint(Failpoint.MAP_ENTRY_HALF_WRITTEN, START);
        }
    }

    private static ForkedJvm watched(Class<?> main, Path where, String[] flags, String... ways) {
        ForkedJvm jvm = ForkedJvm.builder(main)
                .args(where.toString())
                .args(ways)
                .jvmFlags(flags)
                .start();
        jvm.awaitReached("watched", START);
        return jvm;
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
