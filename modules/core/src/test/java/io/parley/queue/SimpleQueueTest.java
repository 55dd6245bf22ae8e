package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SimpleQueueTest {
    @TempDir
    Path directory;

    private Parley parley;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldPassMessagesOn() throws Exception {
        SimpleQueue<String> queue = parley.simpleQueue("notes", Codecs.utf8());
        assertThat(queue.isEmpty()).isTrue();
        Background<String> taker = Background.call(queue::take).awaitAsleep();
        queue.put("a");
        assertThat(taker.result()).isEqualTo("a");

        queue.put("b");
        queue.put("c");
        assertThat(queue.isEmpty()).isFalse();
        assertThat(parley.queue("notes", Codecs.utf8()).take()).isEqualTo("b");
        assertThat(queue.take()).isEqualTo("c");
    }

    @Test
    void shouldNeverBlockInPut() throws InterruptedException {
        SimpleQueue<byte[]> queue = parley.simpleQueue("blobs", Codecs.bytes());
        for (int i = 0; i < 4; i++) {
            queue.put(new byte[1 << 20]);
        }
        assertThat(queue.take()).hasSize(1 << 20);
    }

    @Test
    void shouldNotBeUsedOnceClosed() {
        SimpleQueue<String> queue = parley.simpleQueue("notes", Codecs.utf8());
        queue.close();
        queue.close();
        assertThatThrownBy(() -> queue.put("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::take).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::isEmpty).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldBeDeletedForEverybody() {
        SimpleQueue<String> queue = parley.simpleQueue("notes", Codecs.utf8());
        assertThat(queue.name()).isEqualTo("notes");
        assertThat(queue.path()).exists();
        queue.delete();
        assertThat(queue.isDeleted()).isTrue();
        assertThat(queue.path()).doesNotExist();
        assertThatThrownBy(() -> queue.put("a")).hasMessageContaining("deleted");
    }

    @Test
    void shouldRefuseAQueueWithABound() {
        parley.queue("orders", Codecs.utf8(), o -> o.capacity(5));
        assertThatThrownBy(() -> parley.simpleQueue("orders", Codecs.utf8()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("capacity");
    }
}
