package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DurableLogCycleTest extends LogFixture {
    @Test
    void shouldReadAcrossCycles() {
        LogCursor early = log.cursor();
        DurableLog other = open("FAST_DAILY", clock);
        LogCursor polling = other.cursor();
        for (int i = 0; i < 20; i++) {
            append(i % 2 == 0 ? log : other, i, 100);
            assertNext(polling, i, 100);
            assertThat(polling.next(buffer)).isFalse();
            nowMs.addAndGet((i % 3) * 86_400_000L);
        }

        for (int i = 0; i < 20; i++) {
            assertNext(early, i, 100);
        }
        assertThat(early.next(buffer)).isFalse();
        assertThat(log.end().sequence()).isEqualTo(19);
        assertThat(polling.moveTo(early.index())).isTrue();
    }

    @Test
    void shouldStayAtTheEndOfACycleWhenMovedNowhere() {
        LogCursor cursor = log.cursor();
        long index = append(log, 0, 10);
        assertNext(cursor, 0, 10);
        nowMs.addAndGet(3 * 86_400_000L);
        append(log, 1, 10);

        assertThat(cursor.moveTo(index + 1)).isFalse();
        assertThat(cursor.moveTo(index + (1L << 32))).isFalse();

        assertNext(cursor, 1, 10);
        assertThat(cursor.moveTo(index)).isTrue();
        assertNext(cursor, 0, 10);
        assertNext(cursor, 1, 10);
    }

    @Test
    void shouldNotCollectFilesOverManyCycles() throws IOException {
        LogCursor cursor = log.cursor();
        for (int i = 0; i < 300; i++) {
            append(log, i, 10);
            assertNext(cursor, i, 10);
            nowMs.addAndGet(86_400_000L);
        }
        long open;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            open = descriptors.filter(this::isInDirectory).count();
        }
        // The current cycle's and the metadata, perhaps once for each of appender and cursor.
        assertThat(open).isBetween(1L, 6L);
        log.close();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(descriptors.filter(this::isInDirectory)).isEmpty();
        }
        assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(directory.toString());
    }

    private boolean isInDirectory(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(directory);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldFindTheLastMessageBehindEmptyCycles() {
        append(log, 0, 10);
        append(log, 1, 10);
        nowMs.addAndGet(5 * 86_400_000L);
        log.close();
        try (Stream<Path> files = cycles()) {
            assertThat(files).hasSize(1);
        }
        DurableLog again = open("FAST_DAILY", clock);

        assertThat(again.end().sequence()).isEqualTo(1);
        append(again, 2, 10);
        assertThat(again.end().sequence()).isEqualTo(2);
        assertThat(again.cursor().next(buffer)).isTrue();
    }

    private Stream<Path> cycles() {
        try {
            return Files.list(directory.resolve("log"))
                    .filter(file -> file.toString().endsWith(".cq4"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldFollowAProcessWhoseClockIsAhead() {
        DurableLog ahead = open("FAST_DAILY", clockOf(new AtomicLong(nowMs.get() + 2 * 86_400_000L)));
        LogCursor cursor = log.cursor();

        for (int i = 0; i < 30; i++) {
            append(i % 3 == 1 ? ahead : log, i, 40);
        }

        for (int i = 0; i < 30; i++) {
            assertNext(cursor, i, 40);
        }
    }

    @Test
    void shouldGoOnInTheNextCycleWhenOneIsFull() {
        DurableLog small =
                DurableLog.open(new DurableLog.Config(directory.resolve("small"), "TEST4_DAILY", BLOCK, clock));
        logs.add(small);
        LogCursor cursor = small.cursor();
        List<Long> indexes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            indexes.add(append(small, i, 10));
        }

        for (int i = 0; i < 10_000; i++) {
            assertNext(cursor, i, 10);
            assertThat(cursor.index()).isEqualTo(indexes.get(i));
        }
        nowMs.addAndGet(86_400_000L);
        append(small, 10_000, 10);
        assertNext(cursor, 10_000, 10);
        for (int i = 0; i < 10_000; i += 331) {
            assertThat(cursor.moveTo(indexes.get(i))).isTrue();
            assertNext(cursor, i, 10);
        }
    }

    @Test
    void shouldSyncWhatWasAppendedInSeveralCycles() {
        log.sync();
        append(log, 0, 10);
        nowMs.addAndGet(86_400_000L);
        append(log, 1, 10);
        log.sync();
        log.sync();
        append(log, 2, 10);
        log.sync();

        assertThat(log.end().sequence()).isEqualTo(2);
    }
}
