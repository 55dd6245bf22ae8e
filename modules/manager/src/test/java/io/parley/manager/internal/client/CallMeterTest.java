package io.parley.manager.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.manager.internal.wire.AnswerFlags;
import io.parley.observe.LatencyHistogram;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CallMeterTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 200_000;
    /** Half a byte each: what measuring costs. */
    private static final long FEW_BYTES = ROUNDS / 2;

    @TempDir
    Path directory;

    private Parley parley;
    private final CallMeter meter = new CallMeter(Runnable::run);

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private long count(String name) {
        try (LatencyHistogram histogram = LatencyHistogram.open(parley, name)) {
            return histogram.totalCount();
        }
    }

    @Test
    void shouldReadNoClockWhileNothingIsRecorded() {
        assertThat(meter.start()).isZero();
        meter.begin(parley, "prices");
        assertThat(meter.start()).isNotZero();
        meter.end();
        assertThat(meter.start()).isZero();
    }

    @Test
    void shouldSortByWhatTheAnswerSays() {
        meter.begin(parley, "prices");
        meter.answered(meter.start(), 0);
        meter.answered(meter.start(), AnswerFlags.WANTS_ACK);
        meter.answered(meter.start(), AnswerFlags.WAITED);
        meter.answered(meter.start(), AnswerFlags.WAITED | AnswerFlags.WANTS_ACK);
        meter.answered(meter.start(), AnswerFlags.WAITED);
        meter.answered(meter.start(), AnswerFlags.TAKEN_BACK);
        meter.answered(0, 0);

        assertThat(count("prices.call")).isEqualTo(2);
        assertThat(count("prices.wait")).isEqualTo(3);
    }

    @Test
    void shouldAllocateNothing() {
        meter.begin(parley, "prices");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(WARM_UP);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(ROUNDS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(FEW_BYTES);
        assertThat(count("prices.call")).isEqualTo(WARM_UP + ROUNDS);
    }

    private void repeat(int times) {
        for (int i = 0; i < times; i++) {
            meter.answered(meter.start(), 0);
        }
    }
}
