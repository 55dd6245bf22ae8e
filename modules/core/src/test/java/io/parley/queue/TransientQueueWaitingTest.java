package io.parley.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Codecs;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.ParleyConfig;
import io.parley.WaitStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TransientQueueWaitingTest {
    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Thread> waiter = new AtomicReference<>();
    private Parley parley;

    @AfterEach
    void close() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        if (parley != null) {
            parley.close();
        }
    }

    private TransientQueue<String> queue(WaitStrategy strategy, boolean one) {
        parley = Parley.open(
                ParleyConfig.at(directory.resolve("domain")).withDurable(false).withWaitStrategy(strategy));
        return parley.transientQueue(
                "ticks",
                Codecs.utf8(),
                o -> o.capacityBytes(1_024).oneProducer(one).oneConsumer(one));
    }

    private static WaitStrategy strategy(String name) {
        return switch (name) {
            case "spin" -> WaitStrategy.spin();
            case "block" -> WaitStrategy.block();
            case "park" -> WaitStrategy.park(Duration.ofMillis(1));
            default -> WaitStrategy.adaptive();
        };
    }

    private <T> Future<T> sleeping(Callable<T> call) {
        Future<T> future = threads.submit(() -> {
            waiter.set(Thread.currentThread());
            return call.call();
        });
        await().until(() -> waiter.get() != null);
        return future;
    }

    private void awaitSleep() {
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> java.util.Arrays.stream(waiter.get().getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith("Futex")
                                || frame.getClassName().endsWith("TransientRing")));
    }

    @ParameterizedTest
    @CsvSource({"adaptive,false", "block,false", "block,true", "spin,true", "park,false"})
    void shouldHandEverythingOverThroughASmallRing(String strategy, boolean one) throws Exception {
        TransientQueue<String> queue = queue(strategy(strategy), one);
        int count = 20_000;
        Future<List<String>> taken = threads.submit(() -> {
            List<String> all = new ArrayList<>();
            for (String message; (message = queue.poll(1, TimeUnit.HOURS)) != null; ) {
                all.add(message);
            }
            return all;
        });

        Future<?> put = threads.submit(() -> {
            for (int i = 0; i < count; i++) {
                queue.put("m" + i);
            }
            queue.closeForWriting();
            return null;
        });

        put.get();
        List<String> all = taken.get();
        assertThat(all).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(all.get(i)).isEqualTo("m" + i);
        }
    }

    @Test
    void shouldWakeASleepingConsumerAndASleepingProducer() throws Exception {
        TransientQueue<String> queue = queue(WaitStrategy.block(), false);
        Future<String> taken = sleeping(queue::take);
        awaitSleep();
        queue.put("x");
        assertThat(taken.get()).isEqualTo("x");

        while (queue.offer("1234567")) {
            assertThat(queue.size()).isPositive();
        }
        waiter.set(null);
        Future<Boolean> put = sleeping(() -> queue.offer("last", 1, TimeUnit.HOURS));
        awaitSleep();
        queue.take();
        assertThat(put.get()).isTrue();
    }

    @Test
    void shouldWakeEverybodyAtTheEndOfTheStream() throws Exception {
        TransientQueue<String> queue = queue(WaitStrategy.block(), false);
        Future<String> taken = sleeping(queue::take);
        awaitSleep();

        queue.closeForWriting();

        assertThatThrownBy(taken::get).hasCauseInstanceOf(QueueClosedException.class);
    }

    @Test
    void shouldEndAWaitForRoomWhenTheStreamEnds() throws Exception {
        TransientQueue<String> queue = queue(WaitStrategy.block(), false);
        while (queue.offer("1234567")) {
            assertThat(queue.usedBytes()).isPositive();
        }
        Future<Boolean> put = sleeping(() -> queue.offer("last", 1, TimeUnit.HOURS));
        awaitSleep();

        queue.closeForWriting();

        assertThatThrownBy(put::get).hasCauseInstanceOf(QueueClosedException.class);
    }

    @Test
    void shouldWakeEverybodyWhenDeleted() throws Exception {
        TransientQueue<String> queue = queue(WaitStrategy.block(), false);
        Future<String> taken = sleeping(queue::take);
        awaitSleep();

        queue.delete();

        assertThatThrownBy(taken::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ObjectDeletedException.class);
    }

    @Test
    void shouldLeaveEverythingAsItWasWhenInterrupted() throws Exception {
        TransientQueue<String> queue = queue(WaitStrategy.adaptive(), false);
        Future<String> taken = sleeping(queue::take);
        awaitSleep();
        waiter.get().interrupt();
        assertThatThrownBy(taken::get).hasCauseInstanceOf(InterruptedException.class);

        int put = 0;
        while (queue.offer("1234567")) {
            put++;
        }
        waiter.set(null);
        Future<Boolean> offered = sleeping(() -> queue.offer("never", 1, TimeUnit.HOURS));
        awaitSleep();
        waiter.get().interrupt();
        assertThatThrownBy(offered::get).hasCauseInstanceOf(InterruptedException.class);

        assertThat(queue.size()).isEqualTo(put);
        assertThat(queue).doesNotContain("never");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.put("never")).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
        assertThat(queue.size()).isEqualTo(put);
    }

    @Test
    void shouldRefuseASecondProducerAndConsumerUntilTheFirstIsGone() throws Exception {
        TransientQueue<String> queue = queue(WaitStrategy.adaptive(), true);
        queue.put("a");
        assertThat(queue.take()).isEqualTo("a");

        assertThatThrownBy(() -> threads.submit(() -> queue.offer("b")).get())
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> threads.submit(() -> queue.poll()).get())
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> threads.submit(queue::closeForWriting).get())
                .hasCauseInstanceOf(IllegalStateException.class);
        queue.close();

        TransientQueue<String> next = parley.transientQueue("ticks", Codecs.utf8());
        assertThat(threads.submit(() -> next.offer("b") && "b".equals(next.poll()))
                        .get())
                .isTrue();
    }

    @Test
    void shouldGiveEachMessageToOneOfSeveralConsumers() throws Exception {
        TransientQueue<String> queue = queue(WaitStrategy.adaptive(), false);
        int count = 3_000;
        Callable<List<String>> consumer = () -> {
            List<String> all = new ArrayList<>();
            for (String message; (message = queue.poll(1, TimeUnit.HOURS)) != null; ) {
                all.add(message);
            }
            return all;
        };
        List<Future<List<String>>> consumers = List.of(threads.submit(consumer), threads.submit(consumer));
        List<Future<?>> producers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int from = i * count;
            producers.add(threads.submit(() -> {
                for (int message = from; message < from + count; message++) {
                    queue.put(Integer.toString(message));
                }
                return null;
            }));
        }

        for (Future<?> each : producers) {
            each.get();
        }
        queue.closeForWriting();
        List<String> all = new ArrayList<>();
        for (Future<List<String>> each : consumers) {
            all.addAll(each.get());
        }
        assertThat(all).hasSize(3 * count).doesNotHaveDuplicates();
    }
}
