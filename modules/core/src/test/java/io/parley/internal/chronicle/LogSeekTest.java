package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By time and by number, in every place of logs of many shapes. */
@Timeout(120)
class LogSeekTest extends LogFixture {
    private final List<Long> times = new ArrayList<>();

    private void append(int length, long timestampNs) {
        long sequence = times.size();
        byte[] payload = TestMessages.payload(sequence, 77, length);
        log.append(sequence, 0, timestampNs, 77, payload, 0, length);
        times.add(timestampNs);
    }

    private void requireFound(LogCursor cursor, long timestampNs) {
        int expected = 0;
        while (expected < times.size() && times.get(expected) < timestampNs) {
            expected++;
        }
        assertThat(cursor.moveToTime(timestampNs)).isEqualTo(expected < times.size());
        assertThat(cursor.next(buffer)).isEqualTo(expected < times.size());
        if (expected < times.size()) {
            assertThat(cursor.sequence()).isEqualTo(expected);
        }
    }

    @Test
    void shouldFindNothingInAnEmptyLog() {
        LogCursor cursor = log.cursor();

        assertThat(cursor.moveToTime(0)).isFalse();
        assertThat(cursor.moveToSequence(0)).isFalse();
        append(10, 5);
        assertThat(cursor.next(buffer)).as("what comes is behind the end").isTrue();
    }

    @Test
    void shouldFindEveryTimeAndNumberOfRandomLogs() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        long now = 1_000;
        for (int i = 0; i < 1_000; i++) {
            // Equal times, times between messages, messages in pieces, cycles of one message and of many.
            now += random.nextInt(3) * 2;
            append(random.nextInt(100) == 0 ? 400_000 : 20, now);
            if (random.nextInt(150) == 0) {
                nowMs.addAndGet((1 + random.nextInt(3)) * 86_400_000L);
            }
        }
        LogCursor cursor = log.cursor();

        for (int i = 0; i < 100; i++) {
            requireFound(cursor, 990 + random.nextLong(now - 980));
            long number = random.nextLong(times.size());
            assertThat(cursor.moveToSequence(number)).as("seed %d", seed).isTrue();
            assertThat(cursor.next(buffer)).isTrue();
            assertThat(cursor.sequence()).as("seed %d", seed).isEqualTo(number);
        }
        requireFound(cursor, Long.MIN_VALUE);
        requireFound(cursor, now);
        requireFound(cursor, now + 1);
        assertThat(cursor.moveToSequence(times.size())).isFalse();
    }

    @Test
    void shouldFindAPlaceWhereTheTimesPassWhenTheClockWasSetBack() {
        for (long time : new long[] {10, 20, 30, 5, 15, 25, 35}) {
            append(10, time);
        }
        LogCursor cursor = log.cursor();
        for (long wanted = 0; wanted < 40; wanted++) {
            if (cursor.moveToTime(wanted)) {
                assertThat(cursor.next(buffer)).isTrue();
                int found = (int) cursor.sequence();
                assertThat(times.get(found)).isGreaterThanOrEqualTo(wanted);
                assertThat(found == 0 || times.get(found - 1) < wanted).isTrue();
            } else {
                assertThat(wanted).isGreaterThan(35);
            }
        }
    }

    @Test
    void shouldGoToTheFirstMessageForAnythingBelowIt() {
        append(10, 100);
        append(10, 200);
        LogCursor cursor = log.cursor();

        assertThat(cursor.moveToSequence(1)).isTrue();
        assertThat(cursor.next(buffer)).isTrue();
        assertThat(cursor.timestampNs()).isEqualTo(200);
        assertThat(cursor.moveToSequence(-5)).isTrue();
        assertThat(cursor.next(buffer)).isTrue();
        assertThat(cursor.sequence()).isZero();
    }
}
