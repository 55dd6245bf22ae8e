package io.parley.observe;

import static io.parley.observe.ObjectLatencyTest.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Codecs;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.SharedObject;
import io.parley.collection.SharedMap;
import io.parley.collection.SharedSet;
import io.parley.pipe.Pipe;
import io.parley.queue.Claim;
import io.parley.queue.JoinableQueue;
import io.parley.queue.SharedQueue;
import io.parley.queue.TransientQueue;
import io.parley.sync.BinaryLock;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import io.parley.value.SharedInt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which operations count as what, and that latencies are not shorter than what they measure. */
@Timeout(60)
class MeasuredOperationsTest {
    private static final long SHORT_NS = TimeUnit.MILLISECONDS.toNanos(20);

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

    private static ObjectLatency started(SharedObject object) {
        ObjectLatency latency = ObjectLatency.of(object);
        latency.start();
        return latency;
    }

    private static long max(ObjectLatency latency, LatencyKind kind) {
        try (LatencyHistogram histogram = latency.histogram(kind)) {
            return histogram.snapshot().getMaxValue();
        }
    }

    /** Lets time go by, never less. */
    private static void pass(long ns) {
        long end = System.nanoTime() + ns;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void shouldCountEveryWayToAcquireOnce() throws Exception {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = started(lock);

        lock.lock();
        lock.unlock();
        lock.lockInterruptibly();
        lock.unlock();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        assertThat(lock.tryLock(1, TimeUnit.SECONDS)).isTrue();
        lock.unlock();
        lock.acquire().close();
        lock.acquire(Duration.ofSeconds(1)).close();
        lock.tryAcquire().orElseThrow().close();

        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(7);
        assertThat(count(latency, LatencyKind.HOLD)).isEqualTo(7);
    }

    @Test
    void shouldCountTheOutermostHoldOnly() {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = started(lock);

        lock.lock();
        lock.lock();
        lock.unlock();
        pass(SHORT_NS);
        assertThat(count(latency, LatencyKind.HOLD)).isZero();
        lock.unlock();

        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(1);
        assertThat(count(latency, LatencyKind.HOLD)).isEqualTo(1);
        assertThat(max(latency, LatencyKind.HOLD)).isGreaterThanOrEqualTo(SHORT_NS);
    }

    @Test
    void shouldMeasureTheWaitForAHolder() throws Exception {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = started(lock);
        lock.lock();

        CompletableFuture<Void> waiter = CompletableFuture.runAsync(
                () -> {
                    lock.lock();
                    lock.unlock();
                },
                task -> new Thread(task).start());
        while (lock.waiters().isEmpty()) {
            Thread.onSpinWait();
        }
        pass(SHORT_NS);
        lock.unlock();
        waiter.get();

        assertThat(max(latency, LatencyKind.WAIT)).isGreaterThanOrEqualTo(SHORT_NS);
        assertThat(max(latency, LatencyKind.HOLD)).isGreaterThanOrEqualTo(SHORT_NS);
        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(2);
    }

    @Test
    void shouldNotCountAttemptsThatGaveUp() throws Exception {
        SharedLock lock = parley.lock("book");
        ObjectLatency latency = started(lock);
        lock.lock();

        CompletableFuture.runAsync(() -> {
                    assertThat(lock.tryLock()).isFalse();
                    assertThatThrownBy(() -> lock.acquire(Duration.ofMillis(1))).isNotNull();
                })
                .get();

        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(1);
    }

    @Test
    void shouldEndAHoldWhileItWaitsForACondition() throws Exception {
        SharedLock lock = parley.lock("book");
        SharedCondition changed = lock.condition("changed");
        ObjectLatency latency = started(lock);

        lock.lock();
        assertThat(changed.await(1, TimeUnit.MILLISECONDS)).isFalse();
        lock.unlock();

        assertThat(count(latency, LatencyKind.HOLD)).isEqualTo(2);
        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(2);
    }

    @Test
    void shouldNotCountAHoldThatBeganBeforeItWasStarted() {
        SharedLock lock = parley.lock("book");
        lock.lock();

        ObjectLatency latency = started(lock);
        lock.unlock();

        assertThat(count(latency, LatencyKind.HOLD)).isZero();
    }

    @Test
    void shouldMeasureTheLockInsideOfANumber() {
        SharedInt number = parley.intValue("number");
        ObjectLatency latency = started(number);

        number.lock().lock();
        number.lock().unlock();
        number.set(5);

        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(1);
        assertThat(count(latency, LatencyKind.HOLD)).isEqualTo(1);
        assertThat(ObjectLatency.of(SharedLock.inside(number)).histogramName(LatencyKind.WAIT))
                .isEqualTo("number.int.wait");
    }

    @Test
    void shouldMeasureALockThatAnotherThreadReleases() throws Exception {
        BinaryLock door = parley.binaryLock("door");
        ObjectLatency latency = started(door);

        door.lock();
        CompletableFuture.runAsync(door::unlock).get();
        door.lock();
        door.unlock();

        assertThat(count(latency, LatencyKind.WAIT)).isEqualTo(2);
        assertThat(count(latency, LatencyKind.HOLD)).isEqualTo(2);
    }

    @Test
    void shouldCountEveryWayToPutAndTake() throws Exception {
        SharedQueue<String> queue = parley.queue("orders", Codecs.utf8());
        ObjectLatency latency = started(queue);

        queue.put("1");
        queue.offer("2");
        queue.offer("3", 1, TimeUnit.SECONDS);
        queue.put(8, "4", (text, out) -> out.writeByte('4'));
        queue.offer(8, "5", (text, out) -> out.writeByte('5'));
        queue.putAll(List.of("6", "7"));
        queue.offerAll(List.of("8", "9"));
        assertThat(count(latency, LatencyKind.PUT)).isEqualTo(7);

        queue.take();
        queue.poll();
        queue.poll(1, TimeUnit.SECONDS);
        queue.takeWith(new StringBuilder(), (text, in) -> text.append(in.readByte()));
        queue.poll(new StringBuilder(), (text, in) -> text.append(in.readByte()));
        queue.poll(new StringBuilder(), (text, in) -> text.append(in.readByte()), Duration.ofSeconds(1));
        try (Claim<String> claim = queue.claim()) {
            claim.ack();
        }
        assertThat(queue.takeBatch(2)).hasSize(2);
        assertThat(queue.poll()).isNull();
        assertThat(queue.tryClaim()).isEmpty();

        assertThat(count(latency, LatencyKind.TAKE)).isEqualTo(9);
        assertThat(count(latency, LatencyKind.RESIDENCE)).isEqualTo(9);
    }

    @Test
    void shouldMeasureHowLongAMessageWasThereAndHowLongItWasWaitedFor() throws Exception {
        JoinableQueue<String> queue = parley.joinableQueue("jobs", Codecs.utf8());
        ObjectLatency latency = started(queue);

        queue.put("early");
        pass(SHORT_NS);
        queue.take();
        queue.taskDone();
        assertThat(max(latency, LatencyKind.RESIDENCE)).isGreaterThanOrEqualTo(SHORT_NS);

        Thread consumer = new Thread(() -> {
            try {
                queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        consumer.start();
        while (!isIn(consumer, "awaitNotEmpty")) {
            Thread.onSpinWait();
        }
        pass(SHORT_NS);
        queue.put("late");
        consumer.join();
        assertThat(max(latency, LatencyKind.TAKE)).isGreaterThanOrEqualTo(SHORT_NS);
        assertThat(count(latency, LatencyKind.TAKE)).isEqualTo(2);
    }

    private static boolean isIn(Thread thread, String method) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    @Test
    void shouldMeasureTransientQueues() throws Exception {
        TransientQueue<Long> queue = parley.transientQueue("ticks", Codecs.int64());
        ObjectLatency latency = started(queue);

        queue.put(1L);
        queue.offer(2L);
        queue.put(8, 3L, (number, out) -> out.writeLong(number));
        queue.offer(8, 4L, (number, out) -> out.writeLong(number));
        List<Long> read = new ArrayList<>();
        read.add(queue.take());
        read.add(queue.poll());
        queue.takeWith(read, (list, in) -> list.add(in.readLong()));
        queue.poll(read, (list, in) -> list.add(in.readLong()));
        assertThat(queue.poll()).isNull();

        assertThat(read).containsExactly(1L, 2L, 3L, 4L);
        assertThat(count(latency, LatencyKind.PUT)).isEqualTo(4);
        assertThat(count(latency, LatencyKind.TAKE)).isEqualTo(4);
    }

    @Test
    void shouldMeasurePipes() throws Exception {
        Pipe<Long> pipe = parley.pipe("talk", Codecs.int64());
        ObjectLatency latency = started(pipe.first());

        pipe.first().send(1L);
        pipe.second().send(2L);
        assertThat(pipe.second().receive()).isEqualTo(1L);
        assertThat(pipe.first().receive(Duration.ofSeconds(1))).contains(2L);
        assertThat(pipe.first().receive(Duration.ZERO)).isEmpty();

        assertThat(latency.histogramName(LatencyKind.TAKE)).isEqualTo("talk.pipe.take");
        assertThat(count(latency, LatencyKind.PUT)).isEqualTo(2);
        assertThat(count(latency, LatencyKind.TAKE)).isEqualTo(2);
    }

    @Test
    void shouldMeasureMapsAndSets() {
        SharedMap<String, Long> map = parley.map("positions", Codecs.utf8(), Codecs.int64());
        SharedSet<String> set = parley.set("seen", Codecs.utf8());
        ObjectLatency ofMap = started(map);
        ObjectLatency ofSet = started(set);

        map.put("a", 1L);
        map.set("b", 2L);
        map.putIfAbsent("c", 3L);
        map.get("a");
        map.get("none");
        map.containsKey("b");
        map.merge("a", 1L, Long::sum);
        map.compute("b", (key, value) -> value + 1);
        set.add("x");
        assertThat(set.contains("x")).isTrue();

        assertThat(count(ofMap, LatencyKind.PUT)).isEqualTo(3);
        assertThat(count(ofMap, LatencyKind.GET)).isEqualTo(3);
        assertThat(count(ofMap, LatencyKind.COMPUTE)).isEqualTo(2);
        assertThat(count(ofSet, LatencyKind.PUT) + count(ofSet, LatencyKind.COMPUTE))
                .isEqualTo(1);
        assertThat(count(ofSet, LatencyKind.GET)).isEqualTo(1);
    }

    @Test
    void shouldCountExactlyWhenThreadsShareAHandle() throws Exception {
        SharedMap<Long, Long> map = parley.map("counts", Codecs.int64(), Codecs.int64());
        ObjectLatency latency = started(map);
        map.put(0L, 0L);
        int threads = 4;
        int each = 100_000;

        List<CompletableFuture<Void>> readers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            readers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int n = 0; n < each; n++) {
                            map.get(0L);
                        }
                    },
                    task -> new Thread(task).start()));
        }
        for (CompletableFuture<Void> reader : readers) {
            reader.get();
        }

        assertThat(count(latency, LatencyKind.GET)).isEqualTo((long) threads * each);
    }
}
