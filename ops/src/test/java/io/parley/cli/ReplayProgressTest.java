package io.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.queue.QueueEntry;
import io.parley.queue.Replay;
import io.parley.queue.SharedQueue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ReplayProgressTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    private Path directory;

    private Parley parley;
    private SharedQueue<byte[]> queue;
    private ReplayExtent extent;

    @BeforeEach
    void open() throws InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("bytes", Codecs.bytes());
        for (int i = 0; i < 2_000; i++) {
            queue.put(new byte[i % 10]);
        }
        extent = ReplayExtent.of(queue.replay());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private static String time(long epochNs) {
        return MessagePrinter.time(Instant.ofEpochSecond(0, epochNs));
    }

    @Test
    void shouldKnowHowMuchThereIs() throws InterruptedException {
        List<QueueEntry<byte[]>> all = new ArrayList<>();
        queue.entries().forEach(all::add);

        assertThat(extent.messages()).isEqualTo(2_000);
        assertThat(extent.firstNs()).isEqualTo(all.get(0).timestampNs());
        assertThat(extent.lastNs()).isEqualTo(all.get(1_999).timestampNs());
        Replay<byte[]> none = queue.replay().toSequence(0);
        assertThat(ReplayExtent.of(none).messages()).isZero();
    }

    @Test
    void shouldSayWhatTheRateLeaves() {
        ReplayProgress progress = new ReplayProgress(extent, 0, 0);
        String at = time(extent.lastNs());

        assertThat(progress.line(0, Long.MIN_VALUE, 0, false))
                .isEqualTo("[--------------------] 0 of 2,000, 0%, " + time(extent.firstNs()) + ", 0.0/s");
        assertThat(progress.line(500, extent.lastNs(), SECOND, false))
                .isEqualTo("[#####---------------] 500 of 2,000, 25%, " + at + ", 500/s, 0:00:03 left");
        assertThat(progress.line(505, extent.lastNs(), 2 * SECOND, false))
                .isEqualTo("[#####---------------] 505 of 2,000, 25%, " + at + ", 5.0/s, 0:04:59 left");
        assertThat(progress.line(505, extent.lastNs(), 3 * SECOND, true))
                .isEqualTo("[#####---------------] 505 of 2,000, 25%, " + at + ", paused");
        assertThat(progress.line(2_000, extent.lastNs(), 4 * SECOND, false))
                .isEqualTo("[####################] 2,000 of 2,000, 100%, " + at + ", 1,495/s, 0:00:00 left");
    }

    @Test
    void shouldSayWhatTheTimesOfTheMessagesLeave() {
        double speed = (extent.lastNs() - extent.firstNs()) / (60.0 * SECOND);
        ReplayProgress progress = new ReplayProgress(extent, speed, 0);
        long half = (extent.firstNs() + extent.lastNs()) / 2;

        assertThat(progress.line(1, Long.MIN_VALUE, SECOND, false)).endsWith(", 1.0/s, 0:01:00 left");
        assertThat(progress.line(2, half, 2 * SECOND, false)).endsWith(", 1.0/s, 0:00:30 left");
        assertThat(progress.line(3, extent.lastNs(), 3 * SECOND, false)).endsWith(", 1.0/s, 0:00:00 left");
    }
}
