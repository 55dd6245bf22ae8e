package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectMismatchException;
import io.parley.internal.memory.MessageBuffer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DurableLogTest extends LogFixture {
    @Test
    void shouldReadNothingFromAnEmptyLog() {
        LogCursor cursor = log.cursor();

        assertThat(cursor.next(buffer)).isFalse();
        assertThat(cursor.skip()).isFalse();
        assertThat(cursor.moveTo(0)).isFalse();
        assertThat(log.end().sequence()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                2,
                3,
                4,
                5,
                31,
                32,
                4096,
                DOCUMENT - 1,
                DOCUMENT,
                DOCUMENT + 1,
                2 * DOCUMENT - 5,
                2 * DOCUMENT - 4,
                2 * DOCUMENT - 3,
                3 * DOCUMENT,
                BLOCK,
                3 * BLOCK + 17
            })
    void shouldReadWhatWasAppended(int length) {
        LogCursor cursor = log.cursor();
        long first = append(log, 0, length);
        long second = append(log, 1, 8);

        assertNext(cursor, 0, length);
        assertThat(cursor.index()).isEqualTo(first);
        assertNext(cursor, 1, 8);
        assertThat(cursor.index()).isEqualTo(second);
        assertThat(cursor.next(buffer)).isFalse();
        assertThat(log.end().sequence()).isEqualTo(1);
        assertThat(second - first).isEqualTo(length <= DOCUMENT ? 1 : (length + 4 + DOCUMENT - 1) / DOCUMENT);
    }

    @Test
    void shouldAppendAPartOfAnArray() {
        LogCursor cursor = log.cursor();
        log.append(0, 0, 0, 0, new byte[] {1, 2, 3, 4}, 1, 2);

        assertThat(cursor.next(buffer)).isTrue();
        assertThat(buffer.array()).startsWith(2, 3);
        assertThat(buffer.length()).isEqualTo(2);
        assertThatThrownBy(() -> log.append(1, 0, 0, 0, new byte[4], 3, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldReassembleFiftyMegabytes() {
        LogCursor cursor = log.cursor();
        append(log, 0, 50 << 20);
        append(log, 1, 1);

        assertNext(cursor, 0, 50 << 20);
        assertNext(cursor, 1, 1);
    }

    @Test
    void shouldRefuseMessagesBeyondTheLimit() {
        assertThatThrownBy(() -> log.append(0, 0, 0, 0, new byte[1], 0, RecordLayout.MAX_LENGTH + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed=536870912");
        append(log, 0, 1);
        assertThat(log.end().sequence()).isZero();
    }

    @Test
    void shouldMoveToEveryMessageAndNowhereElse() {
        List<Long> indexes = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            indexes.add(append(log, i, i % 500 == 499 ? DOCUMENT * 2 : 5 + i % 50));
        }
        LogCursor cursor = log.cursor();
        assertNext(cursor, 0, 5);

        for (int i = 1_999; i >= 0; i -= i % 7 == 0 ? 1 : 13) {
            assertThat(cursor.moveTo(indexes.get(i))).isTrue();
            assertThat(cursor.next(buffer)).isTrue();
            assertThat(cursor.sequence()).isEqualTo(i);
            assertThat(cursor.index()).isEqualTo(indexes.get(i));
        }
        assertThat(cursor.moveTo(indexes.get(700))).isTrue();
        for (long nowhere : new long[] {
            -1,
            0,
            indexes.get(499) + 1,
            indexes.get(0) - 1,
            indexes.get(1_999) + 1,
            indexes.get(1_999) + 3,
            indexes.get(0) + (1L << 32),
            Long.MAX_VALUE
        }) {
            assertThat(cursor.moveTo(nowhere)).as("%x", nowhere).isFalse();
        }
        assertThat(cursor.next(buffer)).isTrue();
        assertThat(cursor.sequence()).isEqualTo(700);
        cursor.toStart();
        assertNext(cursor, 0, 5);
    }

    @Test
    void shouldStayAtTheEndWhenMovedNowhere() {
        LogCursor cursor = log.cursor();
        long index = append(log, 0, 10);
        assertThat(cursor.skip()).isTrue();

        assertThat(cursor.moveTo(index + 1)).isFalse();
        assertThat(cursor.moveTo(index + 8)).isFalse();

        assertThat(cursor.skip()).isFalse();
        assertThat(cursor.index()).isEqualTo(index);
        append(log, 1, 10);
        assertNext(cursor, 1, 10);
    }

    @Test
    void shouldSkipWithoutReading() {
        append(log, 0, 10);
        append(log, 1, 3 * DOCUMENT);
        append(log, 2, 20);
        LogCursor cursor = log.cursor();

        assertThat(cursor.skip()).isTrue();
        assertThat(cursor.skip()).isTrue();
        assertThat(cursor.sequence()).isEqualTo(1);
        assertNext(cursor, 2, 20);
        assertThat(cursor.skip()).isFalse();
        assertThat(cursor.sequence()).isEqualTo(2);
    }

    @Test
    void shouldLetSeveralInstancesTakeTurns() {
        DurableLog other = open("FAST_DAILY", clock);
        LogCursor cursor = other.cursor();

        for (int i = 0; i < 3_000; i++) {
            append(i % 3 == 0 ? other : log, i, i % 100 == 0 ? DOCUMENT * 3 : 1 + i % 200);
        }

        for (int i = 0; i < 3_000; i++) {
            assertNext(cursor, i, i % 100 == 0 ? DOCUMENT * 3 : 1 + i % 200);
        }
        assertThat(other.end().sequence()).isEqualTo(2_999);
    }

    @Test
    void shouldCloseUnderARunningCursor() {
        for (int round = 0; round < 20; round++) {
            DurableLog other = open("FAST_DAILY", clock);
            LogCursor cursor = other.cursor();
            assertThat(cursor.next(buffer)).isFalse();
            CompletableFuture<Void> polling = CompletableFuture.runAsync(() -> {
                MessageBuffer mine = new MessageBuffer();
                while (!cursor.next(mine)) {
                    Thread.onSpinWait();
                }
            });

            other.close();

            assertThatThrownBy(polling::join)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is closed");
            assertThatThrownBy(() -> append(other, 0, 1)).hasMessageContaining("is closed");
            assertThatThrownBy(other::recover).hasMessageContaining("is closed");
            assertThatThrownBy(other::end).hasMessageContaining("is closed");
            assertThatThrownBy(other::cursor).hasMessageContaining("is closed");
            other.close();
            cursor.close();
        }
    }

    @Test
    void shouldSurviveReopening() {
        for (int i = 0; i < 10; i++) {
            append(log, i, i * 60_000);
            log.close();
            log = open("FAST_DAILY", clock);
            assertThat(log.end().sequence()).isEqualTo(i);
        }
        LogCursor cursor = log.cursor();
        for (int i = 0; i < 10; i++) {
            assertNext(cursor, i, i * 60_000);
        }
    }

    @Test
    void shouldAllocateNothingPerMessage() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        LogCursor cursor = log.cursor();
        byte[] payload = new byte[32];
        long sequence = 0;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int i = 0; i < 10_000; i++) {
                log.append(sequence++, 0, 0, 0, payload, 0, payload.length);
                cursor.next(buffer);
                cursor.next(buffer);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
        }
        // A block holds some 16,000 of these: most rounds map one, which takes a few objects.
        assertThat(least).isLessThan(10_000);
    }

    @Test
    void shouldRefuseAnotherRollCycleOrBlockSize() {
        assertThatThrownBy(() -> open("FAST_HOURLY", clock))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=FAST_DAILY, expected=FAST_HOURLY");
        assertThatThrownBy(() -> DurableLog.open(
                        new DurableLog.Config(directory.resolve("log"), "FAST_DAILY", 2 * BLOCK, clock)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("block size");
        assertThatThrownBy(() -> open("FORTNIGHTLY", clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FORTNIGHTLY");
        append(log, 0, 10);
        assertThat(log.end().sequence()).isZero();
    }
}
