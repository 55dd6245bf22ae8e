package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.process.SerializableCallable;
import io.parley.process.SerializableRunnable;
import io.parley.process.TaskTimeoutException;
import io.parley.process.WorkerContext;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.value.SharedLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Single tasks, and several at once: what {@link java.util.concurrent.ExecutorService} and its futures promise. */
abstract class PoolTasksContract extends PoolContract {
    /** A task with a result that is an object of a class. */
    record Square(int number) implements SerializableCallable<Integer> {
        @Override
        public Integer call() {
            return number * number;
        }
    }

    /** A task without a result that is an object of a class. */
    record Count(SharedLong counter) implements SerializableRunnable {
        @Override
        public void run() {
            counter.incrementAndGet();
        }
    }

    private static String greet() {
        return "hello";
    }

    private static void nothing() {}

    private static Integer fail(String message) {
        throw new IllegalStateException(message);
    }

    @Test
    void shouldTakeWhateverIsATask() throws Exception {
        SharedLong counter = number();

        CompletableFuture<Integer> lambda = pool.submit(() -> 42);
        CompletableFuture<String> method = pool.submit(PoolTasksContract::greet);
        CompletableFuture<Integer> object = pool.submit(new Square(5));
        CompletableFuture<Integer> callable = pool.submit((Callable<Integer>) new Square(6));
        CompletableFuture<?> action = pool.submit(() -> {
            counter.incrementAndGet();
        });
        CompletableFuture<?> voidMethod = pool.submit(PoolTasksContract::nothing);
        CompletableFuture<?> runnable = pool.submit((Runnable) new Count(counter));

        assertThat(lambda.get()).isEqualTo(42);
        assertThat(method.get()).isEqualTo("hello");
        assertThat(object.get()).isEqualTo(25);
        assertThat(callable.get()).isEqualTo(36);
        assertThat(action.get()).isNull();
        assertThat(voidMethod.get()).isNull();
        assertThat(runnable.get()).isNull();
        assertThat(counter.get()).isEqualTo(2);
    }

