package io.parley.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Background;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is written plainly before an ordered write is there after the ordered read that sees it. */
@Timeout(120)
class MemoryOrderTest {
    private static final int ROUNDS = 50_000;
    private static final int FLAG = 0;
    private static final int ANSWER = 128;
    private static final int PAYLOAD = 256;

    @TempDir
    Path directory;

    private Memory memory;
    private Memory other;

    @BeforeEach
    void map() throws IOException {
        Path file = TestFiles.zeros(directory.resolve("words"), 4096);
        memory = TestFiles.map(file);
        other = TestFiles.map(file);
    }

    @Test
    void shouldPublishByReleaseAndAcquireOfLongs() throws Exception {
        pingPong(
                round -> memory.putLongRelease(FLAG, round),
                () -> (int) other.getLongAcquire(FLAG),
                round -> other.putLongRelease(ANSWER, round),
                () -> (int) memory.getLongAcquire(ANSWER));
    }

    @Test
    void shouldPublishByReleaseAndAcquireOfInts() throws Exception {
        pingPong(
                round -> memory.putIntRelease(FLAG, round),
                () -> other.getIntAcquire(FLAG),
                round -> other.putIntRelease(ANSWER, round),
                () -> memory.getIntAcquire(ANSWER));
    }

    @Test
    void shouldPublishByVolatileAccess() throws Exception {
        pingPong(
                round -> memory.putLongVolatile(FLAG, round),
                () -> (int) other.getLongVolatile(FLAG),
                round -> other.putIntVolatile(ANSWER, round),
                () -> memory.getIntVolatile(ANSWER));
    }

    @Test
    void shouldPublishByCompareAndSet() throws Exception {
        pingPong(
                round -> assertThat(memory.compareAndSetLong(FLAG, round - 1, round))
                        .isTrue(),
                () -> (int) other.getLongAcquire(FLAG),
                round -> assertThat(other.compareAndSetInt(ANSWER, round - 1, round))
                        .isTrue(),
                () -> memory.getIntAcquire(ANSWER));
    }

    @Test
    void shouldPublishByGetAndAdd() throws Exception {
        pingPong(
                round -> memory.getAndAddLong(FLAG, 1),
                () -> (int) other.getLongAcquire(FLAG),
                round -> other.getAndAddInt(ANSWER, 1),
                () -> memory.getIntAcquire(ANSWER));
    }

    @Test
    void shouldPublishByGetAndSet() throws Exception {
        pingPong(
                round -> memory.getAndSetLong(FLAG, round),
                () -> (int) other.getLongAcquire(FLAG),
                round -> other.getAndSetInt(ANSWER, round),
                () -> memory.getIntAcquire(ANSWER));
    }

    private void pingPong(IntConsumer send, IntSupplier receive, IntConsumer answer, IntSupplier answered)
            throws Exception {
        Background<Integer> reader = Background.call(() -> {
            int stale = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                spinUntil(receive, round);
                stale += other.getLong(PAYLOAD) == 3L * round && other.getInt(PAYLOAD + 8) == -round ? 0 : 1;
                answer.accept(round);
            }
            return stale;
        });

        for (int round = 1; round <= ROUNDS; round++) {
            memory.putLong(PAYLOAD, 3L * round);
            memory.putInt(PAYLOAD + 8, -round);
            send.accept(round);
            spinUntil(answered, round);
        }

        assertThat(reader.result()).as("payloads older than their flag").isZero();
    }

    private static void spinUntil(IntSupplier word, int expected) {
        for (int looks = 0; word.getAsInt() != expected; looks++) {
            if (looks % 100 == 99) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
