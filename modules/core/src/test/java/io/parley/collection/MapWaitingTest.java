package io.parley.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Background;
import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MapWaitingTest {
    @TempDir
    Path directory;

    private Parley parley;
    private SharedMap<String, Long> map;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        map = parley.map("state", Codecs.utf8(), Codecs.int64(), o -> o.stripes(1));
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldWakeWhenTheValueIsAnother() throws Exception {
        map.set("a", 1L);
        Background<Long> waiter =
                Background.call(() -> map.awaitChange("a", 1L)).awaitAsleep();

        map.set("neighbour", 5L);
        map.set("a", 1L);
        waiter.awaitAsleep();
        assertThat(waiter.isDone()).isFalse();
        map.set("a", 2L);

        assertThat(waiter.result()).isEqualTo(2);
    }

    @Test
    void shouldWakeWhenTheKeyComesAndWhenItGoes() throws Exception {
        Background<Long> coming =
                Background.call(() -> map.awaitChange("a", null)).awaitAsleep();
        map.merge("a", 3L, Long::sum);
        assertThat(coming.result()).isEqualTo(3);

        Background<Long> going = Background.call(() -> map.awaitChange("a", 3L)).awaitAsleep();
        map.remove("a");
        assertThat(going.result()).isNull();
    }

    @Test
    void shouldNotWaitForWhatIsAnotherAlready() throws Exception {
        map.set("a", 1L);
        assertThat(map.awaitChange("a", 2L)).isEqualTo(1);
        assertThat(map.awaitChange("a", null)).isEqualTo(1);
        assertThat(map.awaitChange("a", 2L, Duration.ZERO)).isTrue();
        assertThat(map.awaitChange("absent", 2L)).isNull();
    }

    @Test
    void shouldGiveUpWhenTheTimeIsUpAndNotBefore() throws Exception {
        map.set("a", 1L);
        assertThat(map.awaitChange("a", 1L, Duration.ZERO)).isFalse();
        assertThat(map.awaitChange("a", 1L, Duration.ofNanos(Long.MIN_VALUE))).isFalse();
        long start = System.nanoTime();
        assertThat(map.awaitChange("a", 1L, Duration.ofMillis(120))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(120_000_000);
    }

    @Test
    void shouldWaitForALifetime() throws Exception {
        Background<Boolean> waiter = Background.call(
                        () -> map.awaitChange("a", null, Duration.ofSeconds(Long.MAX_VALUE)))
                .awaitAsleep();
        map.set("a", 1L);
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldEndByInterruption() throws Exception {
        Background<Long> waiter =
                Background.call(() -> map.awaitChange("a", null)).awaitAsleep();
        waiter.thread().interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldEndWhenTheMapIsDeleted() throws Exception {
        Background<Long> waiter =
                Background.call(() -> map.awaitChange("a", null)).awaitAsleep();
        map.delete();
        assertThat(waiter.failure()).isInstanceOf(ObjectDeletedException.class);
    }

    @Test
    void shouldEndWhenTheHandleIsClosed() throws Exception {
        Background<Long> waiter =
                Background.call(() -> map.awaitChange("a", null)).awaitAsleep();
        map.close();
        assertThat(waiter.failure()).isInstanceOf(IllegalStateException.class);
    }

    /** It would hold up whoever could end the wait. */
    @Test
    void shouldNotWaitInsideAFunction() {
        map.set("a", 1L);
        assertThatThrownBy(() -> map.compute("a", (key, value) -> {
                    try {
                        return map.awaitChange("b", null);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(map).containsExactly(Map.entry("a", 1L));
    }

    @Test
    void shouldWriteAlsoWhenInterrupted() {
        Thread.currentThread().interrupt();
        try {
            map.put("a", 1L);
            map.merge("a", 1L, Long::sum);
            assertThat(map.get("a")).isEqualTo(2);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
