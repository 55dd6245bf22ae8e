package io.parley.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Parley;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pools of threads do otherwise than pools of processes; what they share is in the contract of pools. */
@Timeout(60)
class LocalPoolTest {
    @Test
    void shouldSerializeNothing() throws Exception {
        Object notSerializable = new Object();
        AtomicInteger counter = new AtomicInteger();
        RuntimeException failure = new IllegalStateException("the very same");
        try (Pool pool = Parley.local().pool(2)) {
            assertThat(pool.submit(() -> notSerializable).get()).isSameAs(notSerializable);
            assertThat(pool.map(item -> item, List.of(notSerializable)).get(0)).isSameAs(notSerializable);
            pool.map(item -> counter.addAndGet(item), List.of(1, 2, 3));
            assertThat(counter).hasValue(6);
            assertThatThrownBy(() -> pool.call(() -> {
                        throw failure;
                    }))
                    .cause()
                    .isSameAs(failure);
            assertThatThrownBy(() -> pool.map(
                            item -> {
                                throw failure;
                            },
                            List.of(1, 2, 3)))
                    .cause()
                    .isSameAs(failure);
        }
    }

    @Test
    void shouldAbandonAndReplaceAThreadThatDoesNotHeedItsTimeLimit() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Pool pool = Parley.local().pool(1)) {
            CompletableFuture<Thread> future = pool.with(options -> options.withTimeout(Duration.ofMillis(50)))
                    .submit(() -> {
                        while (end.getCount() > 0) {
                            try {
                                end.await();
                            } catch (InterruptedException goesOn) {
                                interrupted.countDown();
                            }
                        }
                        return Thread.currentThread();
                    });

            assertThatThrownBy(future::get)
                    .hasCauseInstanceOf(TaskTimeoutException.class)
                    .hasMessageContaining("worker=worker-1")
                    .hasMessageContaining("LocalPoolTest");
            interrupted.await();
            assertThat(pool.<String>call(() -> Thread.currentThread().getName())).isEqualTo("worker-1");
        } finally {
            end.countDown();
        }
    }

    @Test
    void shouldEndItsThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Pool pool = Parley.local()
                .pool(options -> options.withWorkers(3)
                        .withName("local")
                        .withInitializer(() -> threads.add(Thread.currentThread())));

        pool.close();

        assertThat(threads).hasSizeLessThanOrEqualTo(3).allMatch(Thread::isDaemon);
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void shouldInterruptAnInitializerThatHangs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Pool pool = Parley.local().pool(options -> options.withWorkers(1).withInitializer(() -> {
            begun.countDown();
            new CountDownLatch(1).await();
        }));
        begun.await();

        pool.shutdownNow();

        assertThat(pool.awaitTermination(1, TimeUnit.DAYS)).isTrue();
    }

    @Test
    void shouldGiveEveryWorkerAContextOfItsOwn() throws Exception {
        CountDownLatch all = new CountDownLatch(2);
        try (Pool pool = Parley.local().pool(options -> options.withWorkers(2).withName("local"))) {
            SerializableCallable<WorkerContext> task = () -> {
                all.countDown();
                all.await();
                return WorkerContext.current();
            };
            CompletableFuture<WorkerContext> one = pool.submit(task);
            CompletableFuture<WorkerContext> other = pool.submit(task);

            assertThat(List.of(one.get().name(), other.get().name())).containsExactlyInAnyOrder("local-1", "local-2");
            assertThat(one.get().attributes()).isNotSameAs(other.get().attributes());
            assertThat(one.get().parley()).isNull();
            assertThat(one.get()).hasToString("WorkerContext(" + one.get().name() + ", tasksDone=1)");
        }
    }

    @Test
    void shouldServeManyThreadsAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        AtomicInteger sum = new AtomicInteger();
        try (Pool pool = Parley.local().pool(3)) {
            List<Future<Integer>> calls = callers.invokeAll(IntStream.range(0, 400)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> i % 3 == 0 ? cancelled(pool) : pool.<Integer>call(sum::incrementAndGet))
                    .toList());
            for (Future<Integer> call : calls) {
                call.get();
            }
            assertThat(sum).hasValue(266);
            assertThat(pool.starMap(Integer::sum, Map.of(1, 2).entrySet())).containsExactly(3);
        } finally {
            callers.shutdownNow();
        }
    }

    private static int cancelled(Pool pool) {
        pool.submit(() -> 1).cancel(true);
        return 0;
    }
}
