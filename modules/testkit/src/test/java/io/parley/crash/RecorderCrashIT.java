package io.parley.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.internal.crash.Failpoint;
import io.parley.queue.Archive;
import io.parley.queue.Recorder;
import io.parley.queue.SharedQueue;
import io.parley.testkit.CrashTestWatcher;
import io.parley.testkit.FailAction;
import io.parley.testkit.ForkedJvm;
import io.parley.testkit.verify.DomainVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A recorder is killed at each of its steps: what it leaves can be read and has no half message, and the next recorder
 * goes on without a gap and without repeating anything.
 */
@Timeout(120)
@ExtendWith(CrashTestWatcher.class)
@KillsAt({Failpoint.ARCHIVE_SEGMENT_NAMED, Failpoint.ARCHIVE_HALF_COPIED, Failpoint.ARCHIVE_BEFORE_MANIFEST})
class RecorderCrashIT {
    private static final Duration HANG = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(60);
    private static final int MESSAGES = 200;

    @TempDir
    Path directory;

    /** Records until it is killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SharedQueue<byte[]> queue = parley.queue("orders", Codecs.bytes());
                    Recorder recorder = Recorder.open(queue, Path.of(args[1]))) {
                recorder.record();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ARCHIVE_SEGMENT_NAMED, 1",
        "ARCHIVE_HALF_COPIED, 1",
        "ARCHIVE_HALF_COPIED, 4",
        "ARCHIVE_BEFORE_MANIFEST, 1",
        "ARCHIVE_BEFORE_MANIFEST, 3"
    })
    void shouldGoOnWhereADeadRecorderStopped(Failpoint point, int nth) throws Exception {
        Path domain = directory.resolve("domain");
        Path target = directory.resolve("archive");
        try (Parley parley = Parley.open(domain);
                SharedQueue<byte[]> queue = parley.queue("orders", Codecs.bytes())) {
            put(queue);
            ForkedJvm.builder(Victim.class)
                    .args(domain.toString(), target.toString())
                    .jvmFlags("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
                    .failAt(point, FailAction.KILL, nth)
                    .start()
                    .awaitFailpoint(point, START);

            if (Files.exists(target.resolve("manifest.txt"))) {
                long left = requireWhole(target);
                assertThat(left).isLessThanOrEqualTo(MESSAGES);
            }
            put(queue);
            // The dead one's lock is gone a moment after it.
            Recorder recorder = await().atMost(HANG)
                    .ignoreExceptionsInstanceOf(IllegalStateException.class)
                    .until(() -> Recorder.open(queue, target), Objects::nonNull);
            recorder.record();
            recorder.close();

            assertThat(requireWhole(target)).isEqualTo(2 * MESSAGES);
            assertThat(queue.verify().damages()).isEmpty();
            parley.reap();
            assertThat(DomainVerifier.findings(domain)).isEmpty();
        }
    }

    private static void put(SharedQueue<byte[]> queue) throws InterruptedException {
        for (int i = 0; i < MESSAGES; i++) {
            // More than the recorder copies at a time, and some in pieces.
            queue.put(new byte[i % 50 == 20 ? 700_000 : 100]);
        }
    }

    /** How many messages an archive has, all of them whole, none missing, none twice. */
    private static long requireWhole(Path target) throws InterruptedException {
        Archive<byte[]> archive = Archive.open(target, Codecs.bytes());
        assertThat(archive.verify().damages()).isEmpty();
        List<Long> sequences = new ArrayList<>();
        archive.replay().run((entry, clock) -> sequences.add(entry.sequence()));
        assertThat(sequences)
                .isEqualTo(LongStream.range(0, sequences.size()).boxed().toList());
        return sequences.size();
    }
}
