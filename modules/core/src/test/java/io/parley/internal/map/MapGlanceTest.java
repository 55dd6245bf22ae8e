package io.parley.internal.map;

import static io.parley.internal.map.StoreFixture.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectVersionException;
import io.parley.internal.memory.ObjectKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MapGlanceTest {
    private static final int STRIPES = 4;
    private static final int ENTRIES = 100;
    private static final int VERSION = 8;

    @TempDir
    Path directory;

    private StoreFixture domain;
    private MapStore store;
    private Path map;

    @BeforeEach
    void open() {
        domain = new StoreFixture(directory);
        store = domain.open("book", new MapConfig(ObjectKind.MAP, "int64", "bytes", true, STRIPES, 0));
        map = store.file().path().getParent();
        for (long i = 0; i < ENTRIES; i++) {
            store.put(number(i), number(i), null);
        }
    }

    @AfterEach
    void close() {
        domain.close();
    }

    @Test
    void shouldSeeWhatAMapIsAndHowItIsFilled() {
        MapGlance glance = MapGlance.of(map);

        assertThat(glance.name()).isEqualTo("book");
        assertThat(glance.kind()).isEqualTo(ObjectKind.MAP);
        assertThat(glance.keyCodec()).isEqualTo("int64");
        assertThat(glance.valueCodec()).isEqualTo("bytes");
        assertThat(glance.isOrdered()).isTrue();
        assertThat(glance.entries()).isEqualTo(ENTRIES);
        assertThat(glance.repairs()).isZero();
        assertThat(glance.damaged()).isZero();
        assertThat(glance.parts()).hasSize(STRIPES).allSatisfy(part -> {
            assertThat(part.entries()).isBetween(1, part.entriesAtMost());
            assertThat(part.bytes()).isBetween(32L * part.entries(), part.bytesAtMost());
            assertThat(part.generation()).isEqualTo(glance.generation());
        });
        assertThat(glance.files().keySet())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("data." + glance.generation(), "state.parley");
    }

    @Test
    void shouldFollowAMapToItsNextGeneration() {
        long before = MapGlance.of(map).generation();

        for (long i = ENTRIES; i < 10 * ENTRIES; i++) {
            store.put(number(i), number(i), null);
        }

        assertThat(MapGlance.of(map).generation()).isGreaterThan(before);
        assertThat(MapGlance.of(map).entries()).isEqualTo(10 * ENTRIES);
    }

    @Test
    void shouldFindAllKindsOfMapsAndNothingElse() throws IOException {
        domain.open("seen", new MapConfig(ObjectKind.SET, "int64", "", false, 1, 0));
        Files.createDirectory(map.resolveSibling("empty.map"));

        assertThat(MapGlance.find(map.getParent()))
                .containsOnly(
                        Map.entry(map, ObjectKind.MAP), Map.entry(map.resolveSibling("seen.set"), ObjectKind.SET));
    }

    @Test
    void shouldRefuseWhatIsNoMap() throws IOException {
        Path foreign = copyOfState("foreign.map");
        change(foreign, 0, 42);

        assertThatThrownBy(() -> MapGlance.of(foreign))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("not a map: " + foreign);
    }

    @Test
    void shouldRefuseAnotherVersion() throws IOException {
        Path newer = copyOfState("newer.map");
        change(newer, VERSION, 99);

        assertThatThrownBy(() -> MapGlance.of(newer))
                .isInstanceOf(ObjectVersionException.class)
                .hasMessageContaining(newer + " found=99");
    }

    @Test
    void shouldRefuseAnImpossibleNumberOfStripes() throws IOException {
        Path damaged = copyOfState("damaged.map");
        change(damaged, MapLayout.STRIPES, 65);

        assertThatThrownBy(() -> MapGlance.of(damaged))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining(damaged + " found=65");
    }

    private Path copyOfState(String name) throws IOException {
        Path copy = Files.createDirectory(directory.resolve(name));
        Files.copy(map.resolve(MapLayout.STATE_FILE), copy.resolve(MapLayout.STATE_FILE));
        return copy;
    }

    private static void change(Path damaged, int offset, int value) throws IOException {
        Path file = damaged.resolve(MapLayout.STATE_FILE);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        Files.write(file, bytes);
    }
}
