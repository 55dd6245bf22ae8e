package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.internal.memory.MessageBuffer;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SegmentTest {
    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    @Test
    void shouldKeepEntriesOfEveryLength() {
        SegmentFixture map = SegmentFixture.of(64, 200_000);
        int[] lengths = {0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 16_383, 16_384, 100_000, 1 << 20};

        for (int length : lengths) {
            assertThat(map.put(bytes(Math.max(1, length), 1), bytes(length, 2))).isTrue();
        }

        for (int length : lengths) {
            if (length != 0) {
                assertThat(map.get(bytes(length, 1))).isEqualTo(bytes(length, 2));
            }
        }
        assertThat(SegmentCheck.of(map.segment).isClean()).isTrue();
        assertThat(map.segment.count()).isEqualTo(lengths.length - 1);
    }

    @Test
    void shouldTakeEmptyKeysAndValues() {
        SegmentFixture map = SegmentFixture.of(64, 64);

        map.put(new byte[0], new byte[0]);

        assertThat(map.get(new byte[0])).isEmpty();
        assertThat(map.get(new byte[1])).isNull();
        assertThat(SegmentCheck.of(map.segment).isClean()).isTrue();
    }

    @Test
    void shouldSayWhenTheChunksAreUsedUp() {
        SegmentFixture map = SegmentFixture.of(64, 64);
        assertThat(map.put(key(1), bytes(1_000, 1))).isTrue();

        assertThat(map.put(key(2), bytes(1_100, 2))).isFalse();

        assertThat(map.put(key(2), bytes(900, 2))).isTrue();
        assertThat(map.get(key(1))).isEqualTo(bytes(1_000, 1));
        assertThat(SegmentCheck.of(map.segment).isClean()).isTrue();
    }

    @Test
    void shouldSayWhenTheSlotsAreUsedUp() {
        SegmentFixture map = SegmentFixture.of(64, 128);

        int entries = 0;
        while (map.put(key(entries), key(-entries))) {
            entries++;
        }

        assertThat(entries).isEqualTo(42);
        assertThat(map.put(key(7), key(8))).as("of a key that is there").isTrue();
    }

    @Test
    void shouldFindRoomBehindSmallGaps() {
        SegmentFixture map = SegmentFixture.of(256, 256);
        for (int i = 0; i < 128; i++) {
            map.put(key(i), bytes(10, i));
        }
        for (int i = 0; i < 128; i += 2) {
            map.remove(key(i));
        }

        assertThat(map.put(key(1_000), bytes(128 * 32 - 20, 1))).isTrue();
        assertThat(map.segment.usedChunks()).isEqualTo(64 + 128);
        for (int i = 0; i < 128; i += 2) {
            assertThat(map.put(key(i), bytes(10, i))).isTrue();
        }

        assertThat(map.segment.usedChunks()).isEqualTo(256);
        assertThat(map.put(key(2_000), bytes(1, 1))).isFalse();
        assertThat(SegmentCheck.of(map.segment).isClean()).isTrue();
    }

    @Test
    void shouldSayWhetherRemovingMovesOthers() {
        SegmentFixture map = SegmentFixture.of(64, 64);
        int moved = 0;
        int stayed = 0;
        for (int i = 0; i < 40; i++) {
            map.put(key(i), key(i));
        }
        for (int i = 0; i < 40; i++) {
            MessageBuffer name = SegmentFixture.buffer(key(i));
            int slot = map.segment.find(name, Segment.hash(name));
            boolean moves = map.segment.needsShift(slot);
            map.segment.removeSlot(slot);
            assertThat(map.segment.slotValue(slot) != 0).isEqualTo(moves);
            moved += moves ? 1 : 0;
            stayed += moves ? 0 : 1;
        }

        assertThat(moved).isPositive();
        assertThat(stayed).isPositive();
        assertThat(map.content()).isEmpty();
    }

    @Test
    void shouldCopyIntoAnotherSize() {
        SegmentFixture map = SegmentFixture.of(64, 1_024);
        for (int i = 0; i < 42; i++) {
            map.put(key(i), bytes(i * 9, i));
        }
        for (int i = 0; i < 42; i += 3) {
            map.remove(key(i));
        }
        SegmentFixture larger = SegmentFixture.of(256, 2_048);

        int left = map.segment.copyInto(larger.segment);

        assertThat(left).isZero();
        for (int i = 0; i < 42; i++) {
            assertThat(larger.get(key(i))).isEqualTo(i % 3 == 0 ? null : bytes(i * 9, i));
        }
        assertThat(larger.segment.usedChunks()).isEqualTo(map.segment.usedChunks());
        assertThat(SegmentCheck.of(larger.segment).isClean()).isTrue();
        assertThat(larger.put(key(0), bytes(20_000, 0))).isTrue();
    }

    @Test
    void shouldRefuseToCopyIntoTooFewChunks() {
        SegmentFixture map = SegmentFixture.of(64, 128);
        map.put(key(1), bytes(1_000, 1));
        map.put(key(2), bytes(1_100, 1));
        SegmentFixture smaller = SegmentFixture.of(64, 64);

        assertThatThrownBy(() -> map.segment.copyInto(smaller.segment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("too small");
    }

    @Test
    void shouldBeEmptyWhenCleared() {
        SegmentFixture map = SegmentFixture.of(64, 64);
        for (int i = 0; i < 42; i++) {
            map.put(key(i), key(i));
        }

        map.segment.clear();

        assertThat(map.content()).isEmpty();
        assertThat(map.segment.usedChunks()).isZero();
        assertThat(SegmentCheck.of(map.segment).isClean()).isTrue();
        assertThat(map.put(key(3), key(4))).isTrue();
    }

    @Test
    void shouldStopShowingEntriesWhenTold() {
        SegmentFixture map = SegmentFixture.of(64, 64);
        map.put(key(1), key(1));
        map.put(key(2), key(2));
        int[] seen = new int[1];

        map.segment.forEach((words, keyOffset, keyLength, valueOffset, valueLength) -> ++seen[0] < 1);

        assertThat(seen).containsExactly(1);
    }

    @Test
    void shouldChooseASegmentByTheLowBitsOfTheHash() {
        long hash = Segment.hash(SegmentFixture.buffer(key(12)));

        assertThat(Segment.indexOf(hash, 1)).isZero();
        for (int segments = 2; segments <= 64; segments *= 2) {
            assertThat(Segment.indexOf(hash, segments)).isEqualTo((int) (hash & segments - 1));
        }
        assertThat(Segment.indexOf(-1, 64)).isEqualTo(63);
    }
}
