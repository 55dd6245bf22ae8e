package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.DomainAccessException;
import io.parley.ObjectCorruptException;
import io.parley.ObjectVersionException;
import io.parley.internal.memory.MessageBuffer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories that are not, or no longer, what a log should be. */
@Timeout(60)
class DurableLogDamageTest {
    private static final int BLOCK = 1 << 20;
    private static final TestMessages.FastClock CLOCK = new TestMessages.FastClock(System.currentTimeMillis(), 1);

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void setUp() {
        directory = temporary.resolve("log");
        try (DurableLog log = open()) {
            TestMessages.append(log, 0, 1);
        }
    }

    private DurableLog open() {
        return DurableLog.open(new DurableLog.Config(directory, "FAST_DAILY", BLOCK, CLOCK));
    }

    private Path only(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void overwrite(Path file, long at, int... bytes) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            for (int value : bytes) {
                raw.write(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".cq4", ".cq4t"})
    void shouldRefuseAForeignFile(String suffix) throws IOException {
        Path file = only(suffix);
        Files.writeString(file, "This is a shopping list, not a log.");

        assertThatThrownBy(this::open)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining(file.toString());
        assertThat(Files.readString(file)).startsWith("This is");
    }

    @ParameterizedTest
    @ValueSource(strings = {".cq4", ".cq4t"})
    void shouldRefuseADamagedHeader(String suffix) throws IOException {
        Path file = only(suffix);
        overwrite(file, 8, 0xDE, 0xAD, 0xBE, 0xEF, 0xDE, 0xAD, 0xBE, 0xEF);

        assertThatThrownBy(this::open)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void shouldRefuseADamagedCycle() throws IOException {
        overwrite(only(".cq4"), 40, 0xDE, 0xAD, 0xBE, 0xEF, 0xDE, 0xAD, 0xBE, 0xEF, 0xDE, 0xAD, 0xBE, 0xEF);

        assertThatThrownBy(this::open)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void shouldRefuseToGuessLostMetadata() throws IOException {
        Files.delete(only(".cq4t"));

        assertThatThrownBy(this::open)
                .isInstanceOf(ObjectCorruptException.class)
                .hasMessageContaining("missing=metadata.cq4t");
    }

    @Test
    void shouldRefuseADirectoryItMayNotWrite() throws IOException {
        Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "root may write everything");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assertThatThrownBy(this::open)
                    .isInstanceOf(DomainAccessException.class)
                    .hasMessageContaining(directory.toString());
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void shouldGiveItsFilesTheDirectorysPermissions() throws IOException {
        Path shared = temporary.resolve("shared");
        Files.createDirectory(shared);
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwx---"));
        DurableLog.open(new DurableLog.Config(shared, "FAST_DAILY", BLOCK, CLOCK))
                .close();

        try (Stream<Path> files = Files.list(shared)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-rw----"));
        }
    }

    @Test
    void shouldReplaceALostTemplate() throws IOException {
        Files.delete(only(".template"));

        try (DurableLog log = open()) {
            TestMessages.append(log, 1, 1);
            assertThat(only(".template")).exists();
        }
    }

    @Test
    void shouldDiscardFilesWithoutAHeader() throws IOException {
        Files.createFile(directory.resolve("99990101F.cq4"));
        overwrite(directory.resolve("99990102F.cq4"), 0, 0, 0, 0, 0x80, 1, 2, 3);
        Files.createDirectory(directory.resolve("creating.tmp"));
        Files.createFile(directory.resolve("creating.tmp/metadata.cq4t"));

        try (DurableLog log = open()) {
            assertThat(log.end().sequence()).isZero();
            TestMessages.append(log, 1, 1);
            assertThat(directory.resolve("99990101F.cq4")).doesNotExist();
            assertThat(directory.resolve("99990102F.cq4")).doesNotExist();
            assertThat(directory.resolve("creating.tmp")).doesNotExist();
        }
    }

    @Test
    void shouldRefuseDocumentsOfStrangers() {
        ChronicleSetup.run();
        byte[] newer = new byte[40];
        newer[RecordLayout.VERSION] = 9;
        byte[] kind = new byte[40];
        kind[RecordLayout.VERSION] = RecordLayout.CURRENT_VERSION;
        kind[RecordLayout.KIND] = 7;
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(directory)
                        .rollCycle(RollCycles.FAST_DAILY)
                        .blockSize(BLOCK)
                        .build();
                ExcerptAppender appender = queue.createAppender()) {
            for (byte[] document : new byte[][] {new byte[5], newer, kind}) {
                try (DocumentContext context = appender.writingDocument()) {
                    context.wire().bytes().write(document);
                }
            }
        }

        try (DurableLog log = open()) {
            TestMessages.append(log, 1, 1);
            LogCursor cursor = log.cursor();
            MessageBuffer buffer = new MessageBuffer();
            assertThat(cursor.next(buffer)).isTrue();
            assertThatThrownBy(() -> cursor.next(buffer))
                    .isInstanceOf(ObjectCorruptException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("bytes=5");
            assertThatThrownBy(() -> cursor.next(buffer)).isInstanceOf(ObjectVersionException.class);
            assertThatThrownBy(() -> cursor.next(buffer))
                    .isInstanceOf(ObjectCorruptException.class)
                    .hasMessageContaining("kind=7");
            assertThat(cursor.next(buffer)).isTrue();
            assertThat(TestMessages.fault(cursor, buffer, 1)).isNull();
        }
    }
}
