package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.memory.MessageBuffer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a dead appender can leave behind, made by hand; {@link DurableLogKillTest} makes it by killing. */
@Timeout(14) // Chronicle left to itself waits 15 s
class DurableLogRecoverTest {
    private static final int BLOCK = 1 << 20;
    private static final String CYCLE = "TEST4_DAILY"; // an index array every 128 messages
    /** A message of this test with header and padding, at most. */
    private static final int MESSAGE = 60;

    @TempDir
    Path directory;

    private final TestMessages.LaterClock clock = new TestMessages.LaterClock(0);
    private final MessageBuffer buffer = new MessageBuffer();
    private DurableLog survivor;
    private LogCursor cursor;
    private long expected;

    @BeforeEach
    void openAndAppend() {
        survivor = DurableLog.open(new DurableLog.Config(directory, CYCLE, BLOCK, clock));
        cursor = survivor.cursor();
        appendAndCheck(100);
    }

    @AfterEach
    void close() {
        survivor.close();
    }

    /** Chronicle without Parley: the hands of the dead. */
    private SingleChronicleQueue chronicle() {
        return new LogFiles(directory, LogOpening.rollCycle(CYCLE), BLOCK).queue(new LogClock(clock));
    }

    private void appendAndCheck(int count) {
        for (int i = 0; i < count; i++) {
            byte[] payload = TestMessages.payload(expected + i, 1, 20);
            survivor.append(expected + i, 0, 0, 1, payload, 0, payload.length);
        }
        for (int i = 0; i < count; i++) {
            assertThat(cursor.next(buffer)).isTrue();
            assertThat(cursor.sequence()).isEqualTo(expected);
            assertThat(Arrays.copyOf(buffer.array(), buffer.length())).isEqualTo(TestMessages.payload(expected, 1, 20));
            expected++;
        }
        assertThat(cursor.next(buffer)).isFalse();
        assertThat(survivor.end().sequence()).isEqualTo(expected - 1);
    }

