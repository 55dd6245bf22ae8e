package io.parley.internal.map;

import static io.parley.internal.map.StoreFixture.files;
import static io.parley.internal.map.StoreFixture.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.ObjectKind;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that something else than Parley has changed: what is refused, what is found, what is saved. */
@Timeout(60)
class MapDamageTest {
    private static final int ENTRIES = 500;

    @TempDir
    Path directory;

    private final MessageBuffer out = new MessageBuffer();
    private StoreFixture domain;
    private Path map;
    private Path data;

    @BeforeEach
    void fill() throws IOException {
        domain = new StoreFixture(directory);
        MapStore store = domain.open("book", new MapConfig(ObjectKind.MAP, "bytes", "bytes", true, 4, 0));
        for (long i = 0; i < ENTRIES; i++) {
            MessageBuffer value = number(store.nextSequence());
            value.writeUtf8("value of " + i);
            store.put(number(i), value, null);
        }
        map = store.file().path().getParent();
        data = map.resolve(files(store).split(" ")[0]);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private void reopenDomain() {
        domain.close();
        domain = new StoreFixture(directory);
    }

    private MapStore openBook() {
        return domain.open("book", StoreFixture.config(4));
    }

    /** Changes a letter in the value of an entry. */
    private void damage(long number) throws IOException {
        byte[] bytes = Files.readAllBytes(data);
        byte[] wanted = ("value of " + number).getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (!startsWith(bytes, at, wanted)) {
            at++;
        }
        bytes[at]++;
        write(at, bytes[at]);
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return bytes[at - 4] == wanted.length;
    }

    private void write(long at, int value) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(data.toFile(), "rw")) {
            raw.seek(at);
            raw.write(value);
        }
    }

    private void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(length);
        }
    }

    private MapFindings salvage() {
        MapStore saved = domain.open("saved", new MapConfig(ObjectKind.MAP, "bytes", "bytes", true, 1, 0));
        MapFindings findings = new MapFiles(map).salvage(saved);
        assertThat(saved.size()).isEqualTo(findings.entries());
        for (long i = 0; i < ENTRIES; i++) {
            if (saved.get(number(i), out)) {
                out.readLong();
                assertThat(out.readUtf8()).isEqualTo("value of " + i);
            }
        }
        return findings;
    }

    @Test
    void shouldFindNothingWrongWithAMapThatIsSound() {
        MapFindings closed = new MapFiles(map).check();
        MapFindings open = openBook().check();

        assertThat(closed.damages()).isEmpty();
        assertThat(closed.entries()).isEqualTo(ENTRIES);
        assertThat(closed.bytes()).isEqualTo(data.toFile().length());
        assertThat(closed.busy()).isZero();
        assertThat(open).isEqualTo(closed);
        assertThat(new MapFiles(map).keyCodec()).isEqualTo("bytes");
    }

    @Test
    void shouldNameTheSegmentAndThePlaceOfADamagedEntry() throws IOException {
        damage(7);
        int segment = Segment.indexOf(Segment.hash(number(7)), 4);

        MapFindings findings = new MapFiles(map).check();

        assertThat(findings.entries()).isEqualTo(ENTRIES - 1);
        assertThat(findings.damages()).singleElement().satisfies(damage -> {
            assertThat(damage.file()).isEqualTo(data);
            assertThat(damage.segment()).isEqualTo(segment);
            assertThat(damage.offset()).isBetween(4096L, data.toFile().length());
            assertThat(damage.what()).contains("checksum");
        });
        assertThat(openBook().check().damages()).isEqualTo(findings.damages());
    }

    @Test
    void shouldLeaveDamageBehindWhenItRepairsAfterADeath() throws IOException {
        damage(7);
        int segment = Segment.indexOf(Segment.hash(number(7)), 4);
        MapStore store = openBook();
        Memory state = TestFiles.map(store.file().path());
        try (OtherProcess other = OtherProcess.join(directory, "other")) {
            state.putIntVolatile(MapLayout.stripe(segment), other.owner());
            other.kill();
        }

        assertThat(store.size()).isEqualTo(ENTRIES - 1);
        assertThat(store.containsKey(number(7))).isFalse();
        assertThat(store.check().damages()).isEmpty();
        assertThat(state.getLongVolatile(MapLayout.DAMAGED)).isEqualTo(1);
        assertThat(files(store)).contains(data.getFileName() + ".damaged");
        store.put(number(7), number(7), null);
        assertThat(store.size()).isEqualTo(ENTRIES);
    }

    @Test
    void shouldRefuseATruncatedFileAndSaveWhatIsLeft() throws IOException {
        reopenDomain();
        truncate(data, data.toFile().length() * 3 / 5);

        assertThatThrownBy(this::openBook)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining(data.toString());
        assertThat(new MapFiles(map).check().damages().get(0).what()).contains("found=");

        assertThat(salvage().entries()).isBetween(ENTRIES / 4L, ENTRIES * 3L / 4);
    }

    @Test
    void shouldSaveEverythingWhenTheHeaderIsDamaged() throws IOException {
        reopenDomain();
        write(100, '?');

        assertThatThrownBy(this::openBook)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("found=");
        assertThat(new MapFiles(map).check().damages()).isNotEmpty();

        assertThat(salvage().entries()).isEqualTo(ENTRIES);
    }

    @Test
    void shouldSaveEverythingWhenTheStateFileIsDamaged() throws IOException {
        reopenDomain();
        truncate(map.resolve("state.parley"), 100);

        assertThatThrownBy(this::openBook).isInstanceOf(ObjectCorruptException.class);
        assertThat(new MapFiles(map).check().entries()).isEqualTo(ENTRIES);
        assertThat(new MapFiles(map).check().damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.file().toString()).endsWith("state.parley"));

        assertThat(salvage().entries()).isEqualTo(ENTRIES);
    }

    @Test
    void shouldSaveEverythingWhenBothHeadersAreDamaged() throws IOException {
        reopenDomain();
        Files.delete(map.resolve("state.parley"));
        write(100, '?');

        assertThat(salvage().entries()).isEqualTo(ENTRIES);
    }

    @Test
    void shouldSaveAllButWhatIsDamagedAndNotGiveItsNumbersOutAgain() throws IOException {
        damage(7);
        damage(8);

        MapFindings findings = salvage();

        assertThat(findings.entries()).isEqualTo(ENTRIES - 2);
        MapStore saved = domain.open("saved", StoreFixture.config(1));
        assertThat(saved.nextSequence()).isEqualTo(ENTRIES + 1);
        assertThat(saved.containsKey(number(7))).isFalse();
    }

    @Test
    void shouldRefuseAForeignFile() throws IOException {
        reopenDomain();
        Files.writeString(
                data, "not a map, and longer than nothing ".repeat(1000), StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(this::openBook)
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining(data.toString());
        assertThat(salvage().entries()).isZero();
    }

    @Test
    void shouldRefuseAMapWithoutItsFile() throws IOException {
        reopenDomain();
        Files.delete(data);

        assertThatThrownBy(this::openBook)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining(data.toString());
        assertThatThrownBy(() -> new MapFiles(directory)).isInstanceOf(ForeignFileException.class);
    }

    @Test
    void shouldLookAtEveryEntryAfterTheMachineWasStartedAgain() throws IOException {
        damage(7);
        reopenDomain();
        Memory state = TestFiles.map(map.resolve("state.parley"));
        state.putLongVolatile(MapLayout.BOOT_ID, 42);
        state.putLongVolatile(MapLayout.SEQUENCE, 3);

        MapStore store = openBook();

        assertThat(store.size()).isEqualTo(ENTRIES - 1);
        assertThat(store.check().damages()).isEmpty();
        assertThat(store.nextSequence()).isEqualTo(ENTRIES + 1);
        assertThat(state.getLongVolatile(MapLayout.BOOT_ID)).isNotEqualTo(42);
    }
}
