package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** What is left when a writer dies between two steps is repaired to the state before or after. */
@Timeout(120)
class SegmentDeathTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
    private static final int KEYS = 60;

    private final SegmentFixture map = SegmentFixture.of(64, 256);
    private final Random random = new Random(SEED);
    private Map<ByteBuffer, byte[]> before;
    private byte[] touched;
    private byte[] written;
    private int deaths;
    private int repairs;

    @BeforeAll
    static void reportSeed(TestReporter reporter) {
        reporter.publishEntry("parley.seed", Long.toString(SEED));
    }

    @Test
    void shouldLoseNothingBetweenTheSteps() {
        for (int i = 0; i < 4_000; i++) {
            before = map.content();
            touched = ByteBuffer.allocate(4).putInt(random.nextInt(KEYS)).array();
            if (random.nextInt(3) == 0) {
                written = null;
                map.remove(touched, this::die);
            } else {
                written = new byte[random.nextInt(200)];
                random.nextBytes(written);
                map.put(touched, written, this::die);
            }
        }

        assertThat(deaths).isGreaterThan(4_000);
        assertThat(repairs).isGreaterThan(1_000);
        assertThat(SegmentCheck.of(map.segment).isClean()).isTrue();
    }

    private void die() {
        deaths++;
        SegmentFixture found = map.copy();
        SegmentCheck check = SegmentCheck.of(found.segment);
        assertThat(check.damages()).isEmpty();
        repairs += check.isClean() ? 0 : 1;

        assertThat(SegmentRepair.repair(found.segment)).isEmpty();

        assertThat(SegmentCheck.of(found.segment)).matches(SegmentCheck::isClean);
        requireOldOrNew(found.content());
        SegmentFixture again = found.copy();
        assertThat(SegmentRepair.repair(again.segment)).isEmpty();
        assertThat(again.bytes).as("repaired twice").isEqualTo(found.bytes);
    }

    private void requireOldOrNew(Map<ByteBuffer, byte[]> content) {
        Map<ByteBuffer, byte[]> others = new HashMap<>(before);
        byte[] old = others.remove(ByteBuffer.wrap(touched));
        byte[] now = content.remove(ByteBuffer.wrap(touched));
        assertThat(Arrays.equals(now, old) || Arrays.equals(now, written))
                .as("seed=%d", SEED)
                .isTrue();
        assertThat(content.keySet()).isEqualTo(others.keySet());
        content.forEach((key, value) -> assertThat(value).isEqualTo(others.get(key)));
    }

    @Test
    void shouldRemoveTheSecondSlotOfAKey() {
        for (int i = 0; i < 40; i++) {
            map.put(new byte[] {(byte) i}, new byte[i]);
        }
        Map<ByteBuffer, byte[]> all = map.content();
        long anySlot = firstSlot();
        int empty = (int) anySlot & 63;
        while (map.segment.slotValue(empty) != 0) {
            empty = empty + 1 & 63;
        }
        map.bytes.putLong(128 + empty * 8, anySlot);
        assertThat(SegmentCheck.of(map.segment).duplicates()).isEqualTo(1);

        assertThat(SegmentRepair.repair(map.segment)).isEmpty();

        assertThat(SegmentCheck.of(map.segment)).matches(SegmentCheck::isClean);
        assertThat(map.content().keySet()).isEqualTo(all.keySet());
    }

    private long firstSlot() {
        int slot = 0;
        while (map.segment.slotValue(slot) == 0) {
            slot++;
        }
        return map.segment.slotValue(slot);
    }

    @Test
    void shouldRepairAHalfClearedSegment() {
        for (int i = 0; i < 42; i++) {
            map.put(new byte[] {(byte) i}, new byte[i]);
        }
        int empty = 0;
        while (map.segment.slotValue(empty) != 0) {
            empty++;
        }

        for (int i = 63; i > 20; i--) {
            map.bytes.putLong(128 + (empty + i & 63) * 8, 0);
            SegmentFixture found = map.copy();
            assertThat(SegmentCheck.of(found.segment).damages())
                    .as("cleared to %d", i)
                    .isEmpty();
            assertThat(SegmentRepair.repair(found.segment)).isEmpty();
            assertThat(SegmentCheck.of(found.segment)).matches(SegmentCheck::isClean);
        }
    }
}
