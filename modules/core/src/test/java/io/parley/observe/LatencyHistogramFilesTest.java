package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.DomainAccessException;
import io.parley.ForeignFileException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a histogram may lie, and what it refuses to be opened on. */
@Timeout(20)
class LatencyHistogramFilesTest {
    @TempDir
    Path directory;

    private Path domain;
    private Parley parley;

    @BeforeEach
    void open() throws IOException {
        domain = directory.toRealPath().resolve("domain");
        parley = Parley.open(domain);
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldLieInTheDomain() {
        LatencyHistogram histogram = LatencyHistogram.open(parley, "fills");

        assertThat(histogram.path()).isEqualTo(domain.resolve("fills.hist")).hasSize(592_128);
    }

    @Test
    void shouldOpenByPathWhatHasThatName() {
        LatencyHistogram.open(parley, "fills").record(5);

        LatencyHistogram byPath = LatencyHistogram.open(parley, domain.resolve("fills.hist"));

        assertThat(byPath.name()).isEqualTo("fills");
        assertThat(byPath.totalCount()).isEqualTo(1);
    }

    @Test
    void shouldOpenInADirectoryOfTheDomain() throws IOException {
        Path owner = Files.createDirectory(domain.resolve("orders.queue"));

        LatencyHistogram histogram = LatencyHistogram.open(parley, owner.resolve("latency.hist"));
        histogram.record(5);

        assertThat(histogram.name()).isEqualTo("orders.queue/latency");
        assertThat(histogram.path()).isEqualTo(owner.resolve("latency.hist")).isRegularFile();
        histogram.delete();
        assertThat(owner).isEmptyDirectory();
    }

    @Test
    void shouldFollowASymbolicLinkToTheDomain() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), domain);

        LatencyHistogram histogram = LatencyHistogram.open(parley, link.resolve("fills.hist"));

        assertThat(histogram.path()).isEqualTo(domain.resolve("fills.hist"));
    }

    @Test
    void shouldRefusePathsOutsideOfTheDomain() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("domain2"));
        Files.createSymbolicLink(domain.resolve("exit"), outside);
        List<Path> wrong = List.of(
                outside.resolve("x.hist"),
                domain.resolve("../x.hist"),
                domain.resolve("../domain2/x.hist"),
                domain.resolve("exit/x.hist"));

        for (Path path : wrong) {
            assertThatThrownBy(() -> LatencyHistogram.open(parley, path))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("leads out of the domain")
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining(domain.toString());
        }
        assertThat(outside).isEmptyDirectory();
        assertThat(directory.resolve("x.hist")).doesNotExist();
    }

    @Test
    void shouldRefusePathsThatCannotBeHistograms() {
        for (String wrong : List.of("latency", "latency.long", ".hist", "a b.hist", "..")) {
            assertThatThrownBy(() -> LatencyHistogram.open(parley, domain.resolve(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> LatencyHistogram.open(parley, Path.of("/")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LatencyHistogram.open(parley, domain.resolve("none.queue/latency.hist")))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining("none.queue");
    }

    @Test
    void shouldRefuseAnObjectOfAnotherKind() throws IOException {
        parley.longValue("count").set(7);
        Files.copy(domain.resolve("count.long"), domain.resolve("fills.hist"));

        assertThatThrownBy(() -> LatencyHistogram.open(parley, "fills"))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("fills.hist")
                .hasMessageContaining("found=long, expected=histogram");
    }

    @Test
    void shouldRefuseAForeignFile() throws IOException {
        Files.writeString(domain.resolve("fills.hist"), "Interval_Start,Interval_Length");

        assertThatThrownBy(() -> LatencyHistogram.open(parley, "fills"))
                .isInstanceOf(ForeignFileException.class)
                .hasMessageContaining("fills.hist");
        assertThat(domain.resolve("fills.hist")).hasContent("Interval_Start,Interval_Length");
    }

    @Test
    void shouldRefuseATruncatedFile() throws IOException {
        try (LatencyHistogram whole = LatencyHistogram.open(parley, "fills")) {
            Files.copy(whole.path(), domain.resolve("half.hist"));
        }
        try (RandomAccessFile half =
                new RandomAccessFile(domain.resolve("half.hist").toFile(), "rw")) {
            half.setLength(300_000);
        }

        assertThatThrownBy(() -> LatencyHistogram.open(parley, "half"))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("300000");
    }

    @Test
    void shouldRefuseNamesThatAreNoFileNames() {
        assertThatThrownBy(() -> LatencyHistogram.open(parley, "../fills"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
