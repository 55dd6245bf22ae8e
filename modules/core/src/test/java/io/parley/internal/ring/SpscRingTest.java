package io.parley.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.ObjectCorruptException;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.MessageBuffer;
import io.parley.internal.memory.TestFiles;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpscRingTest {
    private static final int CAPACITY = 1 << 10;
    private static final int BASE = 128;

    @TempDir
    Path directory;

    private final MessageBuffer into = new MessageBuffer();
    private Memory memory;
    private SpscRing ring;

    @BeforeEach
    void openRing() throws Exception {
        memory = TestFiles.map(TestFiles.zeros(directory.resolve("ring"), BASE + 2 * RingLayout.fileLength(CAPACITY)));
        ring = new SpscRing(memory, BASE, CAPACITY);
    }

    @Test
    void shouldHandRecordsOverInOrder() {
        assertThat(write("one", 1)).isTrue();
        assertThat(write("", 2)).isTrue();

        assertThat(ring.nextLength()).isEqualTo(3);
        assertThat(ring.nextType()).isEqualTo(1);
        assertThat(read()).isEqualTo("one");
        assertThat(ring.nextType()).isEqualTo(2);
        assertThat(read()).isEmpty();
        assertThat(ring.type()).isEqualTo(2);
        assertThat(ring.nextLength()).isEqualTo(Ring.NONE);
        assertThat(ring.nextType()).isEqualTo(Ring.NONE);
        assertThat(ring.tryRead(into)).isFalse();
        assertThat(ring.skip()).isFalse();
        assertThat(ring.used()).isZero();
    }

    @Test
    void shouldKeepWhatIsPeekedAndDropWhatIsSkipped() {
        write("one", 1);
        write("two", 2);

        assertThat(ring.tryPeek(into)).isTrue();
        assertThat(ring.tryPeek(into)).isTrue();
        assertThat(ring.skip()).isTrue();

        assertThat(read()).isEqualTo("two");
    }

    @Test
    void shouldRefuseWhatDoesNotFitNowAndTakeItLater() {
        int written = 0;
        while (write("12345678", 0)) {
            written++;
        }

        assertThat(written).isEqualTo(CAPACITY / 16 - 1);
        assertThat(ring.used()).isEqualTo(written * 16L);
        read();
        assertThat(write("12345678", 0)).isTrue();
    }

    @Test
    void shouldGoOnBehindWhatADeadReaderHadTakenAndGiveItsRoomBack() {
        byte[] longest = new byte[ring.maxRecordLength()];
        ring.tryWrite(longest, 0, longest.length, 0);
        ring.takeInPlace(ring.nextLength());
        SpscRing next = new SpscRing(memory, BASE, CAPACITY);

        assertThat(next.hasNext()).isFalse();
        assertThat(next.isEmpty()).isTrue();
        assertThat(RingWalk.count(next)).isZero();
        assertThat(next.hasRoomFor(longest.length)).isFalse();
        assertThat(next.nextLength()).isEqualTo(Ring.NONE);
        assertThat(next.hasRoomFor(longest.length)).isTrue();

        ring.tryWrite(longest, 0, longest.length, 0);
        ring.takeInPlace(ring.nextLength());
        write("behind it", 0);

        assertThat(next.hasNext()).isTrue();
        assertThat(RingWalk.count(next)).isEqualTo(1);
        assertThat(next.tryRead(into)).isTrue();
        assertThat(into.length()).isEqualTo("behind it".length());
        assertThat(next.used()).isZero();
    }

    @Test
    void shouldTakeItsLongestRecordAtEveryPosition() {
        byte[] longest = new byte[ring.maxRecordLength()];
        Arrays.fill(longest, (byte) -1);

        for (int i = 0; i < CAPACITY / 8; i++) {
            assertThat(ring.tryWrite(longest, 0, longest.length, 0)).isTrue();
            assertThat(ring.tryRead(into)).isTrue();
            assertThat(into.length()).isEqualTo(longest.length);
            write("", 0);
            read();
        }
    }

    @Test
    void shouldRefuseWhatNeverFits() {
        byte[] tooLong = new byte[ring.maxRecordLength() + 1];

        assertThatThrownBy(() -> ring.tryWrite(tooLong, 0, tooLong.length, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("bytes=" + tooLong.length, "longest=" + ring.maxRecordLength());
        assertThatThrownBy(() -> ring.tryWrite(tooLong, 0, 1, RingLayout.PADDING))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RingLayout.requireCapacity(CAPACITY + 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldLeaveTheRingBesideItAlone() {
        SpscRing other = new SpscRing(memory, BASE + RingLayout.fileLength(CAPACITY), CAPACITY);
        byte[] ones = new byte[100];
        Arrays.fill(ones, (byte) -1);

        for (int i = 0; i < 100; i++) {
            ring.tryWrite(ones, 0, ones.length, 0);
            ring.skip();
        }

        assertThat(other.nextLength()).isEqualTo(Ring.NONE);
        assertThat(other.used()).isZero();
    }

    @Test
    void shouldBeTheSameAsAQueueWhateverTheLengths() {
        Random random = new Random(42);
        Deque<String> expected = new ArrayDeque<>();

        for (int i = 0; i < 200_000; i++) {
            if (random.nextBoolean()) {
                String text = "x".repeat(random.nextInt(random.nextInt(10) == 0 ? ring.maxRecordLength() + 1 : 40));
                if (write(text, 0)) {
                    expected.add(text);
                }
            } else if (expected.isEmpty()) {
                assertThat(ring.nextLength()).isEqualTo(Ring.NONE);
            } else {
                assertThat(read()).isEqualTo(expected.remove());
            }
        }
    }

    @Test
    void shouldGoOnInAnotherHandleBehindARecordWhoseTailWasNeverMoved() {
        write("first", 0);
        long tail = memory.getLong(BASE + RingLayout.TAIL);
        write("second", 0);
        memory.putLong(BASE + RingLayout.TAIL, tail); // as if its producer had died before the tail

        SpscRing next = new SpscRing(memory, BASE, CAPACITY);
        assertThat(next.tryWrite("third".getBytes(), 0, 5, 0)).isTrue();

        assertThat(read()).isEqualTo("first");
        assertThat(read()).isEqualTo("second");
        assertThat(read()).isEqualTo("third");
    }

    @Test
    void shouldGoOnBehindWhatAnotherProducerShowedBeforeItDied() {
        SpscRing another = new SpscRing(memory, BASE, CAPACITY);
        write("first", 0);
        long tail = memory.getLong(BASE + RingLayout.TAIL);
        assertThat(another.tryWrite("second".getBytes(), 0, 6, 0)).isTrue();
        memory.putLong(BASE + RingLayout.TAIL, tail); // as if it had died before the tail

        ring.goOnAfterAnother();
        write("third", 0);

        assertThat(read()).isEqualTo("first");
        assertThat(read()).isEqualTo("second");
        assertThat(read()).isEqualTo("third");
    }

    @Test
    void shouldRefuseForeignBytes() {
        for (int length : new int[] {1, 7, CAPACITY + 8, Integer.MAX_VALUE}) {
            memory.putLong(BASE + RingLayout.RECORDS, RingLayout.header(length, 0));

            assertThatThrownBy(() -> ring.tryRead(into))
                    .isInstanceOf(ObjectCorruptException.class)
                    .hasMessageContaining("length=" + length);
            assertThatThrownBy(() -> write("x", 0)).isInstanceOf(ObjectCorruptException.class);
        }
    }

    @Test
    void shouldRefuseRecordsThatFollowEachOtherForEver() {
        for (int i = 0; i < CAPACITY; i += 8) {
            memory.putLong(BASE + RingLayout.RECORDS + i, RingLayout.header(8, 0));
        }

        assertThatThrownBy(() -> write("x", 0)).isInstanceOf(ObjectCorruptException.class);
    }

    @Test
    void shouldShowWholeRecordsToAnotherThread() throws Exception {
        int count = 300_000;
        ExecutorService producer = Executors.newSingleThreadExecutor();
        try {
            SpscRing writing = new SpscRing(memory, BASE, CAPACITY);
            Future<?> written = producer.submit(() -> writeAll(writing, count));

            for (int i = 0; i < count; i++) {
                while (!ring.tryRead(into)) {
                    Thread.onSpinWait();
                }
                assertWhole(i);
            }
            written.get();
        } finally {
            producer.shutdownNow();
        }
    }

    private static void writeAll(SpscRing ring, int count) {
        byte[] bytes = new byte[64];
        for (int i = 0; i < count && !Thread.currentThread().isInterrupted(); i++) {
            Arrays.fill(bytes, (byte) i);
            while (!ring.tryWrite(bytes, 0, i % 65, i)) {
                Thread.onSpinWait();
            }
        }
    }

    private void assertWhole(int i) {
        if (into.length() != i % 65 || ring.type() != i) {
            throw new AssertionError("record " + i + ": length=" + into.length() + " type=" + ring.type());
        }
        for (int at = 0; at < into.length(); at++) {
            if (into.array()[at] != (byte) i) {
                throw new AssertionError("record " + i + " is torn at " + at);
            }
        }
    }

    private boolean write(String text, int type) {
        byte[] bytes = text.getBytes();
        return ring.tryWrite(bytes, 0, bytes.length, type);
    }

    private String read() {
        assertThat(ring.tryRead(into)).isTrue();
        return new String(into.array(), 0, into.length());
    }
}
