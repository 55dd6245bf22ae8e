package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written and read in place is what Chronicle would have written and read. */
@Timeout(60)
class InPlaceLogTest extends LogFixture {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

    private final SplittableRandom random = new SplittableRandom(SEED);

    @ParameterizedTest
    @CsvSource({"40, 3000", "5000, 600", "150000, 60", "400000, 40"})
    void shouldAgreeWithChronicleWhoeverAppends(int longest, int count) {
        List<DurableLog> appenders = List.of(log, open("FAST_DAILY", clock), open("FAST_DAILY", clock));
        List<LogCursor> cursors = appenders.stream().map(DurableLog::cursor).toList();
        List<Integer> lengths = new ArrayList<>();
        List<Long> indexes = new ArrayList<>();
        int[] read = new int[cursors.size()];
        int holder = 0;

        for (int i = 0; i < count; i++) {
            lengths.add(random.nextInt(longest));
            while (random.nextInt(4) == 0) {
                holder = hold(appenders, random.nextInt(3), holder); // and append nothing
            }
            holder = hold(appenders, random.nextInt(4) == 0 ? random.nextInt(3) : i / 50 % 3, holder);
            indexes.add(append(appenders.get(holder), i, lengths.get(i)));
            int reader = random.nextInt(3);
            while (read[reader] <= i && random.nextInt(10) != 0) {
                assertNext(cursors.get(reader), read[reader], lengths.get(read[reader]));
                assertThat(cursors.get(reader).index()).isEqualTo(indexes.get(read[reader]));
                read[reader]++;
            }
            if (random.nextInt(50) == 0) {
                assertThat(log.end().sequence()).as("seed %d", SEED).isEqualTo(i);
                int back = random.nextInt(i + 1);
                assertThat(cursors.get(reader).moveTo(indexes.get(back))).isTrue();
                read[reader] = back;
            }
        }

        assertChronicleReads(lengths, indexes);
        assertThat(log.cursor().moveTo(indexes.get(count - 1))).isTrue();
    }

    /** As who takes the append lock says whether it had it before. */
    private static int hold(List<DurableLog> appenders, int next, int last) {
        appenders.get(next).setUndisturbed(next == last);
        return next;
    }

    /** A bare queue in the same directory, with a tailer that knows nothing of Parley. */
    private void assertChronicleReads(List<Integer> lengths, List<Long> indexes) {
        try (ChronicleQueue bare = SingleChronicleQueueBuilder.binary(directory.resolve("log"))
                        .rollCycle(RollCycles.FAST_DAILY)
                        .blockSize(BLOCK)
                        .build();
                ExcerptTailer tailer = bare.createTailer()) {
            assertThat(bare.lastIndex()).isGreaterThanOrEqualTo(indexes.get(indexes.size() - 1));
            for (int i = 0; i < lengths.size(); i += 1 + random.nextInt(20)) {
                assertThat(tailer.moveToIndex(indexes.get(i))).isTrue();
                try (DocumentContext document = tailer.readingDocument()) {
                    assertThat(document.index()).isEqualTo(indexes.get(i));
                    long at = document.wire().bytes().readPosition();
                    assertThat(document.wire().bytes().readLong(at + RecordLayout.SEQUENCE))
                            .isEqualTo(i);
                }
            }
        }
    }

    @Test
    void shouldGoToTheNextCycleInPlaceOrNot() {
        LogCursor cursor = log.cursor();
        DurableLog other = open("FAST_DAILY", clock);
        int sequence = 0;
        for (int day = 0; day < 5; day++) {
            for (int i = 0; i < 20 + day; i++) {
                append(i % 7 == 0 ? other : log, sequence++, 100);
            }
            nowMs.addAndGet(86_400_000L);
        }

        for (int i = 0; i < sequence; i++) {
            assertNext(cursor, i, 100);
        }
        assertThat(cursor.next(buffer)).isFalse();
        assertThat(other.end().sequence()).isEqualTo(sequence - 1);
    }

    @Test
    void shouldKnowWhatIsBehindTheLastMessage() {
        LogCursor cursor = log.cursor();
        assertThat(cursor.outlook()).isEqualTo(LogCursor.Outlook.UNKNOWN);
        append(log, 0, 10);
        assertNext(cursor, 0, 10);

        assertThat(cursor.outlook()).isEqualTo(LogCursor.Outlook.NOTHING);
        assertThat(cursor.next(buffer)).isFalse();
        append(log, 1, 10);
        assertThat(cursor.outlook()).isEqualTo(LogCursor.Outlook.MESSAGE);
        assertNext(cursor, 1, 10);
        append(log, 2, DOCUMENT + 1);
        assertThat(cursor.outlook()).isEqualTo(LogCursor.Outlook.UNKNOWN);
        assertNext(cursor, 2, DOCUMENT + 1);
        nowMs.addAndGet(86_400_000L);
        append(log, 3, 10);
        assertThat(cursor.outlook()).isEqualTo(LogCursor.Outlook.UNKNOWN);
        assertNext(cursor, 3, 10);
    }
}
