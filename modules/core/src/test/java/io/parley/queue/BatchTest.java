package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.CodecException;
import io.parley.Codecs;
import io.parley.Parley;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BatchTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedQueue<Long> queue;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("orders", Codecs.int64());
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void shouldPutAndTakeManyAtOnce() throws InterruptedException {
        queue.putAll(numbers(0, 100));
        queue.putAll(List.of());
        queue.put(100L);

        assertThat(queue.takeBatch(30)).isEqualTo(numbers(0, 30));
        assertThat(queue.takeBatch(1)).containsExactly(30L);
        List<Long> rest = new ArrayList<>();
        assertThat(queue.drainTo(rest, 9)).isEqualTo(9);
        assertThat(queue.drainTo(rest)).isEqualTo(61);
        assertThat(rest).isEqualTo(numbers(31, 101));
        assertThat(queue.takeBatch(5, Duration.ofMillis(1))).isEmpty();
        assertThatThrownBy(() -> queue.takeBatch(0)).hasMessageContaining("max=0");
    }

    @Test
    void shouldPutWhatFitsAndSayHowMuch() throws InterruptedException {
        try (SharedQueue<Long> bounded = parley.queue("small", Codecs.int64(), o -> o.capacity(10))) {
            assertThat(bounded.offerAll(numbers(0, 7))).isEqualTo(7);
            assertThat(bounded.offerAll(numbers(7, 14))).isEqualTo(3);
            assertThat(bounded.offerAll(numbers(10, 14))).isZero();
            assertThat(bounded.takeBatch(100)).isEqualTo(numbers(0, 10));
        }
    }

    @Test
    void shouldWaitForRoomAsOftenAsNeeded() throws Exception {
        try (SharedQueue<Long> bounded = parley.queue("small", Codecs.int64(), o -> o.capacity(10))) {
            Background<Void> putting = Background.run(() -> bounded.putAll(numbers(0, 95)));

            List<Long> taken = new ArrayList<>();
            while (taken.size() < 95) {
                taken.addAll(bounded.takeBatch(7));
            }

            putting.result();
            assertThat(taken).isEqualTo(numbers(0, 95));
        }
    }

    @Test
    void shouldAppendNothingIfOneCannotBeEncoded() {
        assertThatThrownBy(() -> queue.putAll(Arrays.asList(1L, null, 3L))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.putAll(queue)).isInstanceOf(IllegalArgumentException.class);

        assertThat(queue.appended()).isZero();
    }

    @Test
    void shouldTellTheEndOfTheStream() throws InterruptedException {
        queue.putAll(numbers(0, 3));
        queue.closeForWriting();

        assertThatThrownBy(() -> queue.putAll(numbers(3, 4))).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> queue.offerAll(numbers(3, 4))).isInstanceOf(QueueClosedException.class);
        assertThat(queue.takeBatch(10)).isEqualTo(numbers(0, 3));
        assertThat(queue.takeBatch(10, Duration.ofSeconds(10))).isEmpty();
        assertThatThrownBy(() -> queue.takeBatch(10)).isInstanceOf(QueueClosedException.class);
    }

    @Test
    void shouldNotLoseABatchToAMessageThatCannotBeDecoded() throws InterruptedException {
        queue.putAll(numbers(0, 3));
        queue.put(1, "x", (source, out) -> out.writeByte(1));
        queue.put(4L);

        assertThat(queue.takeBatch(10)).isEqualTo(numbers(0, 3));
        assertThatThrownBy(() -> queue.takeBatch(10)).isInstanceOf(CodecException.class);
        assertThat(queue.takeBatch(10)).containsExactly(4L);
    }

    @Test
    void shouldTakeBatchesOfAJoinableQueue() throws InterruptedException {
        try (JoinableQueue<Long> work = parley.joinableQueue("work", Codecs.int64())) {
            work.putAll(numbers(0, 5));

            for (Iterator<Long> batch = work.takeBatch(10).iterator(); batch.hasNext(); batch.next()) {
                work.taskDone();
            }

            assertThat(work.join(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void shouldCarryBatchesOfLargeMessages() throws InterruptedException {
        try (SharedQueue<byte[]> large = parley.queue("large", Codecs.bytes())) {
            List<byte[]> batch = List.of(new byte[300_000], new byte[10], new byte[3 << 20], new byte[0]);

            large.putAll(batch);

            assertThat(large.takeBatch(4).stream().map(bytes -> bytes.length)).containsExactly(300_000, 10, 3 << 20, 0);
        }
    }
}
