package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.ForeignFileException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MapReportTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedMap<String, String> map;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory).withDurable(false));
        map = parley.map("cities", Codecs.utf8(), Codecs.utf8());
        map.put("de", "Berlin");
        map.put("fr", "Paris");
        map.put("it", "Rome");
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private void damage(String value) throws IOException {
        try (Stream<Path> files = Files.list(map.path())) {
            Path data = files.filter(file -> file.getFileName().toString().startsWith("data."))
                    .findFirst()
                    .orElseThrow();
            int at = new String(Files.readAllBytes(data), StandardCharsets.ISO_8859_1).indexOf(value);
            try (RandomAccessFile raw = new RandomAccessFile(data.toFile(), "rw")) {
                raw.seek(at);
                raw.write('?');
            }
        }
    }

    @Test
    void shouldFindAMapIntact() {
        MapReport open = map.verify();

        assertThat(open.isIntact()).isTrue();
        assertThat(open.entries()).isEqualTo(3);
        assertThat(open.path()).isEqualTo(map.path());
        assertThat(open.bytes()).isPositive();
        assertThat(SharedMap.verify(map.path())).isEqualTo(open);
    }

    @Test
    void shouldNameWhatIsDamaged() throws IOException {
        damage("Paris");

        MapReport report = SharedMap.verify(map.path());

        assertThat(report.isIntact()).isFalse();
        assertThat(report.entries()).isEqualTo(2);
        assertThat(report.unread()).isZero();
        assertThat(report.damages()).singleElement().satisfies(damage -> {
            assertThat(damage.what()).contains("checksum");
            assertThat(damage)
                    .hasToString(damage.file() + ", segment " + damage.segment() + ", byte " + damage.offset() + ": "
                            + damage.what());
        });
        assertThat(new MapReport.Damage(map.path(), -1, -1, "gone")).hasToString(map.path() + ": gone");
        assertThat(map.verify()).isEqualTo(report);
    }

    @Test
    void shouldPutElsewhereWhatIsReadable() throws IOException {
        damage("Paris");
        SharedMap<String, String> saved = parley.map("saved", Codecs.utf8(), Codecs.utf8());
        saved.put("it", "Roma");

        MapReport report = saved.salvage(map.path());

        assertThat(report.entries()).isEqualTo(1);
        assertThat(saved).hasSize(2).containsEntry("de", "Berlin").containsEntry("it", "Roma");
        assertThat(map).hasSize(3);
    }

    @Test
    void shouldKeepTheOrderOfWhatIsSaved() {
        SharedMap<String, String> ordered =
                parley.map("ordered", Codecs.utf8(), Codecs.utf8(), o -> o.insertionOrder(true));
        Stream.of("c", "a", "b").forEach(each -> ordered.put(each, each));
        SharedMap<String, String> saved =
                parley.map("saved", Codecs.utf8(), Codecs.utf8(), o -> o.insertionOrder(true));

        saved.salvage(ordered.path());
        saved.put("0", "last");

        assertThat(saved.keySet()).containsExactly("c", "a", "b", "0");
        assertThatThrownBy(() -> map.salvage(ordered.path())).isInstanceOf(ObjectMismatchException.class);
    }

    @Test
    void shouldRefuseWhatIsNoMapOrOneOfOtherTypes() {
        SharedMap<String, Long> counts = parley.map("counts", Codecs.utf8(), Codecs.int64());

        assertThatThrownBy(() -> counts.salvage(map.path()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining(map.path().toString());
        assertThatThrownBy(() -> SharedMap.verify(directory)).isInstanceOf(ForeignFileException.class);
    }
}
