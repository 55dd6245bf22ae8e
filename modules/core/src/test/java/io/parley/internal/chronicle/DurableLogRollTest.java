package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.memory.MessageBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cycles end after a few messages, by time and by size, under several handles whose clocks differ: nothing is lost,
 * nothing comes twice, nothing out of order, whoever appends, reads, opens again or recovers in between.
 */
@Timeout(120)
class DurableLogRollTest {
    private static final int BLOCK = 1 << 16;
    private static final int STEPS = 200;
    private static final long DAY_MS = 86_400_000;

    @TempDir
    Path directory;

    private final List<Handle> handles = new ArrayList<>();
    private long appended;

    /** A log with a clock of its own and a cursor, as another process has it. */
    private final class Handle {
        private final AtomicLong nowMs;
        private final long rollBytes;
        private DurableLog log;
        private LogCursor cursor;
        private long next;

        Handle(long nowMs, long rollBytes) {
            this.nowMs = new AtomicLong(nowMs);
            this.rollBytes = rollBytes;
            open();
        }

        void open() {
            log = DurableLog.open(new DurableLog.Config(
                    directory.resolve("log"), "FAST_DAILY", BLOCK, rollBytes, LogFixture.clockOf(nowMs)));
            cursor = log.cursor();
            next = 0;
        }

        void append(int length) {
            byte[] payload = TestMessages.payload(appended, 5, length);
            log.append(appended, 0, ~appended, 5, payload, 0, length);
            appended++;
        }

        void read(MessageBuffer buffer, long upTo) {
            while (next < upTo) {
                assertThat(cursor.next(buffer)).as("message %d", next).isTrue();
                assertThat(cursor.sequence()).isEqualTo(next);
                assertThat(buffer.length()).isEqualTo(length(next));
                byte[] expected = TestMessages.payload(next, 5, buffer.length());
                assertThat(Arrays.mismatch(buffer.array(), 0, buffer.length(), expected, 0, expected.length))
                        .as("first wrong byte of message %d with %d bytes", next, buffer.length())
                        .isEqualTo(-1);
                next++;
            }
        }
    }

    private final List<Integer> lengths = new ArrayList<>();

    private int length(long sequence) {
        return lengths.get((int) sequence);
    }

    @AfterEach
    void close() {
        handles.forEach(handle -> handle.log.close());
    }

    @RepeatedTest(3)
    void shouldKeepEveryMessageInOrder() throws IOException {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        MessageBuffer buffer = new MessageBuffer();
        long rollBytes = random.nextBoolean() ? 0 : (70 + random.nextInt(100)) << 10;
        try {
            for (int i = 0; i < 3; i++) {
                handles.add(new Handle(1_700_000_000_000L + random.nextInt(3) * DAY_MS, rollBytes));
            }
            for (int step = 0; step < STEPS; step++) {
                step(handles.get(random.nextInt(handles.size())), random, buffer);
            }
            for (Handle handle : handles) {
                handle.read(buffer, appended);
                assertThat(handle.cursor.next(buffer)).isFalse();
                assertThat(handle.log.end().sequence()).isEqualTo(appended - 1);
            }
            assertThat(cycles()).hasSizeGreaterThan(3);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("-Dparley.seed=" + seed, e);
        }
    }

    private void step(Handle handle, Random random, MessageBuffer buffer) {
        switch (random.nextInt(12)) {
            case 0 -> handle.nowMs.addAndGet(DAY_MS / 2);
            case 1 -> handle.nowMs.addAndGet(random.nextInt(4) * DAY_MS);
            case 2 -> handle.read(buffer, appended);
            case 3 -> {
                handle.log.close();
                handle.open();
            }
            case 4 -> handle.log.recover();
            case 5 -> handle.read(buffer, handle.next + random.nextInt((int) (appended - handle.next) + 1));
            case 6 -> goBack(handle, random, buffer);
            default -> {
                int length = random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(20_000);
                lengths.add(length);
                handle.append(length);
            }
        }
    }

    /* By index to a message that was read before, and from there on again. */
    private static void goBack(Handle handle, Random random, MessageBuffer buffer) {
        if (handle.next > 0 && handle.cursor.moveTo(handle.cursor.index())) {
            handle.next--;
            handle.read(buffer, handle.next + 1);
        }
        if (random.nextInt(4) == 0) {
            handle.cursor.toStart();
            handle.next = 0;
        }
    }

    private List<Path> cycles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {256 << 10, 1 << 20})
    void shouldEndACycleBySize(long rollBytes) throws IOException {
        handles.add(new Handle(1_700_000_000_000L, rollBytes));
        Handle handle = handles.get(0);
        int length = 10_000;
        int messages = (int) (5 * rollBytes / length);
        for (int i = 0; i < messages; i++) {
            lengths.add(length);
            handle.append(length);
        }

        handle.read(new MessageBuffer(), messages);
        List<Path> files = cycles();
        assertThat(files).hasSizeBetween(5, 9);
        assertThat(files.get(0)).hasFileName("20231114F.cq4");
        assertThat(files.get(4)).hasFileName("20231118F.cq4");
        for (Path file : files) {
            assertThat(((Number) Files.getAttribute(file, "unix:size")).longValue())
                    .as("sparse length of %s", file)
                    .isLessThan(rollBytes + 20 * BLOCK);
        }
    }

    @Test
    void shouldStayInTheNewestCycleUntilTheClockCatchesUp() throws IOException {
        handles.add(new Handle(1_700_000_000_000L, 128 << 10));
        Handle handle = handles.get(0);
        while (cycles().size() < 4) {
            lengths.add(20_000);
            handle.append(20_000);
        }
        for (int day = 1; day <= 3; day++) {
            handle.nowMs.addAndGet(DAY_MS);
            lengths.add(10);
            handle.append(10);
            assertThat(cycles()).hasSize(4);
        }

        handle.nowMs.addAndGet(DAY_MS);
        lengths.add(10);
        handle.append(10);

        assertThat(cycles()).hasSize(5);
        handle.read(new MessageBuffer(), appended);
    }
}
