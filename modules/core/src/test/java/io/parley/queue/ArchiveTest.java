package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.DomainAccessException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.internal.domain.Domain;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.queue.ArchiveWriter;
import io.parley.internal.queue.DurableQueue;
import io.parley.internal.queue.QueueConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ArchiveTest {
    @TempDir
    Path directory;

    private Path target;
    private Parley parley;
    private SharedQueue<byte[]> queue;
    private long put;

    @BeforeEach
    void open() throws InterruptedException {
        target = directory.resolve("archive");
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("orders", Codecs.bytes());
        put(100);
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private void put(int count) throws InterruptedException {
        for (int i = 0; i < count; i++, put++) {
            // Now and then one in pieces.
            byte[] message = new byte[put % 40 == 7 ? 600_000 : 8 + (int) (put % 50)];
            message[0] = (byte) put;
            queue.put(message);
        }
    }

    private List<Long> replayed() throws InterruptedException {
        List<Long> sequences = new ArrayList<>();
        Archive.open(target, Codecs.bytes()).replay().run((entry, clock) -> {
            assertThat(entry.message()[0]).isEqualTo((byte) entry.sequence());
            sequences.add(entry.sequence());
        });
        return sequences;
    }

    private static List<Long> upTo(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            int old = raw.read();
            raw.seek(at);
            raw.write(old ^ 4);
        }
    }

    @Test
    void shouldReplayWhatWasRecordedWithoutTheDomain() throws Exception {
        List<QueueEntry<byte[]>> original = new ArrayList<>();
        queue.entries().forEach(original::add);
        try (Recorder recorder = Recorder.open(queue, target)) {
            assertThat(recorder.record()).isEqualTo(100);
            assertThat(recorder.position()).isEqualTo(100);
            assertThat(recorder.record()).isZero();
        }
        queue.delete();
        parley.close();

        Archive<byte[]> archive = Archive.open(target, Codecs.bytes());
        assertThat(archive.queueName()).isEqualTo("orders");
        List<QueueEntry<byte[]>> read = new ArrayList<>();
        archive.replay().run((entry, clock) -> read.add(entry));
        assertThat(read).hasSameSizeAs(original);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).index()).isEqualTo(original.get(i).index());
            assertThat(read.get(i).timestamp()).isEqualTo(original.get(i).timestamp());
            assertThat(Arrays.equals(read.get(i).message(), original.get(i).message()))
                    .isTrue();
        }
        assertThat(archive.verify().isIntact()).isTrue();
        assertThat(archive.verify().messages()).isEqualTo(100);
        List<Long> part = new ArrayList<>();
        archive.replay()
                .fromTime(original.get(50).timestamp())
                .toIndex(original.get(60).index())
                .run((entry, clock) -> part.add(entry.sequence()));
        assertThat(part).first().isEqualTo(50L);
        assertThat(part).last().isEqualTo(59L);
    }

    @Test
    void shouldGoOnWhereItStopped() throws InterruptedException {
        for (int round = 1; round <= 4; round++) {
            try (Recorder recorder = Recorder.open(queue, target)) {
                assertThat(recorder.position()).isEqualTo(put - 100);
                assertThat(recorder.record()).isEqualTo(100);
                put(10);
                assertThat(recorder.record()).isEqualTo(10);
            }
            assertThat(replayed()).isEqualTo(upTo(put));
            assertThat(Archive.open(target, Codecs.bytes()).verify().damages()).isEmpty();
            put(100);
        }
    }

    @Test
    void shouldFollowAndBeFollowed() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        List<Long> followed = Collections.synchronizedList(new ArrayList<>());
        try (Recorder recorder = Recorder.open(queue, target);
                ReplaySession<byte[]> session = Archive.open(target, Codecs.bytes())
                        .replay()
                        .live()
                        .open((entry, clock) -> followed.add(entry.sequence()))) {
            Future<?> recording = executor.submit(() -> {
                recorder.run();
                return null;
            });
            executor.submit(session::run);
            await().until(() -> followed.size() == 100);
            put(200);
            queue.closeForWriting();
            recording.get();
            await().until(() -> followed.size() == 300);
        } finally {
            executor.shutdownNow();
        }
        assertThat(followed).isEqualTo(upTo(300));
    }

    @Test
    void shouldRecordEveryCycleIntoAFileOfItsOwn() throws InterruptedException {
        Domain domain = Domain.of(parley);
        QueueConfig config = QueueConfig.DEFAULTS
                .withRollCycle("TEST4_DAILY")
                .withCodec(Codecs.int64().id());
        try (DurableQueue small = DurableQueue.open(domain, "small", config)) {
            MessageBuffer message = new MessageBuffer();
            ArchiveWriter writer = new ArchiveWriter(small, small.archiveFacts("small", "int64"), target);
            for (long i = 0; i < 5_000; i++) {
                message.reset();
                message.writeLong(i);
                small.tryAppend(message);
                if (i % 700 == 0) {
                    writer.copy();
                }
                if (i % 1_100 == 0) {
                    writer.close();
                    writer = new ArchiveWriter(small, small.archiveFacts("small", "int64"), target);
                }
            }
            writer.copy();
            writer.close();
            QueueReport report = Archive.open(target, Codecs.int64()).verify();
            assertThat(report.damages()).isEmpty();
            assertThat(report.files()).hasSizeGreaterThan(1).hasSameSizeAs(small.cycleFiles());
            assertThat(report.messages()).isEqualTo(5_000);
            List<Long> read = new ArrayList<>();
            Archive.open(target, Codecs.int64()).replay().run((entry, clock) -> read.add(entry.message()));
            assertThat(read).isEqualTo(upTo(5_000));
        }
    }

    @Test
    void shouldReportAFlippedByteAndReadOnBehindIt() throws Exception {
        try (Recorder recorder = Recorder.open(queue, target)) {
            recorder.record();
        }
        List<Long> sequences = new ArrayList<>();
        List<Damage> damages = new ArrayList<>();
        long at = Files.size(segment()) - 300;
        flip(segment(), at);
        Archive<byte[]> archive = Archive.open(target, Codecs.bytes());

        assertThatThrownBy(() -> archive.replay().run((entry, clock) -> {}))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining(segment().toString());
        archive.replay().skipDamage(damages::add).run((entry, clock) -> sequences.add(entry.sequence()));
        assertThat(sequences).hasSize(99).contains(99L);
        assertThat(damages).hasSize(1);
        assertThat(damages.get(0).offset()).isBetween(at - 100, at);
        QueueReport report = archive.verify();
        assertThat(report.isIntact()).isFalse();
        assertThat(report.lost()).isOne();
        assertThat(report.files()).hasSize(1);
        assertThat(report.files().get(0).damages()).isEqualTo(damages);
        assertThat(damages.get(0).toString()).contains(" is lost");
    }

    @Test
    void shouldReportAFileThatIsShorterOrMissingOrChangedElsewhere() throws Exception {
        try (Recorder recorder = Recorder.open(queue, target)) {
            recorder.record();
        }
        Archive<byte[]> archive = Archive.open(target, Codecs.bytes());
        Path file = segment();
        byte[] bytes = Files.readAllBytes(file);

        flip(file, 40);
        assertThat(archive.verify().damages()).singleElement().satisfies(damage -> {
            assertThat(damage.lost()).isZero();
            assertThat(damage.toString()).contains("no message is lost");
        });
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 150));
        assertThat(archive.verify().damages())
                .isNotEmpty()
                .allMatch(damage -> damage.file().equals(file));
        assertThat(archive.verify().lost()).isPositive();
        Files.delete(file);
        assertThat(archive.verify().damages()).anyMatch(damage -> damage.what().contains("missing"));
    }

    @Test
    void shouldRefuseWhatDoesNotFit() throws Exception {
        assertThatThrownBy(() -> Archive.open(target, Codecs.bytes()))
                .isInstanceOf(DomainAccessException.class)
                .hasMessageContaining("no archive");
        try (Recorder recorder = Recorder.open(queue, target)) {
            recorder.record();
            assertThatThrownBy(() -> Recorder.open(queue, target))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has a recorder already");
        }
        assertThatThrownBy(() -> Archive.open(target, Codecs.int64())).isInstanceOf(ObjectMismatchException.class);
        SharedQueue<byte[]> other = parley.queue("other", Codecs.bytes());
        assertThatThrownBy(() -> Recorder.open(other, target)).isInstanceOf(ObjectMismatchException.class);
        Path manifest = target.resolve("manifest.txt");
        Files.writeString(manifest, Files.readString(manifest).replace("orders", "orderz"));
        assertThatThrownBy(() -> Archive.open(target, Codecs.bytes()))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> Recorder.open(queue, target)).isInstanceOf(ObjectCorruptException.class);
    }

    @Test
    void shouldRefuseAnArchiveWhoseQueueHasOtherMessages() throws Exception {
        try (Recorder recorder = Recorder.open(queue, target)) {
            recorder.record();
        }
        Path log;
        try (Stream<Path> files = Files.list(queue.path().resolve("log"))) {
            log = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        long end = Files.size(segment());
        // The last message has 97 bytes with its header; this is its time.
        flip(log, end - 96);

        assertThatThrownBy(() -> Recorder.open(queue, target))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("different messages");
    }

    @Test
    void shouldVerifyTheQueueItself() throws Exception {
        assertThat(queue.verify().isIntact()).isTrue();
        assertThat(queue.verify().messages()).isEqualTo(100);
        Path log;
        try (Stream<Path> files = Files.list(queue.path().resolve("log"))) {
            log = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        try (Recorder recorder = Recorder.open(queue, target)) {
            recorder.record();
        }
        long at = Files.size(segment()) - 20;
        flip(log, at);

        QueueReport report = queue.verify();

        assertThat(report.damages()).singleElement().satisfies(damage -> {
            assertThat(damage.file()).isEqualTo(log);
            assertThat(damage.firstLost()).isEqualTo(99);
            assertThat(damage.lost()).isOne();
        });
        assertThatThrownBy(() -> queue.replay().verify().run((entry, clock) -> {}))
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining(log.toString());
    }
}
