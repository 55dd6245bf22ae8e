package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of a queue's log end by time and by size, and nobody notices. */
@Timeout(60)
class QueueRollTest {
    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(ParleyConfig.at(directory.resolve("domain")).withDurable(false));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRollAsSet(RollEvery time) throws Exception {
        try (SharedQueue<String> queue = parley.queue("queue", Codecs.utf8(), o -> o.rollEvery(time));
                SharedQueue<String> other = parley.queue("queue", Codecs.utf8())) {
            queue.put("message");

            assertThat(other.take()).isEqualTo("message");
            assertThat(files(queue)).hasSizeBetween(1, 2);
        }
        RollEvery another = time == RollEvery.DAY ? RollEvery.HOUR : RollEvery.DAY;
        assertThatThrownBy(() -> parley.queue("queue", Codecs.utf8(), o -> o.rollEvery(another)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("rollCycle");
    }

    @Test
    void shouldBeginAFileWhenOneIsLongEnough() throws Exception {
        String payload = "x".repeat(10_000);
        try (SharedQueue<String> queue = parley.queue("queue", Codecs.utf8(), o -> o.rollBytes(256 << 10));
                SharedQueue<String> other = parley.queue("queue", Codecs.utf8())) {
            for (int i = 0; i < 150; i++) {
                (i % 3 == 0 ? other : queue).put(i + payload);
            }

            assertThat(files(queue)).hasSizeBetween(6, 9);
            int next = 0;
            for (QueueEntry<String> entry : other.entries()) {
                assertThat(entry.message()).isEqualTo(next++ + payload);
            }
            for (int i = 0; i < 150; i++) {
                assertThat((i % 2 == 0 ? other : queue).take()).isEqualTo(i + payload);
            }
            assertThat(queue.poll()).isNull();
        }
        assertThatThrownBy(() -> parley.queue("queue", Codecs.utf8(), o -> o.rollBytes(1 << 20)))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("rollBytes");
        assertThatThrownBy(() -> QueueOptions.defaults().rollBytes(1_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("262144");
    }

    private static List<Path> files(SharedQueue<?> queue) throws IOException {
        try (Stream<Path> files = Files.list(queue.path().resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".cq4")).toList();
        }
    }
}
