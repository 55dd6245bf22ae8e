package io.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.collection.SharedMap;
import io.parley.queue.Claim;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.SharedLock;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each counter counts what it says, and nothing else. */
@Timeout(60)
class ObjectCountersTest {
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

    @Test
    void shouldCountAcquisitionsAndThoseThatHadToWait() throws InterruptedException {
        SharedLock lock = parley.lock("book");
        ObjectCounters counters = ObjectCounters.of(lock);
        assertThat(counters.names()).containsExactly("acquisitions", "contended", "recoveries");
        for (int i = 0; i < 3; i++) {
            lock.lock();
            lock.unlock();
        }
        assertThat(counters.get("acquisitions")).isEqualTo(3);
        assertThat(counters.get("contended")).isZero();

        lock.lock();
        Thread waiter = new Thread(() -> {
            lock.lock();
            lock.unlock();
        });
        waiter.start();
        while (lock.waiters().isEmpty()) {
            Thread.onSpinWait();
        }
        lock.unlock();
        waiter.join();

        assertThat(counters.get("acquisitions")).isEqualTo(5);
        assertThat(counters.get("contended")).isEqualTo(1);
        assertThat(counters.get("recoveries")).isZero();
    }

    @Test
    void shouldCountTakeOversFromDeadThreads() throws InterruptedException {
        SharedLock lock = parley.lock("book");
        Thread holder = new Thread(lock::lock);
        holder.start();
        holder.join();

        lock.lock();
        lock.unlock();

        assertThat(ObjectCounters.of(lock).get("recoveries")).isEqualTo(1);
    }

    @Test
    void shouldFollowMessagesThroughAQueue() throws InterruptedException {
        SharedQueue<byte[]> queue = parley.queue("orders", Codecs.bytes(), options -> options.capacity(4));
        ObjectCounters counters = ObjectCounters.of(queue);
        for (int i = 0; i < 4; i++) {
            queue.put(new byte[10]);
        }
        assertThat(counters.get("roomWaits")).isZero();
        assertThat(queue.offer(new byte[10])).as("does not wait").isFalse();
        assertThat(counters.get("roomWaits")).isZero();
        assertThat(queue.offer(new byte[10], 1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(counters.get("roomWaits")).isEqualTo(1);

        queue.take();
        Claim<byte[]> acknowledged = queue.claim();
        acknowledged.ack();
        Claim<byte[]> returned = queue.claim();
        returned.nack();
        queue.claim();
        Claim<byte[]> held = queue.claim();

        assertThat(counters.snapshot())
                .containsEntry("appended", 4L)
                .containsEntry("appendedBytes", 40L)
                .containsEntry("taken", 4L)
                .containsEntry("redelivered", 1L)
                .containsEntry("recoveries", 0L)
                .containsEntry("acknowledged", 2L)
                .containsEntry("claimed", 2L)
                .containsEntry("waiting", 0L)
                .containsEntry("capacity", 4L);
        held.ack();
        assertThat(counters.get("acknowledged")).isEqualTo(3);
    }

    @Test
    void shouldCountWritesOfAMap() {
        SharedMap<String, Long> map = parley.map("positions", Codecs.utf8(), Codecs.int64());
        ObjectCounters counters = ObjectCounters.of(map);
        long before = counters.get("writes");

        map.put("a", 1L);
        map.merge("a", 1L, Long::sum);
        map.get("a");

        assertThat(counters.get("writes")).isEqualTo(before + 2);
        assertThat(counters.get("size")).isEqualTo(1);
        assertThat(counters.snapshot())
                .containsEntry("contended", 0L)
                .containsEntry("recoveries", 0L)
                .containsEntry("repairs", 0L)
                .containsEntry("damaged", 0L);
        assertThat(ObjectCounters.of(parley.set("s", Codecs.utf8())).names()).contains("writes", "size");
        assertThat(ObjectCounters.of(parley.namespace("n")).names()).contains("writes", "size");
    }

    @Test
    void shouldTellHowFullATransientQueueIs() throws InterruptedException {
        TransientQueue<Long> ring = parley.transientQueue("ticks", Codecs.int64());
        ObjectCounters counters = ObjectCounters.of(ring);
        assertThat(counters.get("usedBytes")).isZero();

        ring.put(1L);

        assertThat(counters.get("usedBytes")).isPositive().isEqualTo(ring.usedBytes());
        assertThat(counters.get("capacityBytes")).isEqualTo(ring.capacityBytes());
        assertThat(counters.growing()).isEmpty();
    }

    @Test
    void shouldReadWhatOthersDid() {
        SharedLock lock = parley.lock("book");
        lock.lock();
        lock.unlock();

        try (Parley onlooker = Parley.open(parley.directory())) {
            ObjectCounters counters = ObjectCounters.of(onlooker.lock("book"));
            assertThat(counters.get("acquisitions")).isEqualTo(1);
            assertThat(counters.growing()).containsExactlyElementsOf(counters.names());
        }
    }

    @Test
    void shouldRefuseWhatItCannotCount() {
        SharedLock lock = parley.lock("book");
        ObjectCounters counters = ObjectCounters.of(lock);

        assertThatThrownBy(() -> ObjectCounters.of(parley.event("ready")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ready");
        assertThatThrownBy(() -> counters.get("hits"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hits")
                .hasMessageContaining("book has [acquisitions, contended, recoveries]");
        lock.close();
        assertThatThrownBy(() -> counters.get("acquisitions")).isInstanceOf(IllegalStateException.class);
    }
}
