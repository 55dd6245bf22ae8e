package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.parley.internal.memory.MessageBuffer;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** Bits that nobody wrote: readers end and throw nothing, the check says where they are. */
@Timeout(120)
class SegmentGarbageTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
    private static final int HEAD = 128;

    private final SegmentFixture map = SegmentFixture.of(64, 256);
    private final Random random = new Random(SEED);

    @BeforeAll
    static void reportSeed(TestReporter reporter) {
        reporter.publishEntry("parley.seed", Long.toString(SEED));
    }

    private static byte[] key(int i) {
        return new byte[] {(byte) i, 1, 2};
    }

    private void fill() {
        for (int i = 0; i < 40; i++) {
            byte[] value = new byte[i * 4];
            random.nextBytes(value);
            assertThat(map.put(key(i), value)).isTrue();
        }
    }

    private void read(SegmentFixture found, String what) {
        MessageBuffer value = new MessageBuffer();
        try {
            for (int i = 0; i < 42; i++) {
                MessageBuffer name = SegmentFixture.buffer(key(i));
                int slot = found.segment.find(name, Segment.hash(name));
                if (slot != Segment.NONE) {
                    found.segment.copyValue(slot, value);
                    found.segment.entry(slot);
                    found.segment.needsShift(slot);
                }
            }
            for (int slot = 0; slot < 64; slot++) {
                if (!found.segment.copyValue(slot, value)) {
                    assertThat(value.length()).isZero();
                }
            }
            found.segment.forEach((words, keyOffset, keyLength, valueOffset, valueLength) -> {
                assertThat(keyOffset + keyLength).isLessThanOrEqualTo(words.capacity());
                assertThat(valueOffset + valueLength).isLessThanOrEqualTo(words.capacity());
                return true;
            });
            SegmentCheck.of(found.segment);
        } catch (RuntimeException e) {
            fail("-Dparley.seed=" + SEED + " " + what, e);
        }
    }

    @Test
    void shouldNameEveryFlippedBitOfASlotOrAnEntry() {
        fill();
        int bit = 0;
        for (; bit < 64 * 64; bit++) {
            SegmentFixture found = flipped(bit);
            read(found, "bit " + bit);
            SegmentCheck check = SegmentCheck.of(found.segment);
            assertThat(check.isClean()).as("bit %d of the slots", bit).isFalse();
        }
        long entry = map.segment.entry(
                map.segment.find(SegmentFixture.buffer(key(39)), Segment.hash(SegmentFixture.buffer(key(39)))));
        int start = (int) DataLayout.chunksOffset(64, 256) + (int) entry * 32;
        int length = 1 + 3 + 2 + 39 * 4 + 4;
        for (bit = start * 8; bit < (start + length) * 8; bit++) {
            SegmentFixture found = flipped(bit);
            read(found, "bit " + bit);
            assertThat(SegmentCheck.of(found.segment).damages())
                    .as("bit %d of an entry", bit)
                    .isNotEmpty()
                    .allSatisfy(damage -> assertThat(damage.toString()).contains("segment=0", "offset="));
        }
    }

    private SegmentFixture flipped(int bit) {
        SegmentFixture found = map.copy();
        int at = HEAD + bit / 8;
        found.bytes.put(at, (byte) (found.bytes.get(at) ^ 1 << bit % 8));
        return found;
    }

    @Test
    void shouldReadAnything() {
        fill();
        for (int round = 0; round < 3_000; round++) {
            SegmentFixture found = map.copy();
            int from = random.nextInt(found.bytes.capacity());
            int length = 1 + random.nextInt(round % 2 == 0 ? 16 : found.bytes.capacity());
            byte[] garbage = new byte[Math.min(length, found.bytes.capacity() - from)];
            random.nextBytes(garbage);
            found.bytes.put(from, garbage);

            read(found, "round " + round);
        }
    }

    @Test
    void shouldReadAFullTableOfGarbage() {
        byte[] garbage = new byte[map.bytes.capacity() - HEAD];
        random.nextBytes(garbage);
        map.bytes.put(HEAD, garbage);

        read(map, "all");
        map.segment.removeSlot(3);
        assertThat(SegmentRepair.repair(map.segment)).isNotEmpty();
        map.segment.clear();

        assertThat(SegmentCheck.of(map.segment)).matches(SegmentCheck::isClean);
    }

    @Test
    void shouldKeepDamagedEntriesWhereTheyAre() {
        fill();
        long entry = map.segment.entry(
                map.segment.find(SegmentFixture.buffer(key(20)), Segment.hash(SegmentFixture.buffer(key(20)))));
        int at = HEAD + (int) DataLayout.chunksOffset(64, 256) + (int) entry * 32 + 20;
        map.bytes.put(at, (byte) ~map.bytes.get(at));
        SegmentFixture before = map.copy();

        assertThat(SegmentRepair.repair(map.segment))
                .singleElement()
                .satisfies(damage -> assertThat(damage.what()).contains("checksum"));

        assertThat(map.bytes).isEqualTo(before.bytes);
        assertThat(SegmentCheck.of(map.segment).entries()).isEqualTo(39);
    }

    @Test
    void shouldNameAnEntryThatAnEmptySlotHides() {
        fill();
        int hidden = 0;
        while (map.segment.slotValue(hidden) == 0 || home(hidden) == hidden) {
            hidden++;
        }
        map.bytes.putLong(HEAD + home(hidden) * 8, 0);

        assertThat(SegmentRepair.repair(map.segment))
                .anySatisfy(damage -> assertThat(damage.what()).contains("a slot before it is empty"));
        assertThat(SegmentCheck.of(map.segment).damages()).isNotEmpty();

        SegmentFixture rebuilt = SegmentFixture.of(64, 256);
        assertThat(map.segment.copyInto(rebuilt.segment)).isZero();
        assertThat(SegmentCheck.of(rebuilt.segment)).matches(SegmentCheck::isClean);
        assertThat(rebuilt.content()).hasSize(39);
    }

    private int home(int slot) {
        return (int) map.segment.slotValue(slot) & 63;
    }

    @Test
    void shouldNotTakeForEverOverALargeTableOfGarbage() {
        SegmentFixture large = SegmentFixture.of(1 << 18, 64);
        byte[] garbage = new byte[(1 << 18) * 8];
        random.nextBytes(garbage);
        large.bytes.put(HEAD, garbage);

        assertThat(SegmentCheck.of(large.segment).damages()).hasSizeGreaterThan(200_000);
    }
}