    @Test
    void shouldForceTheWriterLockEvenIfItsPidIsAlive() {
        try (SingleChronicleQueue queue = chronicle();
                LongValue lock = queue.metaStore().acquireValueFor("chronicle.write.lock")) {
            lock.setVolatileValue(ProcessHandle.current().pid());

            survivor.recover();

            appendAndCheck(10);
            lock.setVolatileValue(1);
            DurableLog.open(new DurableLog.Config(directory, CYCLE, BLOCK, clock))
                    .close();
            appendAndCheck(10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 70, 5_000, 200_000, 250_000})
    void shouldClearWhatWasHalfWritten(int length) throws IOException {
        try (SingleChronicleQueue queue = chronicle();
                ExcerptAppender dying = queue.createAppender()) {
            DocumentContext document = dying.writingDocument();
            long start = document.wire().bytes().writePosition();
            try (RandomAccessFile raw = new RandomAccessFile(dying.currentFile(), "rw")) {
                raw.seek(start);
                raw.write(TestMessages.payload(9, 9, length));

                survivor.recover();
                appendAndCheck(1);

                raw.seek(start + MESSAGE);
                byte[] behind = new byte[Math.max(0, length - MESSAGE)];
                raw.readFully(behind);
                assertThat(Arrays.mismatch(behind, new byte[behind.length])).isEqualTo(-1);
            }
            appendAndCheck(1_000);
            dying.rollbackIfNotComplete();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 40, 100_000, 220_000})
    void shouldNotTakeLeftoversForIndexEntries(int length) throws IOException {
        long last = cursor.index();
        try (SingleChronicleQueue queue = chronicle();
                ExcerptAppender dying = queue.createAppender()) {
            dying.writingDocument();
            try (RandomAccessFile raw = new RandomAccessFile(dying.currentFile(), "rw")) {
                raw.seek(dying.wire().bytes().writePosition());
                raw.write(TestMessages.payload(9, 9, length));
            }
        }
        survivor.recover();
        appendAndCheck(40);

        for (int i = 1; i <= 200; i++) {
            assertThat(cursor.moveTo(last + i)).as("message %d", i).isEqualTo(i <= 40);
        }
        assertThat(cursor.moveTo(last)).isTrue();
        assertThat(cursor.skip()).isTrue();
        expected = 140;
        for (int i = 0; i < 40; i++) {
            assertThat(cursor.skip()).isTrue();
        }
        appendAndCheck(300);
    }

    @Test
    void shouldVoidFragmentsWithoutTheirLast() {
        byte[] fragment = TestMessages.payload(5, 5, 500);
        try (SingleChronicleQueue queue = chronicle();
                ExcerptAppender dying = queue.createAppender()) {
            for (byte kind : new byte[] {RecordLayout.FIRST, RecordLayout.MIDDLE, RecordLayout.MIDDLE}) {
                try (DocumentContext document = dying.writingDocument()) {
                    document.wire()
                            .bytes()
                            .writeLong(0)
                            .writeLong(expected)
                            .writeLong(0)
                            .writeInt(5);
                    document.wire()
                            .bytes()
                            .writeInt(RecordLayout.kindWord(kind))
                            .writeInt(0);
                    if (kind == RecordLayout.FIRST) {
                        document.wire().bytes().writeInt(4 * fragment.length);
                    }
                    document.wire().bytes().write(fragment);
                }
            }
        }
        long whole = cursor.index();
        assertThat(cursor.next(buffer)).isFalse();
        assertThat(cursor.sequence()).isEqualTo(expected - 1);
        assertThat(survivor.end().sequence()).isEqualTo(expected - 1);
        assertThat(cursor.moveTo(whole + 1)).isFalse();
        assertThat(cursor.next(buffer)).isFalse();

        survivor.recover();
        assertThat(survivor.end().sequence()).isEqualTo(expected - 1);

        appendAndCheck(1);
        byte[] large = TestMessages.payload(expected, 1, 3 * BLOCK);
        survivor.append(expected, 0, 0, 1, large, 0, large.length);
        assertThat(cursor.next(buffer)).isTrue();
        assertThat(buffer.length()).isEqualTo(large.length);
        expected++;
        appendAndCheck(10);
        assertThat(cursor.moveTo(whole + 1)).isFalse();
        assertThat(cursor.moveTo(whole + 4)).isTrue();
    }

    @Test
    void shouldGoOnWhenACycleEndedAndTheNextWasNotMade() {
        LogFiles files = new LogFiles(directory, LogOpening.rollCycle(CYCLE), BLOCK);
        try (SingleChronicleQueue queue = chronicle()) {
            files.end(queue, queue.lastCycle());
        }
        assertThat(cursor.next(buffer)).isFalse();

        survivor.recover();
        appendAndCheck(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGoOnWhenACycleWasMadeAndNothingAppended(boolean reopened) {
        LogFiles files = new LogFiles(directory, LogOpening.rollCycle(CYCLE), BLOCK);
        try (SingleChronicleQueue queue = chronicle()) {
            files.end(queue, queue.lastCycle());
            files.create(queue.lastCycle() + 3, queue.epoch());
        }
        if (reopened) {
            survivor.close();
            survivor = DurableLog.open(new DurableLog.Config(directory, CYCLE, BLOCK, clock));
            cursor = survivor.cursor();
            for (int i = 0; i < expected; i++) {
                assertThat(cursor.skip()).isTrue();
            }
        } else {
            survivor.recover();
        }
        appendAndCheck(300);
        try (DurableLog later =
                DurableLog.open(new DurableLog.Config(directory, CYCLE, BLOCK, new TestMessages.LaterClock(9)))) {
            TestMessages.append(later, expected, 1);
        }
        assertThat(cursor.skip()).isTrue();
        expected++;
        appendAndCheck(10);
    }

    @Test
    void shouldRemoveHalfMadeFiles() throws IOException {
        Files.createDirectory(directory.resolve("creating.tmp"));
        Files.writeString(directory.resolve("creating.tmp").resolve("metadata.cq4t"), "half");
        Files.writeString(directory.resolve("cycle.tmp"), "half");

        survivor.recover();

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.endsWith(".cq4") || name.endsWith(".cq4t") || name.endsWith(".template"));
        }
        appendAndCheck(10);
    }

    @Test
    void shouldMakeCycleFilesThatChronicleWouldMake() throws IOException {
        Path other = directory.resolve("other");
        byte[] template = Files.readAllBytes(directory.resolve("cycle.template"));
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(other)
                .rollCycle(LogOpening.rollCycle(CYCLE))
                .blockSize(BLOCK)
                .build()) {
            for (int cycle : new int[] {1, 20_000, 40_000}) {
                var store = queue.storeForCycle(cycle, queue.epoch(), true, null);
                byte[] made = Files.readAllBytes(store.file().toPath());
                queue.closeStore(store);

                assertThat(Arrays.copyOf(made, template.length)).isEqualTo(template);
                assertThat(Arrays.mismatch(
                                made,
                                template.length,
                                made.length,
                                new byte[made.length],
                                0,
                                made.length - template.length))
                        .isEqualTo(-1);
            }
        }
    }
}
