package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.internal.domain.Domain;
import io.parley.internal.process.PoolFile;
import io.parley.observe.LatencyHistogram;
import io.parley.observe.LatencyKind;
import io.parley.observe.ObjectLatency;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker counts of its tasks. */
@Timeout(60)
class TaskMeterTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 200_000;
    /** Half a byte each: what measuring costs. */
    private static final long FEW_BYTES = ROUNDS / 2;

    private static final long HOUR_NS = 3_600_000_000_000L;

    @TempDir
    Path directory;

    private Parley parley;
    private Domain domain;
    private PoolFile file;
    private TaskMeter meter;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
        domain = Domain.of(parley);
        file = PoolFile.claim(domain, "resizer");
        meter = new TaskMeter(domain, file.name());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private ObjectLatency latency() {
        return ObjectLatency.find(parley, file.fileName()).orElseThrow();
    }

    private Histogram counts(LatencyKind kind) {
        try (LatencyHistogram histogram = latency().histogram(kind)) {
            return histogram.snapshot();
        }
    }

    @Test
    void shouldCountFromSubmissionToStartAndFromStartToEnd() {
        latency().start();
        long queuedAtNs = file.meter().stamp() - HOUR_NS / 2;

        long startedNs = meter.started(queuedAtNs);
        assertThat(counts(LatencyKind.QUEUEING).getTotalCount()).isEqualTo(1);
        assertThat(counts(LatencyKind.RUN).getTotalCount()).as("it runs").isZero();
        meter.ended(startedNs - HOUR_NS / 4);

        assertThat(counts(LatencyKind.QUEUEING).getMaxValue()).isGreaterThanOrEqualTo(HOUR_NS / 2);
        assertThat(counts(LatencyKind.RUN).getTotalCount()).isEqualTo(1);
        assertThat(counts(LatencyKind.RUN).getMinNonZeroValue()).isGreaterThan(HOUR_NS / 5);
    }

    @Test
    void shouldCountNothingWhileItIsOff() {
        assertThat(meter.started(file.meter().stamp())).isZero();
        meter.ended(0);
        latency().start();
        long startedNs = meter.started(file.meter().stamp());
        latency().stop();
        meter.ended(startedNs);

        assertThat(counts(LatencyKind.QUEUEING).getTotalCount()).isEqualTo(1);
        assertThat(counts(LatencyKind.RUN).getTotalCount()).isZero();
    }

    @Test
    void shouldNotFailWhenThePoolHasEnded() {
        file.delete();

        meter.ended(meter.started(domain.clock().epochNs()));

        assertThat(domain.directory().resolve("resizer.pool.run.hist")).doesNotExist();
    }

    @Test
    void shouldAllocateNothing() {
        latency().start();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(WARM_UP);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(ROUNDS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(FEW_BYTES);
        assertThat(counts(LatencyKind.QUEUEING).getTotalCount()).isEqualTo(WARM_UP + ROUNDS);
        assertThat(counts(LatencyKind.RUN).getTotalCount()).isEqualTo(WARM_UP + ROUNDS);
    }

    private void repeat(int times) {
        for (int i = 0; i < times; i++) {
            meter.ended(meter.started(domain.clock().epochNs()));
        }
    }
}
