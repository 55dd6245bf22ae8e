package io.parley.internal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.internal.memory.MessageBuffer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading the files as they lie there, whole and damaged. */
@Timeout(120)
class LogHistoryTest extends LogFixture {
    private static final int DAY_MS = 86_400_000;

    private final List<LogDamage> damages = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Long> indexes = new ArrayList<>();

    private void append(int length) {
        lengths.add(length);
        indexes.add(append(log, lengths.size() - 1, length));
    }

    private LogHistory history() {
        return new LogHistory(log::cycleFiles, lengths::size, damages::add);
    }

    private void fill() {
        for (int i = 0; i < 60; i++) {
            append(i % 20 == 7 ? 2 * DOCUMENT + i : i % 7 == 3 ? 0 : 30 + i);
            if (i % 25 == 24) {
                nowMs.addAndGet(DAY_MS);
            }
        }
    }

    private List<Long> readAll(LogHistory history) {
        List<Long> read = new ArrayList<>();
        MessageBuffer into = new MessageBuffer();
        while (history.next(into)) {
            long sequence = history.sequence();
            assertThat(into.length()).isEqualTo(lengths.get((int) sequence));
            byte[] bytes = new byte[into.length()];
            into.readBytes(bytes, 0, bytes.length);
            assertThat(bytes).isEqualTo(TestMessages.payload(sequence, 77, bytes.length));
            if (history.index() != -1) {
                assertThat(history.index()).isEqualTo(indexes.get((int) sequence));
            }
            read.add(sequence);
        }
        return read;
    }

    private long[] placeOf(long sequence) {
        try (LogHistory history = history()) {
            assertThat(history.moveToSequence(sequence)).isTrue();
            assertThat(history.skip()).isTrue();
            return new long[] {history.startOffset(), history.endOffset()};
        }
    }

    private Path fileOf(long sequence) {
        try (LogHistory history = history()) {
            assertThat(history.moveToSequence(sequence)).isTrue();
            assertThat(history.skip()).isTrue();
            return history.file().path();
        }
    }

