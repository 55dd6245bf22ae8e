package io.parley.multi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.collection.SharedMap;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A map that nobody said the size of grows from nothing to {@code -Dparley.map.entries=}, while another process reads
 * it; and becomes small again. What it costs is printed and not judged.
 */
@Timeout(1_200)
@ExtendWith(CrashTestWatcher.class)
class MapGrowthIT {
    private static final long ENTRIES = Long.getLong("parley.map.entries", 200_000);

    @TempDir
    Path directory;

    /** Reads what must be there, all the time. Arguments: domain. */
    static final class Reader {
        public static void main(String[] args) {
            try (Parley parley = Domains.open(Path.of(args[0]), "reader");
                    SharedMap<Long, Long> map = map(parley)) {
                Script.reached("ready");
                long reads = 0;
                while (map.get(-1L) == null) {
                    long size = map.longSize();
                    if (size > 0) {
                        long key = (reads * 7_919) % size / 2;
                        Long value = map.get(key);
                        if (value == null || value != key) {
                            throw new AssertionError("key " + key + " of " + size + " has value " + value);
                        }
                        reads++;
                    }
                }
                Script.report("reads", reads);
            }
        }
    }

    private static SharedMap<Long, Long> map(Parley parley) {
        return parley.map("map", Codecs.int64(), Codecs.int64());
    }

    @Test
    void shouldGrowFromNothingAndShrink() throws Exception {
        Path domain = directory.resolve("domain");
        try (Parley parley = Domains.open(domain, "test");
                SharedMap<Long, Long> map = map(parley)) {
            ForkedJvm reader = ForkedJvm.fork(Reader.class, domain.toString());
            reader.awaitReached("ready", Domains.START);

            long startNs = System.nanoTime();
            long next = 1;
            for (long i = 0; i < ENTRIES; i++) {
                map.set(i, i);
                if (i + 1 == next || i + 1 == ENTRIES) {
                    report("entries=" + (i + 1), startNs, map.path());
                    next *= 10;
                }
            }
            map.set(-1L, -1L);
            reader.awaitExit(0, Duration.ofMinutes(2));
            assertThat(map.longSize()).isEqualTo(ENTRIES + 1);
            assertThat(Long.parseLong(reader.reported("reads").orElseThrow())).isPositive();
            for (long i = 0; i < ENTRIES; i += 97) {
                assertThat(map.get(i)).isEqualTo(i);
            }

            long grown = bytes(map.path());
            for (long i = 0; i < ENTRIES; i++) {
                if (i % 100 != 0) {
                    map.removeKey(i);
                }
            }
            report("99 % removed", startNs, map.path());
            assertThat(bytes(map.path())).isEqualTo(grown);
            map.compact();
            report("compacted", startNs, map.path());

            assertThat(bytes(map.path())).isLessThan(grown / 20);
            assertThat(map.longSize()).isEqualTo((ENTRIES + 99) / 100 + 1);
            for (long i = 0; i < ENTRIES; i++) {
                assertThat(map.get(i)).isEqualTo(i % 100 == 0 ? i : null);
            }
        }
    }

    private static void report(String what, long startNs, Path map) throws IOException {
        System.err.printf(
                Locale.ROOT,
                "map: %-18s after %7.2f s, file %,14d bytes, heap in use %,12d bytes%n",
                what,
                (System.nanoTime() - startNs) / 1e9,
                bytes(map),
                Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files = all.toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
