package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Parley;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Interval by interval, to the reader and to a log that HdrHistogram's own tools understand. */
@Timeout(60)
class LatencyIntervalsTest {
    @TempDir
    Path directory;

    private Parley parley;
    private LatencyHistogram histogram;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        histogram = LatencyHistogram.open(parley, "fills");
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldGiveWhatCameSinceTheLastOne() {
        histogram.record(10);
        LatencyIntervals intervals = histogram.intervals();

        assertThat(intervals.next().getTotalCount()).as("since intervals()").isZero();
        histogram.record(20);
        histogram.record(300_000);
        Histogram first = intervals.next();
        histogram.record(40);
        Histogram second = intervals.next();

        assertThat(first.getTotalCount()).isEqualTo(2);
        assertThat(first.getCountAtValue(20)).isEqualTo(1);
        assertThat(first.getMaxValue()).isEqualTo(first.highestEquivalentValue(300_000));
        assertThat(second.getTotalCount()).isEqualTo(1);
        assertThat(second.getMaxValue()).isEqualTo(40);
        assertThat(second.getStartTimeStamp()).isEqualTo(first.getEndTimeStamp());
        assertThat(intervals.next().getTotalCount()).isZero();
    }

    @Test
    void shouldNotDisturbOtherReaders() {
        LatencyIntervals one = histogram.intervals();
        LatencyIntervals other = LatencyHistogram.open(parley, "fills").intervals();
        histogram.record(10);
        one.next();
        histogram.record(20);

        assertThat(other.next().getTotalCount()).isEqualTo(2);
        assertThat(one.next().getTotalCount()).isEqualTo(1);
    }

    @Test
    void shouldAppendToALogThatHdrHistogramReads() throws IOException {
        Path hlog = directory.resolve("fills.hlog");
        LatencyIntervals intervals = histogram.intervals();
        List<Histogram> written = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            for (int n = 0; n < i * 100; n++) {
                histogram.record(i * 1_000 + n);
            }
            written.add(intervals.appendTo(hlog));
        }

        HistogramLogReader reader = new HistogramLogReader(hlog.toFile());
        for (Histogram interval : written) {
            Histogram read = (Histogram) reader.nextIntervalHistogram();
            assertThat(read).isEqualTo(interval);
            assertThat(read.getStartTimeStamp()).isEqualTo(interval.getStartTimeStamp());
        }
        assertThat(reader.nextIntervalHistogram()).isNull();
        assertThat(reader.getStartTimeSec() * 1_000).isEqualTo(written.get(0).getStartTimeStamp());
        reader.close();
        assertThat(Files.readAllLines(hlog).stream().filter(line -> line.startsWith("\"StartTimestamp\"")))
                .hasSize(1);
    }

    @Test
    void shouldBeReadByHdrHistogramsLogProcessor() throws Exception {
        Path hlog = directory.resolve("fills.hlog");
        LatencyIntervals intervals = histogram.intervals();
        for (int us = 1; us <= 1_000; us++) {
            histogram.record(us * 1_000L);
        }
        intervals.appendTo(hlog);
        for (int us = 1; us <= 500; us++) {
            histogram.record(us * 1_000L);
        }
        intervals.appendTo(hlog);

        Path out = directory.resolve("processed");
        HistogramLogProcessor.main(
                new String[] {"-i", hlog.toString(), "-o", out.toString(), "-outputValueUnitRatio", "1"});
        for (Thread processor : Thread.getAllStackTraces().keySet()) {
            if (processor instanceof HistogramLogProcessor) {
                processor.join(); // main starts it and returns
            }
        }

        assertThat(Files.readString(directory.resolve("processed.hgrm")))
                .contains("Total count    =         1500")
                .contains("Percentile");
        assertThat(Files.readAllLines(out).stream().filter(line -> line.matches("\\d.*")))
                .as("a line for each interval")
                .hasSize(2);
    }

    @Test
    void shouldGoOnWithTheIntervalIfItCannotBeWritten() throws IOException {
        LatencyIntervals intervals = histogram.intervals();
        histogram.record(10);

        assertThatThrownBy(() -> intervals.appendTo(directory.resolve("no/such/place.hlog")))
                .isInstanceOf(IOException.class);

        histogram.record(20);
        assertThat(intervals.appendTo(directory.resolve("fills.hlog")).getTotalCount())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseAClosedHistogram() {
        LatencyIntervals intervals = histogram.intervals();
        histogram.close();

        assertThatThrownBy(intervals::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fills.hist");
    }

    @Test
    void shouldExportPercentilesAsCommaSeparatedValues() throws IOException {
        Path csv = directory.resolve("fills.csv");
        for (int ns = 1; ns <= 100; ns++) {
            histogram.record(ns);
        }

        histogram.exportPercentilesTo(csv);

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0)).isEqualTo("\"Value\",\"Percentile\",\"TotalCount\",\"1/(1-Percentile)\"");
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split(",")).toList();
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(4));
        assertThat(rows).anySatisfy(row -> {
            assertThat(Double.parseDouble(row[0])).isEqualTo(50);
            assertThat(Double.parseDouble(row[1])).isEqualTo(0.5);
            assertThat(Long.parseLong(row[2])).isEqualTo(50);
        });
        assertThat(Double.parseDouble(rows.get(rows.size() - 1)[0])).isEqualTo(100);
        assertThat(Double.parseDouble(rows.get(rows.size() - 1)[1])).isEqualTo(1);
    }
}