    private static void flip(Path file, long at, int bits) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            int old = raw.read();
            raw.seek(at);
            raw.write(old ^ bits);
        }
    }

    @Test
    void shouldReadWhatCursorsReadWithTheSameIndexes() {
        fill();

        try (LogHistory history = history()) {
            assertThat(readAll(history)).hasSize(60);
            append(5);
            assertThat(readAll(history)).containsExactly(60L);
            nowMs.addAndGet(DAY_MS);
            append(6);
            assertThat(readAll(history)).containsExactly(61L);
        }
        assertThat(damages).isEmpty();
    }

    @Test
    void shouldGoToAnyMessage() {
        fill();
        try (LogHistory history = history()) {
            for (int i = 59; i >= 0; i -= 3) {
                assertThat(history.moveToSequence(i)).isTrue();
                assertThat(history.next(buffer)).isTrue();
                assertThat(history.sequence()).isEqualTo(i);
                assertThat(history.moveToTime(i + 1)).isTrue();
                assertThat(history.next(buffer)).isTrue();
                assertThat(history.sequence()).isEqualTo(i);
                assertThat(history.moveTo(indexes.get(i))).isTrue();
                assertThat(history.next(buffer)).isTrue();
                assertThat(history.sequence()).isEqualTo(i);
            }
            assertThat(history.moveToSequence(60)).isFalse();
            assertThat(history.moveTo(7)).isFalse();
            history.toStart();
            assertThat(readAll(history)).hasSize(60);
        }
        assertThat(damages).isEmpty();
    }

    @Test
    void shouldPassOverWhatWasNeverAppended() {
        append(10);
        // A message whose producer died before its last piece; its number goes to the next.
        append(log, 1, 2 * DOCUMENT);
        lengths.add(20);
        indexes.add(append(log, 1, 20));

        try (LogHistory history = new LogHistory(log::cycleFiles, () -> 1, damages::add)) {
            assertThat(readAll(history)).containsExactly(0L);
        }
        assertThat(damages).isEmpty();
    }

    /** Any byte of any message: noticed in the message's own bytes, and nothing but that message lost. */
    @Test
    void shouldFindAnyFlippedByteAndReadEverythingElse() throws IOException {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        fill();
        for (int round = 0; round < Integer.getInteger("parley.flips", 100); round++) {
            long victim = random.nextInt(60);
            long[] place = placeOf(victim);
            Path file = fileOf(victim);
            long at = place[0] + random.nextLong(place[1] - place[0]);
            if (isInARecord(file, at, place)) {
                int bits = 1 << random.nextInt(8);
                requireFound(victim, file, at, bits, place, "seed " + seed);
            }
        }
        damages.clear();
        try (LogHistory history = history()) {
            assertThat(readAll(history)).hasSize(60);
        }
        assertThat(damages).isEmpty();
    }

    private void requireFound(long victim, Path file, long at, int bits, long[] place, String seed) throws IOException {
        String what = seed + ": message " + victim + " of " + lengths.get((int) victim) + " bytes, offset "
                + (at - place[0]) + ", bits " + bits;
        flip(file, at, bits);
        damages.clear();
        try (LogHistory history = history()) {
            assertThat(readAll(history)).as(what).hasSize(59).doesNotContain(victim);
        }
        assertThat(damages).as(what).isNotEmpty();
        LogDamage first = damages.get(0);
        assertThat(first.file()).isEqualTo(file);
        assertThat(first.offset()).as(what).isBetween(place[0], place[1]);
        assertThat(first.firstLost()).as(what).isEqualTo(victim);
        assertThat(damages.stream().mapToLong(LogDamage::lost).sum()).as(what).isOne();
        flip(file, at, bits);
    }

    /* Not in what pads documents to a multiple of four, nor in an index array of Chronicle between two pieces. */
    private static boolean isInARecord(Path file, long at, long[] place) {
        try (CycleReader reader = new CycleReader(file)) {
            for (reader.position(place[0]); reader.position() < place[1]; reader.pass()) {
                boolean record = reader.look() == CycleReader.Place.RECORD;
                long end = reader.position() + 4 + reader.fields.headerLength + reader.fields.payloadLength;
                if (record && at >= reader.position() && at < end) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void shouldSayWhatATruncationCost() throws IOException {
        fill();
        Path middle = fileOf(30);
        long at = placeOf(30)[0] + 9;
        log.close();
        List<CycleFile> files = DurableLog.cycleFiles(directory.resolve("log"), "FAST_DAILY");
        try (RandomAccessFile raw = new RandomAccessFile(middle.toFile(), "rw")) {
            raw.setLength(at);
        }

        try (LogHistory history = new LogHistory(() -> files, lengths::size, damages::add)) {
            List<Long> read = readAll(history);
            assertThat(read).contains(29L, 50L, 59L).doesNotContain(30L, 49L).hasSize(40);
        }
        assertThat(damages).hasSize(1);
        assertThat(damages.get(0).file()).isEqualTo(middle);
        assertThat(damages.get(0).offset()).isEqualTo(at - 9);
        assertThat(damages.get(0).firstLost()).isEqualTo(30);
        assertThat(damages.get(0).lost()).isEqualTo(20);
    }

    @Test
    void shouldSayWhatIsMissingAtTheEnd() throws IOException {
        fill();
        Path newest = fileOf(59);
        long at = placeOf(55)[0];
        log.close();
        List<CycleFile> files = DurableLog.cycleFiles(directory.resolve("log"), "FAST_DAILY");
        try (RandomAccessFile raw = new RandomAccessFile(newest.toFile(), "rw")) {
            raw.setLength(at);
        }

        try (LogHistory history = new LogHistory(() -> files, lengths::size, damages::add)) {
            assertThat(readAll(history)).hasSize(55);
            assertThat(readAll(history)).isEmpty();
        }
        assertThat(damages).hasSize(1);
        assertThat(damages.get(0).firstLost()).isEqualTo(55);
        assertThat(damages.get(0).lost()).isEqualTo(5);
    }

    @Test
    void shouldGoOnBehindAnExceptionOfTheOneWhoIsTold() throws IOException {
        fill();
        long[] place = placeOf(3);
        flip(fileOf(3), place[0] + 30, 1);
        LogHistory history = new LogHistory(log::cycleFiles, lengths::size, damage -> {
            throw new IllegalStateException(damage.what());
        });

        for (int i = 0; i < 3; i++) {
            assertThat(history.next(buffer)).isTrue();
        }
        assertThatThrownBy(() -> history.next(buffer)).isInstanceOf(IllegalStateException.class);
        assertThat(history.next(buffer)).isTrue();
        assertThat(history.sequence()).isEqualTo(4);
        history.close();
    }

    @Test
    void shouldTellOfDamageThatHidWhereItWasToGo() throws IOException {
        fill();
        flip(fileOf(30), placeOf(30)[0] + 30, 1);
        try (LogHistory history = history()) {
            for (long elsewhere : new long[] {29, 31, 59}) {
                assertThat(history.moveToSequence(elsewhere)).isTrue();
            }
            assertThat(damages).isEmpty();

            assertThat(history.moveToSequence(30)).isTrue();
            assertThat(damages).hasSize(1);
            assertThat(damages.get(0).firstLost()).isEqualTo(30);
            assertThat(damages.get(0).lost()).isOne();
            assertThat(history.moveToTime(31)).isTrue();
            assertThat(damages).hasSize(2);
            assertThat(history.skip()).isTrue();
            assertThat(history.sequence()).isEqualTo(31);
            assertThat(damages).as("told once").hasSize(2);
        }
    }

    @Test
    void shouldReadOnBehindADamagedFileHeader() throws IOException {
        fill();
        Path file = fileOf(30);
        flip(file, 3, 0x80);
        try (LogHistory history = history()) {
            assertThat(readAll(history)).hasSize(60);
        }
        assertThat(damages).hasSize(1);
        assertThat(damages.get(0).offset()).isZero();
        assertThat(damages.get(0).lost()).isZero();
    }
}
