package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.process.BrokenPoolException;
import io.parley.process.Pool;
import io.parley.process.SerializableRunnable;
import io.parley.process.WorkerContext;
import io.parley.sync.SharedEvent;
import io.parley.value.SharedLong;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How pools begin and end, and what they do to workers. */
abstract class PoolLifeContract extends PoolContract {
    @Test
    void shouldDoWhatWaitsBeforeItEnds() throws Exception {
        SharedEvent until = event();
        SharedLong counter = number();
        Pool own = open(options -> options.withWorkers(1));
        occupy(own, until);
        SerializableRunnable count = counter::incrementAndGet;
        for (int i = 0; i < 5; i++) {
            own.execute(count);
        }

        own.shutdown();

        assertThat(own.isShutdown()).isTrue();
        assertThat(own.isTerminated()).isFalse();
        assertThat(own.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThatThrownBy(() -> own.submit(count))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("shut down");
        assertThatThrownBy(() -> own.map(x -> x, List.of(1))).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> own.call(() -> 1)).isInstanceOf(RejectedExecutionException.class);
        until.set();
        assertThat(own.awaitTermination(1, TimeUnit.DAYS)).isTrue();
        assertThat(own.isTerminated()).isTrue();
        assertThat(counter.get()).isEqualTo(5);
        own.close();
        own.close();
        assertThat(own.shutdownNow()).isEmpty();
    }

    @Test
    void shouldEndAtOnceAndGiveBackWhatWasNotStarted() throws Exception {
        SharedEvent never = event();
        SharedEvent begun = event();
        SharedLong counter = number();
        Pool own = open(options -> options.withWorkers(1).withGrace(Duration.ofMillis(200)));
        CompletableFuture<Object> running = own.submit(() -> {
            begun.set();
            never.await();
            return null;
        });
        begun.await();
        CompletableFuture<?> waiting = own.submit((SerializableRunnable) counter::incrementAndGet);

        List<Runnable> notStarted = own.shutdownNow();

        assertThat(own.awaitTermination(1, TimeUnit.DAYS)).isTrue();
        assertThat(running).isDone();
        assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
        assertThat(notStarted).hasSize(1);
        assertThat(counter.get()).isZero();
        notStarted.get(0).run();
        assertThat(counter.get()).isEqualTo(1);
    }

    @Test
    void shouldEndATaskThatDoesNotHeedItsInterruption() throws Exception {
        SharedEvent never = event();
        SharedEvent begun = event();
        Pool own = open(options -> options.withWorkers(1).withGrace(Duration.ofMillis(100)));
        CompletableFuture<?> running = own.submit(() -> {
            begun.set();
            never.awaitUninterruptibly();
        });
        begun.await();

        running.cancel(true);
        assertThat(own.<Integer>call(() -> 42)).isEqualTo(42);

        own.shutdownNow();
        assertThat(own.awaitTermination(1, TimeUnit.DAYS)).isTrue();
    }

    @Test
    void shouldEndAtOnceWhenInterruptedInClose() throws Exception {
        SharedEvent never = event();
        Pool own = open(options -> options.withWorkers(1).withGrace(Duration.ofMillis(100)));
        occupy(own, never);

        Thread.currentThread().interrupt();
        own.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(own.isTerminated()).isTrue();
    }

    @Test
    void shouldBeginEachWorkerAndReplaceItAfterItsShare() throws Exception {
        SharedLong begun = number();
        try (Pool own = open(options -> options.withWorkers(1)
                .withName("short")
                .withMaxTasksPerWorker(2)
                .withInitializer(
                        () -> WorkerContext.current().attributes().put("incarnation", begun.incrementAndGet())))) {
            for (long task = 0; task < 6; task++) {
                String seen = own.call(() -> {
                    WorkerContext context = WorkerContext.current();
                    return context.name() + " " + context.number() + " "
                            + context.attributes().get("incarnation") + " " + context.tasksDone();
                });
                assertThat(seen).isEqualTo("short-1 1 " + (1 + task / 2) + " " + task % 2);
            }
        }
    }

    @Test
    void shouldBreakWhenWorkersCannotBegin() throws Exception {
        SharedEvent fail = event();
        SharedLong tries = number();
        try (Pool own = open(
                options -> options.withWorkers(1).withInitializerFailures(2).withInitializer(() -> {
                    fail.awaitUninterruptibly();
                    tries.incrementAndGet();
                    throw new IllegalStateException("no model");
                }))) {
            CompletableFuture<Integer> waiting = own.submit(() -> 1);
            fail.set();

            assertThatThrownBy(waiting::get)
                    .cause()
                    .isInstanceOf(BrokenPoolException.class)
                    .hasMessageContaining("no model");
            assertThatThrownBy(() -> own.submit(() -> 2)).isInstanceOf(BrokenPoolException.class);
            assertThat(tries.get()).isEqualTo(2);
        }
    }

    @Test
    void shouldRefuseMoreThanMayWait() throws Exception {
        SharedEvent until = event();
        try (Pool own = open(options -> options.withWorkers(1).withMaxPending(2))) {
            occupy(own, until);
            CompletableFuture<Integer> first = own.submit(() -> 1);
            CompletableFuture<Integer> second = own.submit(() -> 2);

            assertThatThrownBy(() -> own.submit(() -> 3))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("allowed=2");
            assertThatThrownBy(() -> own.invokeAll(List.<PoolTasksContract.Square>of(new PoolTasksContract.Square(2))))
                    .isInstanceOf(RejectedExecutionException.class);
            until.set();

            assertThat(first.get() + second.get()).isEqualTo(3);
            assertThat(own.<Integer>call(() -> 4)).isEqualTo(4);
        }
    }

    @Test
    void shouldRefuseAPoolOfNobody() {
        assertThatThrownBy(() -> open(options -> options.withWorkers(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("workers=0");
    }

    @Test
    void shouldEndThroughAView() {
        Pool own = open(options -> options.withWorkers(1));

        own.with(options -> options.idempotent()).close();

        assertThat(own.isTerminated()).isTrue();
    }
}
