package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.NotDurableException;
import io.parley.Parley;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk is seen by what the kernel says is not: dirty pages of the mapped log, in /proc/self/smaps. */
@Timeout(60)
class DurabilityTest {
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

    private SharedQueue<String> queue(Durability durability) {
        return parley.queue("orders", Codecs.utf8(), o -> o.durability(durability));
    }

    private void requireDisk() throws IOException {
        String type = Files.getFileStore(directory).type();
        Assumptions.assumeTrue(List.of("ext4", "xfs", "btrfs").contains(type), "pages never get clean on " + type);
    }

    /** KiB of the log's cycle files that the disk does not have. */
    private static int dirtyKiB(SharedQueue<?> queue) {
        String log = queue.path().resolve("log").toString();
        int dirty = 0;
        boolean counts = false;
        for (String line : smaps()) {
            if (line.contains("-") && line.contains(" r") && !line.contains("kB")) {
                counts = line.contains(log) && line.endsWith(".cq4");
            } else if (counts && line.matches("(Shared|Private)_Dirty:.*")) {
                dirty += Integer.parseInt(line.replaceAll("[^0-9]", ""));
            }
        }
        return dirty;
    }

    private static List<String> smaps() {
        try {
            return Files.readAllLines(Path.of("/proc/self/smaps"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldHaveItOnDiskWhenPutReturns() throws Exception {
        requireDisk();
        try (SharedQueue<String> lazy = queue(Durability.none())) {
            await().until(() -> lazy.offer("perhaps") && dirtyKiB(lazy) > 0);
        }
        try (SharedQueue<String> queue = queue(Durability.onPut())) {
            // what others put before goes with it
            assertThat(dirtyKiB(queue)).isZero();
            for (int i = 0; i < 20; i++) {
                queue.put("x".repeat(1 + i * 999));
                assertThat(dirtyKiB(queue)).as("after message %d", i).isZero();
            }
        }
    }

    @Test
    void shouldHaveItOnDiskAfterSoManyMessages() throws Exception {
        requireDisk();
        try (SharedQueue<String> queue = queue(Durability.every(3))) {
            for (int i = 1; i <= 30; i++) {
                queue.put("message");
                if (i % 3 == 0) {
                    assertThat(dirtyKiB(queue)).as("after message %d", i).isZero();
                }
            }
        }
    }

    @Test
    void shouldHaveItOnDiskAfterAWhile() throws Exception {
        requireDisk();
        try (SharedQueue<String> queue = queue(Durability.every(Duration.ofMillis(20)))) {
            for (int i = 0; i < 3; i++) {
                queue.put("message");
                await().until(() -> dirtyKiB(queue) == 0);
            }
        }
    }

    @Test
    void shouldHaveAThreadOnlyWhileSomebodyNeedsIt() throws Exception {
        assertThat(flushing()).isFalse();
        SharedQueue<String> first = queue(Durability.every(Duration.ofHours(1)));
        SharedQueue<String> second = queue(Durability.every(Duration.ofMillis(1)));
        second.put("message");
        assertThat(flushing()).isTrue();

        first.close();
        assertThat(flushing()).isTrue();
        second.close();
        await().until(() -> !flushing());
    }

    private static boolean flushing() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("parley-flush"));
    }

    @Test
    void shouldShareWritesAndLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SharedQueue<String> queue = queue(Durability.onPut())) {
            List<Future<?>> puts = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                puts.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        queue.put("message");
                    }
                    return null;
                }));
            }
            for (Future<?> put : puts) {
                put.get();
            }
            assertThat(queue.appended()).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldBelongToTheHandle() throws Exception {
        try (SharedQueue<String> strict = queue(Durability.onPut());
                SharedQueue<String> lazy = queue(Durability.none());
                SharedQueue<String> plain = parley.queue("orders", Codecs.utf8())) {
            strict.put("a");
            lazy.put("b");
            plain.put("c");
            plain.sync();
            assertThat(List.of(lazy.take(), strict.take(), plain.take())).containsExactly("a", "b", "c");
        }
    }

    @Test
    void shouldSayWhenTheDiskRefusesAndTakeNoMore() throws Exception {
        try (FailingDisk disk = FailingDisk.mount(directory);
                Parley there = Parley.open(disk.path().resolve("domain"));
                SharedQueue<String> queue =
                        there.queue("orders", Codecs.utf8(), o -> o.durability(Durability.onPut()))) {
            queue.put("fine");
            disk.breakIt();

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            queue.put("x".repeat(10_000));
                        }
                    })
                    .isInstanceOf(NotDurableException.class)
                    .hasMessageContaining(queue.path().toString())
                    .hasMessageContaining("open the queue again");
            long appended = queue.appended();
            assertThatThrownBy(() -> queue.put("no")).isInstanceOf(NotDurableException.class);
            assertThatThrownBy(queue::sync).isInstanceOf(NotDurableException.class);
            assertThat(queue.appended()).isEqualTo(appended);
            assertThat(queue.take()).isEqualTo("fine");
            assertThatThrownBy(queue::close).isInstanceOf(NotDurableException.class);
        }
    }

    @Test
    void shouldRefuseNonsense() {
        assertThatThrownBy(() -> Durability.every(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Durability.every(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Durability.every(5)).isEqualTo(Durability.every(5)).isNotEqualTo(Durability.every(6));
        assertThat(Durability.every(Duration.ofMillis(10))).hasToString("every(PT0.01S)");
    }
}
