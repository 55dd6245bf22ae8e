package io.parley.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.internal.memory.MessageBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers beside a writer, without the version that tells them what to believe: they throw nothing, and end. */
@Timeout(120)
class SegmentRaceTest {
    private static final int KEYS = 50;

    private final SegmentFixture map = SegmentFixture.of(64, 256);
    private final AtomicBoolean done = new AtomicBoolean();

    private static byte[] key(int number) {
        return ByteBuffer.allocate(4 + number % 9 * 8).putInt(number).array();
    }

    private long read() {
        MessageBuffer value = new MessageBuffer();
        List<MessageBuffer> names = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            names.add(SegmentFixture.buffer(key(i)));
        }
        long reads = 0;
        while (!done.get()) {
            for (MessageBuffer name : names) {
                int slot = map.segment.find(name, Segment.hash(name));
                if (slot != Segment.NONE) {
                    map.segment.copyValue(slot, value);
                    reads++;
                }
            }
            map.segment.forEach((words, keyOffset, keyLength, valueOffset, valueLength) -> {
                words.get(keyOffset, new byte[keyLength]);
                EntryBytes.get(words, valueOffset, valueLength, value);
                return true;
            });
        }
        return reads;
    }

    @Test
    void shouldNotThrowWhileAWriterWrites() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Long>> reading = List.of(readers.submit(this::read), readers.submit(this::read));
            Random random = new Random(7);
            for (int i = 0; i < 300_000; i++) {
                byte[] key = key(random.nextInt(KEYS));
                if (random.nextInt(3) == 0) {
                    map.remove(key);
                } else {
                    byte[] value = new byte[random.nextInt(8) == 0 ? random.nextInt(400) : random.nextInt(30)];
                    random.nextBytes(value);
                    map.put(key, value);
                }
            }
            done.set(true);

            for (Future<Long> each : reading) {
                assertThat(each.get()).isPositive();
            }
        } finally {
            done.set(true);
            readers.shutdown();
        }
        assertThat(SegmentCheck.of(map.segment)).matches(SegmentCheck::isClean);
    }
}
