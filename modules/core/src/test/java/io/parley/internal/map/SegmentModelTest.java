package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A segment and a hash map do the same, for a long time, in little room. */
@Timeout(120)
class SegmentModelTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

    private final Map<ByteBuffer, byte[]> model = new HashMap<>();
    private final Random random = new Random(SEED);
    private SegmentFixture map;

    @BeforeAll
    static void reportSeed(TestReporter reporter) {
        reporter.publishEntry("parley.seed", Long.toString(SEED));
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 60", "64, 256, 42", "128, 4096, 300", "4096, 8192, 5000"})
    void shouldDoAsAHashMap(int slots, int chunks, int keys) {
        map = SegmentFixture.of(slots, chunks);
        int refused = 0;

        for (int i = 1; i <= 100_000; i++) {
            byte[] key = key(random.nextInt(keys));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> assertThat(map.remove(key)).isEqualTo(model.remove(ByteBuffer.wrap(key)) != null);
                case 3 -> assertThat(map.get(key)).isEqualTo(model.get(ByteBuffer.wrap(key)));
                default -> refused += put(key) ? 0 : 1;
            }
            if (i % 5_000 == 0) {
                requireSame(i);
            }
            if (random.nextInt(20_000) == 0) {
                map.segment.clear();
                model.clear();
            } else if (random.nextInt(20_000) == 0) {
                repack(slots, chunks);
            }
        }

        assertThat(model).isNotEmpty();
        assertThat(refused).as("how often it was full").isLessThan(50_000);
    }

    private boolean put(byte[] key) {
        byte[] value = new byte[random.nextInt(10) == 0 ? random.nextInt(600) : random.nextInt(40)];
        random.nextBytes(value);
        boolean room = map.put(key, value);
        if (room) {
            model.put(ByteBuffer.wrap(key), value);
        }
        return room;
    }

    private void repack(int slots, int chunks) {
        SegmentFixture other = SegmentFixture.of(slots, chunks);
        map.segment.copyInto(other.segment);
        map = other;
    }

    private static byte[] key(int number) {
        ByteBuffer key = ByteBuffer.allocate(4 + number % 60);
        return key.putInt(number).array();
    }

    private void requireSame(int step) {
        SegmentCheck check = SegmentCheck.of(map.segment);
        assertThat(check.isClean()).as("seed=%d step=%d %s", SEED, step, check).isTrue();
        Map<ByteBuffer, byte[]> content = map.content();
        assertThat(content.keySet()).isEqualTo(model.keySet());
        content.forEach((key, value) -> assertThat(value).isEqualTo(model.get(key)));
        model.forEach((key, value) -> assertThat(map.get(key.array())).isEqualTo(value));
    }
}
