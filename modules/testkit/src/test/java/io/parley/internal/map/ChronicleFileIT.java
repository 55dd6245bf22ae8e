package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ForeignFileException;
import io.parley.internal.memory.ObjectFile;
import io.parley.internal.os.SystemClock;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A map's data file is a Chronicle Map: Chronicle's own code reads and writes it, and we what that wrote. */
@Timeout(300)
@ExtendWith(CrashTestWatcher.class)
class ChronicleFileIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CHANGES = 3_000;
    private static final ObjectFile.Site SITE =
            new ObjectFile.Site(1, 1, SystemClock.LOCAL, false, Runnable::run, Set.of());

    @TempDir
    Path directory;

    private DataMap create(String name, int segments, int chunks) {
        Path path = directory.resolve(name);
        assertThat(DataFile.create(path, segments, SegmentSize.of(2_000 / segments + 100, chunks), SITE))
                .isTrue();
        return new DataMap(path);
    }

    private void runChronicle(String name, long seed, int runs) {
        ForkedJvm chronicle = ForkedJvm.builder(ChronicleProgram.ReadAndWrite.class)
                .jvmFlags(ChronicleProgram.FLAG)
                .args(directory.resolve(name).toString(), Long.toString(seed))
                .args(Integer.toString(runs), Integer.toString(CHANGES))
                .start();
        chronicle.awaitExit(0, PATIENCE);
        assertThat(chronicle.reported("corruptions")).contains("[]");
        assertThat(chronicle.reported("entries"))
                .contains(Integer.toString(MapTraffic.after(seed, runs, CHANGES).size()));
    }

    private static void write(DataMap map, long seed) {
        MapTraffic.run(seed, CHANGES, new MapTraffic.Target() {
            @Override
            public void put(byte[] key, byte[] value) {
                map.put(key, value);
            }

            @Override
            public void remove(byte[] key) {
                map.remove(key);
            }
        });
    }

    private static void requireSame(DataMap map, Map<ByteBuffer, ByteBuffer> expected) {
        assertThat(map.faults()).isEmpty();
        Map<ByteBuffer, ByteBuffer> content = map.content();
        assertThat(content.keySet()).isEqualTo(expected.keySet());
        assertThat(content.equals(expected)).isTrue();
        expected.keySet().forEach(key -> assertThat(map.contains(key.array())).isTrue());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void shouldBeReadAndWrittenInTurns(int segments) {
        long seed = Seeds.derive("turns " + segments);
        DataMap map = create("data", segments, 160_000);

        runChronicle("data", seed, 0);
        requireSame(map, MapTraffic.after(seed, 1, CHANGES));

        write(map, seed + 1);
        requireSame(map, MapTraffic.after(seed, 2, CHANGES));
        runChronicle("data", seed, 2);

        requireSame(map, MapTraffic.after(seed, 3, CHANGES));
    }

    @Test
    void shouldBeReadAfterGrowth() {
        long seed = Seeds.derive("growth");
        DataMap small = create("small", 4, 80_000);
        write(small, seed);
        DataMap large = create("large", 4, 150_000);

        small.copyInto(large);

        requireSame(large, MapTraffic.after(seed, 1, CHANGES));
        runChronicle("large", seed, 1);
        requireSame(large, MapTraffic.after(seed, 2, CHANGES));
    }

    @Test
    void shouldRefuseAFileThatChronicleMapCreated() {
        Path path = directory.resolve("stranger");
        ForkedJvm.builder(ChronicleProgram.Create.class)
                .jvmFlags(ChronicleProgram.FLAG)
                .args(path.toString())
                .start()
                .awaitExit(0, PATIENCE);

        assertThatThrownBy(() -> DataFile.open(path))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("a Chronicle Map, but not one that Parley created")
                .hasMessageContaining("Copy its entries");
    }
}
