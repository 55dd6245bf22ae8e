package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Parley;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LatencyHistogramTest {
    private static final long SEED = Long.getLong("parley.seed", 20_240_530);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final long UNCOUNTED_ALLOCATION = 4_096;

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
    void shouldCountAsHdrHistogramDoes() {
        Histogram reference = emptyReference();
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            long value = Math.min(HOUR, random.nextLong() >>> (22 + random.nextInt(41)));
            histogram.record(value);
            reference.recordValue(value);
        }
        for (long boundary = 1; boundary < HOUR; boundary *= 2) {
            histogram.record(boundary - 1);
            histogram.record(boundary);
            reference.recordValue(boundary - 1);
            reference.recordValue(boundary);
        }

        assertThat(histogram.snapshot()).as("seed %d", SEED).isEqualTo(reference);
        assertThat(histogram.totalCount()).isEqualTo(reference.getTotalCount());
    }

    @Test
    void shouldCountNegativeLatenciesAsZeroAndThoseAboveOneHourAsClamped() {
        histogram.record(-1);
        histogram.record(Long.MIN_VALUE);
        histogram.record(HOUR);
        histogram.record(HOUR + 1);
        histogram.record(Long.MAX_VALUE);

        Histogram reference = emptyReference();
        reference.recordValueWithCount(0, 2);
        reference.recordValueWithCount(HOUR, 3);
        assertThat(histogram.snapshot()).isEqualTo(reference);
        assertThat(histogram.clampedCount()).isEqualTo(2);
        assertThat(histogram.totalCount()).isEqualTo(5);
    }

    @Test
    void shouldMergeAllHandles() {
        Histogram reference = emptyReference();
        for (int handle = 0; handle < 20; handle++) {
            LatencyHistogram other = LatencyHistogram.open(parley, "fills");
            for (long value = 1; value <= HOUR; value = value * 3 + handle) {
                other.record(value);
                reference.recordValue(value);
            }
        }

        assertThat(histogram.snapshot()).isEqualTo(reference);
    }

    @Test
    void shouldKeepCountsWhenEverybodyCloses() {
        histogram.record(1_000);
        histogram.record(HOUR * 2);
        parley.close();

        open();
        histogram.record(1_000);

        assertThat(histogram.snapshot().getCountAtValue(1_000)).isEqualTo(2);
        assertThat(histogram.clampedCount()).isEqualTo(1);
        assertThat(histogram.totalCount()).isEqualTo(3);
    }

    @Test
    void shouldTellIntervalsApartBySubtraction() {
        histogram.record(10);
        histogram.record(2_000_000);
        Histogram total = histogram.snapshot();
        histogram.record(10);
        histogram.record(300);

        Histogram interval = histogram.snapshotSince(total);

        assertThat(interval.getTotalCount()).isEqualTo(2);
        assertThat(interval.getCountAtValue(10)).isEqualTo(1);
        assertThat(interval.getMaxValue()).isEqualTo(interval.highestEquivalentValue(300));
        assertThat(interval.getStartTimeStamp()).isEqualTo(total.getEndTimeStamp());
        assertThat(interval.getEndTimeStamp()).isGreaterThanOrEqualTo(interval.getStartTimeStamp());
        assertThat(total.getTotalCount())
                .as("the caller's snapshot is the caller's")
                .isEqualTo(2);
        total.add(interval);
        assertThat(total).isEqualTo(histogram.snapshot());
        assertThat(histogram.snapshotSince(total).getTotalCount()).isZero();
    }

    @Test
    void shouldRefuseTheSnapshotOfAnotherHistogram() {
        LatencyHistogram other = LatencyHistogram.open(parley, "other");
        other.record(10);
        Histogram foreign = other.snapshot();
        Histogram wider = new Histogram(1, Long.MAX_VALUE / 2, 2);
        wider.recordValue(Long.MAX_VALUE / 4);

        for (Histogram wrong : new Histogram[] {foreign, wider}) {
            assertThatThrownBy(() -> histogram.snapshotSince(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not an earlier snapshot")
                    .hasMessageContaining("fills.hist");
        }
    }

    @Test
    void shouldExportALogThatHdrHistogramReads() throws Exception {
        Path hlog = directory.resolve("fills.hlog");
        Files.writeString(hlog, "an older export");
        histogram.record(40);
        histogram.record(1_234_567);
        histogram.record(HOUR + 1);

        histogram.exportTo(hlog);

        Histogram expected = histogram.snapshot();
        HistogramLogReader reader = new HistogramLogReader(hlog.toFile());
        Histogram found = (Histogram) reader.nextIntervalHistogram();
        assertThat(found).isEqualTo(expected);
        assertThat(found.getStartTimeStamp()).isEqualTo(expected.getStartTimeStamp());
        assertThat(found.getTag()).as("untagged, as the log tools expect").isNull();
        assertThat(reader.getStartTimeSec() * 1_000).isEqualTo(expected.getStartTimeStamp());
        assertThat(reader.nextIntervalHistogram()).isNull();
        reader.close();
        assertThat(Files.readString(hlog, StandardCharsets.US_ASCII))
                .contains("#[Latency in ns: fills, above one hour: 1]");
    }

    @Test
    void shouldRecordWithoutAllocating() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().getId();
        recordMillion(threads, me);

        assertThat(recordMillion(threads, me)).isLessThan(UNCOUNTED_ALLOCATION);
        assertThat(histogram.totalCount()).isEqualTo(2_000_000);
    }

    private long recordMillion(com.sun.management.ThreadMXBean threads, long thread) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1_000_000; i++) {
            histogram.record(i);
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    @Test
    void shouldTellEveryHandleThatItWasDeletedAndStartAgainFromZero() {
        LatencyHistogram other = LatencyHistogram.open(parley, "fills");
        other.record(5);

        histogram.delete();
        histogram.delete();

        assertThat(other.isDeleted()).isTrue();
        assertThat(other.path()).doesNotExist();
        other.record(5);
        assertThat(other.snapshot().getTotalCount())
                .as("readable until it is closed")
                .isEqualTo(2);
        assertThat(LatencyHistogram.open(parley, "fills").totalCount()).isZero();
    }

    @Test
    void shouldRefuseUseAfterClose() {
        histogram.record(5);
        histogram.close();
        histogram.close();

        assertThatThrownBy(() -> histogram.record(5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fills.hist");
        assertThatThrownBy(histogram::snapshot).isInstanceOf(IllegalStateException.class);
        assertThat(histogram).hasToString("LatencyHistogram(fills closed, " + histogram.path() + ")");
    }

    @Test
    void shouldCloseWithTheDomain() {
        parley.close();

        assertThatThrownBy(() -> histogram.record(5)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldSayWhatItHolds() {
        for (int i = 1; i <= 100; i++) {
            histogram.record(i);
        }
        histogram.record(HOUR * 3);

        assertThat(histogram.name()).isEqualTo("fills");
        assertThat(histogram.toString())
                .startsWith("LatencyHistogram(fills count=101 p50=51ns p99=100ns max=")
                .contains("clamped=1")
                .endsWith(histogram.path() + ")");
    }

    private static Histogram emptyReference() {
        return new Histogram(1, HOUR, 2);
    }
}
