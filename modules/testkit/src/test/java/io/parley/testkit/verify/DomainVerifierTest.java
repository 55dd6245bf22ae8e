package io.parley.testkit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.collection.SharedList;
import io.parley.internal.domain.Domain;
import io.parley.internal.live.ChildTable;
import io.parley.internal.process.PoolFile;
import io.parley.observe.ObjectLatency;
import io.parley.queue.SharedQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verifier is content with what Parley writes, and notices each thing that Parley never writes. */
@Timeout(60)
class DomainVerifierTest {
    /** A slot that nobody has taken, in a generation that nobody had. */
    private static final int DEAD_OWNER = 7 << 20 | 12_345;

    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void openOneOfEach() throws InterruptedException {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
        parley.longValue("value", 3);
        parley.longArray("array", 100);
        parley.intArray("ints", 3);
        parley.lock("lock").lock();
        Domain.of(parley).children().claim("child", ChildTable.DAEMON, 1, 1, 1);
        PoolFile.claim(Domain.of(parley), "workers");
        try (SharedList<Long> list = parley.list("list", Codecs.int64())) {
            list.addAll(Collections.nCopies(1_000, 7L));
        }
        try (SharedQueue<String> queue = parley.queue("queue", Codecs.utf8())) {
            queue.put("message");
            queue.put("another");
            queue.claim();
        }
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldBeContentWithADomainInUse() {
        assertThat(DomainVerifier.findings(domain())).isEmpty();
        assertThat(DomainVerifier.findings(domain(), domain().resolve("lock.lock")))
                .isEmpty();
        parley.lock("lock").unlock();
        assertThat(DomainVerifier.findings(domain())).isEmpty();
    }

    /** What is written where, and what the verifier says. */
    @ParameterizedTest
    @CsvSource({
        "lock.lock, 40, not match its checksum",
        "lock.lock, 80, unknown state",
        "lock.lock, 70, stray byte at 70",
        "lock.lock, 88, stray byte at 88",
        "domain.children, 84, records latencies that it does not have",
        "lock.lock, 128, belongs to a dead process",
        "lock.lock, 200, stray byte at 200",
        "value.long, 156, recoveries out of bounds",
        "value.long, 300, stray byte",
        "array.longs, 128, belongs to a dead process",
        "domain.children, 140, stray byte at 140",
        "domain.children, 516, number of record 1 out of bounds",
        "domain.children, 544, flags of record 1 out of bounds",
        "domain.children, 580, name of record 1 out of bounds",
        "domain.children, 584, reason of record 1 out of bounds",
        "workers.pool, 200, stray byte at 200",
        "list.list/list.order, 128, belongs to a dead process",
        "list.list/list.order, 256, size out of bounds",
        "list.list/list.order, 408, first added id out of bounds",
        "list.list/list.order, 424, stray byte at 424",
        "queue.queue/state.parley, 900, closed out of bounds",
        "queue.queue/state.parley, 772, cursor out of bounds",
        "queue.queue/state.parley, 512, belongs to a dead process",
        "queue.queue/state.parley, 804, taken bytes out of bounds",
        "queue.queue/state.parley, 1416, claim slot 1 belongs to a dead process"
    })
    void shouldNoticeAStrayWord(String file, long offset, String finding) throws IOException {
        write(domain().resolve(file), offset, DEAD_OWNER);

        assertThat(DomainVerifier.findings(domain())).singleElement().asString().contains(file, finding);
        assertThat(DomainVerifier.findings(domain(), domain().resolve("ints.ints")))
                .isEmpty();
    }

    @Test
    void shouldBeContentWithAnObjectThatIsMeasured() throws IOException {
        ObjectLatency latency = ObjectLatency.of(parley.longValue("value", 3));
        latency.start();
        assertThat(DomainVerifier.findings(domain())).isEmpty();
        latency.stop();
        assertThat(DomainVerifier.findings(domain())).isEmpty();

        write(domain().resolve("value.long"), 84, 1);

        assertThat(DomainVerifier.findings(domain()))
                .singleElement()
                .asString()
                .contains("value.long", "was never switched on");
    }

    @Test
    void shouldNoticeWhatDoesNotBelongThere() throws IOException {
        Files.writeString(domain().resolve("readme"), "not an object");
        Files.copy(domain().resolve("lock.lock"), domain().resolve("value.int"));
        Files.copy(domain().resolve("lock.lock"), domain().resolve(".tmp-700001-0-1-lock.lock"));
        try (FileChannel array =
                FileChannel.open(domain().resolve("array.longs"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Files.write(domain().resolve("short.longs"), readAll(array, 1_000));
        }

        assertThat(DomainVerifier.findings(domain()))
                .satisfiesExactlyInAnyOrder(
                        finding -> assertThat(finding).contains("readme: not a Parley object"),
                        finding -> assertThat(finding).contains("value.int: name does not fit"),
                        finding -> assertThat(finding).contains(".tmp-700001-0-1-lock.lock: left half-built"),
                        finding -> assertThat(finding).contains("short.longs: length is not that of the file"));
    }

    @Test
    void shouldRefuseADirectoryThatIsNoDomain() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> DomainVerifier.findings(directory))
                .withMessageContaining(directory.toString());
    }

    private static byte[] readAll(FileChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.read(bytes, 0);
        return bytes.array();
    }

    private static void write(Path file, long offset, int word) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(bytes.putInt(0, word), offset);
        }
    }

    private Path domain() {
        return directory.resolve("domain");
    }
}
