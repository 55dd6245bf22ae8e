package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several writers at a time, and writers that die. */
@Timeout(60)
class LatencyHistogramProcessesTest {
    private static final int LANES = 16;
    private static final int SHARED_LANE = 0;
    private static final long RECORDS = 2_000_000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    /** Slot 1,000, generation 7: an incarnation that never was in these domains. */
    private static final int NOBODY_ALIVE = 1_000 << 20 | 7;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Parley parley;
    private LatencyHistogram histogram;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        histogram = LatencyHistogram.open(parley, "fills");
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        parley.close();
    }

    @Test
    void shouldCountExactlyWhenHandlesRecordAtOnceInLanesOfTheirOwn() throws Exception {
        recordAtOnce(List.of(handleWithLane(), handleWithLane(), handleWithLane(), handleWithLane()));
    }

    @Test
    void shouldCountExactlyWhenHandlesRecordAtOnceInTheSharedLane() throws Exception {
        for (int lane = 1; lane < LANES; lane++) {
            handleWithLane();
        }

        recordAtOnce(List.of(handleWithLane(), handleWithLane(), handleWithLane()));

        HistogramBytes bytes = new HistogramBytes(histogram.path());
        assertThat(bytes.count(SHARED_LANE, 0)).isEqualTo(3 * RECORDS);
    }

    private LatencyHistogram handleWithLane() {
        LatencyHistogram handle = LatencyHistogram.open(parley, "fills");
        handle.record(HOUR);
        return handle;
    }

    /** Every handle by a thread of its own; the same bucket, so that a lost count is likely if counts can be lost. */
    private void recordAtOnce(List<LatencyHistogram> handles) throws Exception {
        long before = histogram.totalCount();
        CyclicBarrier start = new CyclicBarrier(handles.size());
        List<Callable<Void>> writers = new ArrayList<>();
        for (LatencyHistogram mine : handles) {
            writers.add(() -> {
                start.await();
                for (int i = 0; i < RECORDS; i++) {
                    mine.record(0);
                }
                return null;
            });
        }
        for (Future<Void> writer : threads.invokeAll(writers)) {
            writer.get();
        }
        assertThat(histogram.snapshot().getCountAtValue(0)).isEqualTo(handles.size() * RECORDS);
        assertThat(histogram.totalCount()).isEqualTo(before + handles.size() * RECORDS);
    }

    @Test
    void shouldGiveGrowingSnapshotsWhileOthersRecord() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Future<Long>> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            LatencyHistogram mine = LatencyHistogram.open(parley, "fills");
            writers.add(threads.submit(() -> recordUntil(done, mine)));
        }

        Histogram sum = histogram.snapshot();
        for (int interval = 0; interval < 200; interval++) {
            sum.add(histogram.snapshotSince(sum)); // throws if a count went down
        }
        done.set(true);
        long recorded = writers.get(0).get() + writers.get(1).get();
        sum.add(histogram.snapshotSince(sum));

        assertThat(sum.getTotalCount()).isEqualTo(recorded);
        assertThat(histogram.totalCount()).isEqualTo(recorded);
    }

    private static long recordUntil(AtomicBoolean done, LatencyHistogram mine) {
        long recorded = 0;
        while (!done.get()) {
            mine.record(recorded++ & 0xFFFF);
        }
        return recorded;
    }

    @Test
    void shouldAdoptTheLanesOfTheDeadWithTheirCounts() throws Exception {
        HistogramBytes bytes = new HistogramBytes(histogram.path());
        for (int lane = 1; lane < LANES; lane++) {
            bytes.leaveBehind(lane, NOBODY_ALIVE, 42, 10);
        }
        assertThat(histogram.totalCount()).isEqualTo(150);

        histogram.record(42);

        assertThat(bytes.owner(1)).isNotEqualTo(NOBODY_ALIVE);
        assertThat(bytes.count(1, 42)).isEqualTo(11);
        assertThat(bytes.taken(1)).isEqualTo(2);
        assertThat(bytes.owner(2)).isEqualTo(NOBODY_ALIVE);
        assertThat(histogram.totalCount()).isEqualTo(151);
    }

    @Test
    void shouldKeepWhatAKilledProcessRecorded() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Recorder.class.getName(),
                        parley.directory().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(child.inputReader().readLine()).isEqualTo("recording");
            HistogramBytes bytes = new HistogramBytes(histogram.path());
            int owner = bytes.owner(1);
            assertThat(histogram.totalCount())
                    .as("read while the other process writes")
                    .isGreaterThanOrEqualTo(1_000);

            child.destroyForcibly().waitFor();
            long left = histogram.totalCount();
            parley.reap(); // the lane's owner word now names nobody
            histogram.record(3);

            assertThat(left).isGreaterThanOrEqualTo(1_000);
            assertThat(histogram.totalCount()).isEqualTo(left + 1);
            assertThat(bytes.owner(1)).isNotZero().isNotEqualTo(owner);
            assertThat(bytes.taken(1)).isEqualTo(2);
        } finally {
            child.destroyForcibly();
        }
    }

    /** Records until it is killed. */
    static final class Recorder {
        private Recorder() {}

        public static void main(String[] args) {
            LatencyHistogram histogram = LatencyHistogram.open(Parley.open(Path.of(args[0])), "fills");
            for (long recorded = 0; ; recorded++) {
                histogram.record(recorded & 0xFFF);
                if (recorded == 1_000) {
                    System.out.println("recording");
                }
            }
        }
    }
}
