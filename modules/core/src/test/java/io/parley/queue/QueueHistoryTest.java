package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class QueueHistoryTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedQueue<Long> queue;

    @BeforeEach
    void open() throws InterruptedException {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("numbers", Codecs.int64());
        for (long i = 0; i < 5_000; i++) {
            queue.put(i);
        }
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldReplayEverythingAlsoWhatWasTaken() throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            queue.take();
        }
        List<Long> seen = new ArrayList<>();
        long count = queue.forEach(0, entry -> {
            assertThat(entry.sequence()).isEqualTo(entry.message());
            seen.add(entry.message());
        });

        assertThat(count).isEqualTo(5_000);
        assertThat(seen).isSorted().hasSize(5_000);
        assertThat(queue.size()).as("replay consumes nothing").isEqualTo(2_000);
    }

    @Test
    void shouldReplayFromAnIndex() {
        List<QueueEntry<Long>> all = new ArrayList<>();
        queue.entries().forEach(all::add);
        QueueEntry<Long> middle = all.get(1_234);

        List<Long> seen = new ArrayList<>();
        assertThat(queue.forEach(middle.index(), entry -> seen.add(entry.message())))
                .isEqualTo(5_000 - 1_234);
        assertThat(seen.get(0)).isEqualTo(1_234);
        assertThat(middle.timestampNs()).isGreaterThanOrEqualTo(all.get(0).timestampNs());
        assertThat(middle.timestamp())
                .isBetween(all.get(0).timestamp(), all.get(4_999).timestamp());
    }

    @Test
    void shouldRefuseAnIndexThatIsNotThere() {
        assertThatThrownBy(() -> queue.forEach(12_345_678_901_234L, entry -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no message at index");
    }

    @Test
    void shouldIterateOverWhatIsLeftWithoutTakingIt() throws InterruptedException {
        for (int i = 0; i < 4_998; i++) {
            queue.take();
        }
        assertThat(new ArrayList<>(queue)).containsExactly(4_998L, 4_999L);
        assertThat(queue.contains(4_999L)).isTrue();
        assertThat(queue.contains(7L)).isFalse();
        assertThat(queue.size()).isEqualTo(2);
        Iterator<Long> iterator = queue.iterator();
        iterator.next();
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldJumpToACursorThatIsFarAhead() throws InterruptedException {
        for (int i = 0; i < 4_000; i++) {
            queue.take();
        }
        SharedQueue<Long> late = parley.queue("numbers", Codecs.int64());
        assertThat(late.take()).isEqualTo(4_000);
        assertThat(queue.take()).isEqualTo(4_001);
        assertThat(late.take()).isEqualTo(4_002);
    }

    @Test
    void shouldIterateAnyNumberOfTimes() {
        Iterable<QueueEntry<Long>> entries = queue.entries();
        assertThat(entries).hasSize(5_000);
        assertThat(entries).hasSize(5_000);
    }
}