    @Test
    void shouldGiveTheResultThatWasGivenWithTheTask() throws Exception {
        SharedLong counter = number();
        Object notSerializable = new Object();

        assertThat(pool.submit(new Count(counter), notSerializable).get()).isSameAs(notSerializable);

        assertThat(counter.get()).isEqualTo(1);
        CompletableFuture<String> failing = pool.submit((SerializableRunnable) () -> fail("given"), "result");
        assertThatThrownBy(failing::get).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldCallAndWait() throws Exception {
        assertThat(pool.<Integer>call(() -> 6 * 7)).isEqualTo(42);
        assertThat(pool.<Object>call(() -> null)).isNull();
        assertThatThrownBy(() -> pool.call(() -> fail("called")))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("called");
    }

    @Test
    void shouldExecuteWhatNobodyWaitsFor() throws Exception {
        SharedLatch done = latch(2);

        pool.execute(() -> {
            throw new IllegalStateException("this goes to the log");
        });
        pool.execute(done::countDown);
        pool.execute((SerializableRunnable) done::countDown);

        done.await();
    }

    @Test
    void shouldFailWithWhatTheTaskThrew() {
        CompletableFuture<Integer> future = pool.submit(() -> fail("no"));

        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(future).isCompletedExceptionally();
        assertThat(future.isCancelled()).isFalse();
    }

    @Test
    void shouldRefuseNull() {
        assertThatThrownBy(() -> pool.submit((SerializableCallable<?>) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.submit((Callable<?>) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.submit((SerializableRunnable) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.submit((Runnable) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.submit(null, "result")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.execute((Runnable) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.call(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.map(null, List.of(1))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.map(x -> x, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.invokeAll(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.with(options -> null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void shouldWaitForAResultAsLongAsItIsTold() throws Exception {
        SharedEvent go = event();
        CompletableFuture<String> future = pool.submit(() -> {
            go.await();
            return "late";
        });

        assertThatThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        go.set();

        assertThat(future.get(1, TimeUnit.DAYS)).isEqualTo("late");
    }

    @Test
    void shouldTakeACancelledTaskOutOfTheQueue() throws Exception {
        SharedEvent until = event();
        SharedLong counter = number();
        occupy(pool, until);

        CompletableFuture<?> waiting = pool.submit(new Count(counter));
        assertThat(waiting.cancel(false)).isTrue();
        until.set();
        List<CompletableFuture<?>> later = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            later.add(pool.submit(() -> 0));
        }
        for (CompletableFuture<?> each : later) {
            each.get();
        }

        assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
        assertThat(counter.get()).isZero();
    }

    @Test
    void shouldInterruptACancelledTask() throws Exception {
        SharedEvent begun = event();
        SharedEvent never = event();
        SharedEvent interrupted = event();
        CompletableFuture<Object> future = pool.submit(() -> {
            begun.set();
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.set();
            }
            return null;
        });
        begun.await();

        assertThat(future.cancel(true)).isTrue();

        interrupted.await();
        assertThat(future.isCancelled()).isTrue();
        SharedLatch all = latch(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            pool.execute(() -> {
                all.countDown();
                all.awaitUninterruptibly();
            });
        }
        all.await();
    }

    @Test
    void shouldEndATaskAtItsTimeLimit() throws Exception {
        SharedEvent never = event();
        CompletableFuture<Object> future = pool.with(options -> options.withTimeout(Duration.ofMillis(300)))
                .submit(() -> {
                    never.await();
                    return null;
                });

        assertThatThrownBy(future::get)
                .hasCauseInstanceOf(TaskTimeoutException.class)
                .cause()
                .hasMessageContaining("PT0.3S");
        SharedLatch all = latch(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            pool.execute(() -> {
                all.countDown();
                all.awaitUninterruptibly();
            });
        }
        all.await();
    }

    @Test
    void shouldGoOnWhileADependentActionTakesLong() throws Exception {
        SharedEvent attached = event();
        SharedEvent end = event();
        SerializableRunnable task = attached::awaitUninterruptibly;
        CompletableFuture<Void> slow = pool.submit(task).thenAccept(nothing -> end.awaitUninterruptibly());
        CompletableFuture<Void> failing = pool.submit(task).thenAccept(nothing -> fail("a callback's own fault"));
        attached.set();

        for (int i = 0; i < 20; i++) {
            assertThat(pool.submit(new Square(i)).get()).isEqualTo(i * i);
        }
        end.set();

        slow.get();
        assertThatThrownBy(failing::get).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldTellATaskWhoRunsIt() throws Exception {
        String name = pool.call(() -> WorkerContext.current().name());
        int number = pool.<Integer>call(() -> WorkerContext.current().number());

        assertThat(name).startsWith("shared-");
        assertThat(number).isBetween(1, WORKERS);
        assertThatThrownBy(WorkerContext::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runs no task of a pool");
    }

    @Test
    void shouldInvokeAll() throws Exception {
        List<Future<Integer>> futures = pool.invokeAll(List.of(new Square(2), new Square(3), new Square(4)));

        assertThat(futures).allMatch(Future::isDone).extracting(Future::get).containsExactly(4, 9, 16);
        assertThat(pool.invokeAll(List.<Square>of())).isEmpty();
    }

    @Test
    void shouldInvokeAllAndKeepFailuresApart() throws Exception {
        List<SerializableCallable<Integer>> tasks = List.of(() -> fail("first"), () -> 2);

        List<Future<Integer>> futures = pool.invokeAll(tasks);

        assertThatThrownBy(() -> futures.get(0).get()).hasRootCauseMessage("first");
        assertThat(futures.get(1).get()).isEqualTo(2);
    }

    @Test
    void shouldCancelWhatIsNotDoneInTime() throws Exception {
        SharedEvent never = event();
        SharedEvent interrupted = event();
        List<SerializableCallable<Integer>> tasks = List.of(() -> 1, () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.set();
            }
            return 2;
        });

        List<Future<Integer>> futures = pool.invokeAll(tasks, 500, TimeUnit.MILLISECONDS);

        assertThat(futures).allMatch(Future::isDone);
        assertThat(futures.get(0).get()).isEqualTo(1);
        assertThat(futures.get(1).isCancelled()).isTrue();
        interrupted.await();
    }

    @Test
    void shouldInvokeAny() throws Exception {
        SharedEvent never = event();
        List<SerializableCallable<String>> tasks = List.of(
                () -> {
                    throw new IllegalStateException("not this one");
                },
                () -> {
                    never.await();
                    return "never";
                },
                () -> "this one");

        assertThat(pool.invokeAny(tasks)).isEqualTo("this one");
        assertThat(pool.invokeAny(tasks, 1, TimeUnit.DAYS)).isEqualTo("this one");
    }

    @Test
    void shouldSayWhyThereIsNoneToInvoke() {
        SharedEvent never = event();
        List<SerializableCallable<Integer>> failing = List.of(() -> fail("one"), () -> fail("two"));
        List<SerializableCallable<Integer>> endless = List.of(() -> {
            never.await();
            return 1;
        });

        assertThatThrownBy(() -> pool.invokeAny(failing))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("all 2 tasks failed")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pool.invokeAny(endless, 1, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> pool.invokeAny(List.<Square>of())).isInstanceOf(IllegalArgumentException.class);
    }
}
