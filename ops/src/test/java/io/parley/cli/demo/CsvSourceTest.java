package io.parley.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

@Timeout(60)
class CsvSourceTest {
    private static final String PRICES = "date,open,high,low,close,adjclose,volume\n";
    private static final String FLIGHTS = "time_hours,delay_minutes,distance_miles\n";

    @TempDir
    private Path directory;

    @Test
    void shouldReadDailyPrices() throws Exception {
        Path file =
                write("prices.csv", PRICES + "2000-01-03,1,2,0.5,1455.219971,7,931800000\n\n2020-04-17,1,2,3,4,5,6");

        assertThat(read(file))
                .containsExactly(
                        new Tick(LocalDate.of(2000, 1, 3).toEpochDay(), 2000, 1_455_219_971L, 931_800_000L),
                        new Tick(LocalDate.of(2020, 4, 17).toEpochDay(), 2020, 4_000_000L, 6L));
    }

    @Test
    void shouldReadPackedDeparturesWhateverTheFileIsCalled() throws Exception {
        Path file = directory.resolve("flights.csv");
        Files.write(file, packed("\ufeff" + FLIGHTS + "13.666666666666666,-3,371\r\n24,0,1452\r\n"));

        assertThat(read(file))
                .containsExactly(new Tick(13_666_666, 13, 371_000_000, -3), new Tick(24_000_000, 24, 1_452_000_000, 0));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "2000-01-03,1,2,3,x,5,6     | close 'x' is not a number, or too large",
                "2000-01-03,1,2,3,4,5,6.5   | volume '6.5' is not a whole number",
                "2000-01-03,1,2,3,null,5,6  | close 'null' is not a number, or too large",
                "03.01.2000,1,2,3,4,5,6     | date '03.01.2000' is not a date like 2000-01-31",
                "-2000-01-03,1,2,3,4,5,6    | date '-2000-01-03' is not a date like 2000-01-31",
                "2000-01-03,1,2,3,4         | \"expected 7 fields (date,open,high,low,close,adjclose,volume), found 5:"
                        + " '2000-01-03,1,2,3,4'\""
            })
    void shouldNameTheLineOfAMalformedPrice(String row, String problem) throws IOException {
        Path file = write("bad.csv", PRICES + "2000-01-03,1,2,3,4,5,6\n" + row + "\n");

        assertFails(file, file + ":3: " + problem);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(
            delimiter = '|',
            value = {
                "24.1,0,1 | time_hours '24.1' is not within 0..24",
                "-1,0,1   | time_hours '-1' is not within 0..24",
                "1,a,1    | delay_minutes 'a' is not a whole number",
                "1,1,     | distance_miles '' is not a number, or too large"
            })
    void shouldNameTheLineOfAMalformedDeparture(String row, String problem) throws IOException {
        Path file = write("bad.csv", FLIGHTS + row + "\n");

        assertFails(file, file + ":2: " + problem);
    }

    @Test
    void shouldSayWhichHeadersItKnows() throws IOException {
        Path file = write("other.csv", "a,b\u0007\n1,2\n");

        assertFails(
                file,
                file + ":1: unknown header 'a,b?'; expected 'date,open,high,low,close,adjclose,volume' or"
                        + " 'time_hours,delay_minutes,distance_miles'");
    }

    @Test
    void shouldRefuseWhatIsNotAFileWithRows() throws IOException {
        Path missing = directory.resolve("missing.csv");
        Path empty = write("empty.csv", "");
        Path headerOnly = write("header.csv", PRICES);

        assertFails(missing, "no such file: " + missing);
        assertFails(directory, directory + " is a directory; name a .csv or .csv.gz file in it");
        assertFails(empty, "empty file: " + empty);
        assertFails(headerOnly, headerOnly + ": no rows behind the header");
        assertFails(Path.of("/dev/null"), "/dev/null is not a regular file; it has to be read twice");
    }

    @Test
    void shouldRefuseAFileWithoutPermission() throws IOException {
        Path file = write("secret.csv", PRICES);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("root may read everything").isFalse();

        assertFails(file, "no permission to read " + file);
    }

    @Test
    void shouldNoticeThatAPackedFileIsCutShort() throws IOException {
        Random random = new Random(42);
        StringBuilder rows = new StringBuilder(FLIGHTS);
        for (int i = 0; i < 20_000; i++) {
            rows.append("1.5,").append(random.nextInt(1_000)).append(",100\n");
        }
        byte[] whole = packed(rows.toString());
        Path file = directory.resolve("cut.csv.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> Totals.of(file))
                .withMessageMatching(
                        ".*cut\\.csv\\.gz: gzip data ends early, after line \\d+; was a download cut short\\?");

        Files.write(file, Arrays.copyOf(whole, 5));
        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> Totals.of(file))
                .withMessageStartingWith(file + ": damaged gzip data");
    }

    @Test
    void shouldAddUpAFile() throws Exception {
        Path file = write("flights.csv", FLIGHTS + "1.0,5,10\n3.5,-7,30\n3.9,1,20\n");

        Totals totals = Totals.of(file);

        assertThat(totals.rows()).isEqualTo(3);
        assertThat(totals.volume()).isEqualTo(-1);
        assertThat(totals.lastPrice()).isEqualTo(20_000_000);
        assertThat(totals.highest()).isEqualTo(30_000_000);
        assertThat(totals.lowest()).isEqualTo(10_000_000);
        assertThat(totals.firstBucket()).isEqualTo(1);
        assertThat(totals.buckets()).containsExactly(1, 0, 2);
        assertThat(totals.checksum())
                .isNotEqualTo(Totals.of(write("2.csv", FLIGHTS + "1,5,10\n")).checksum());
    }

    private static List<Tick> read(Path file) throws DemoException {
        List<Tick> ticks = new ArrayList<>();
        try (CsvSource source = CsvSource.open(file)) {
            for (Tick tick = source.next(); tick != null; tick = source.next()) {
                ticks.add(tick);
            }
        }
        return ticks;
    }

    private static void assertFails(Path file, String message) {
        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> Totals.of(file))
                .withMessage(message);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
