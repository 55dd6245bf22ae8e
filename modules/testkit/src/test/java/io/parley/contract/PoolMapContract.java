package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.process.SerializableFunction;
import io.parley.process.TaskOptions;
import io.parley.sync.SharedEvent;
import io.parley.value.SharedLong;
import java.io.Serializable;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A function applied to many items: chunks, order, failures, progress. */
abstract class PoolMapContract extends PoolContract {
    /** More than two arguments. */
    record Order(String symbol, long quantity, double limit) implements Serializable {
        double value() {
            return quantity * limit;
        }
    }

    private static Integer fail(String message) {
        throw new IllegalStateException(message);
    }

    private static List<Integer> numbers(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 11, Integer.MAX_VALUE})
    void shouldKeepTheOrderWithEveryChunkSize(int chunkSize) throws Exception {
        List<Integer> squares =
                pool.with(options -> options.withChunkSize(chunkSize)).map(x -> x * x, numbers(10));

        assertThat(squares).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
    }

    @Test
    void shouldMapManyTinyItems() throws Exception {
        List<Integer> items = numbers(100_000);

        List<Integer> results = pool.map(x -> x + 1, items);

        assertThat(results).isEqualTo(IntStream.rangeClosed(1, 100_000).boxed().toList());
    }

    @Test
    void shouldMapItemsOfEveryKind() throws Exception {
        assertThat(pool.map(x -> x * 2, List.of(1L, 1L << 40))).containsExactly(2L, 1L << 41);
        assertThat(pool.map(x -> x / 2, List.of(1.0, -0.0))).containsExactly(0.5, -0.0);
        assertThat(pool.map(String::length, List.of("a", "", "abc"))).containsExactly(1, 0, 3);
        assertThat(pool.map(String::valueOf, List.of(1, "two", 3.0))).containsExactly("1", "two", "3.0");
        assertThat(pool.map(Order::value, List.of(new Order("A", 2, 1.5), new Order("B", 3, 2))))
                .containsExactly(3.0, 6.0);
    }

    @Test
    void shouldMapNullToNull() throws Exception {
        List<Integer> items = Arrays.asList(1, null, 3);

        assertThat(pool.map(x -> x, items)).containsExactly(1, null, 3);
        assertThat(pool.map(Objects::isNull, items)).containsExactly(false, true, false);
        assertThat(pool.map(x -> (Object) null, items)).containsExactly(null, null, null);
    }

    @Test
    void shouldHaveNothingToDoForNothing() throws Exception {
        assertThat(pool.map(x -> x, List.of())).isEmpty();
        assertThat(pool.mapAsync(x -> x, List.of())).isCompletedWithValue(List.of());
        assertThat(pool.starMap((a, b) -> a, Map.of().entrySet())).isEmpty();
    }

    @Test
    void shouldRefuseAChunkOfNothing() {
        assertThatThrownBy(() -> pool.with(options -> options.withChunkSize(0)).map(x -> x, List.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chunkSize=0");
    }

    @Test
    void shouldNotGiveAListThatCanBeChanged() throws Exception {
        List<Integer> results = pool.map(x -> x, List.of(1, 2));

        assertThatThrownBy(() -> results.set(0, 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldTakeTwoArguments() throws Exception {
        Map<Integer, Integer> pairs = Map.of(2, 5, 3, 2, 10, 3);

        List<Double> powers = pool.starMap(Math::pow, List.of(Map.entry(2.0, 5.0), Map.entry(3.0, 2.0)));
        List<Integer> sums = pool.starMapAsync(Integer::sum, pairs.entrySet()).get();
        List<Boolean> nulls = pool.starMap((a, b) -> a == null && b == null, List.of(new SimpleEntry<>(null, null)));

        assertThat(powers).containsExactly(32.0, 9.0);
        assertThat(sums)
                .isEqualTo(pairs.entrySet().stream()
                        .map(pair -> pair.getKey() + pair.getValue())
                        .toList());
        assertThat(nulls).containsExactly(true);
    }

    @Test
    void shouldRunAllAndThrowTheFailureThatArrivedFirst() {
        SharedEvent arrived = event();
        SharedLong run = number();
        SerializableFunction<Integer, Integer> function = item -> {
            run.incrementAndGet();
            if (item == 0) {
                arrived.awaitUninterruptibly();
                fail("first item, second failure");
            }
            return item == 1 ? fail("second item, first failure") : item;
        };

        assertThatThrownBy(() -> pool.with(
                                options -> options.withChunkSize(1).withProgress((done, total) -> arrived.set()))
                        .map(function, numbers(6)))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("second item, first failure")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("first item, second failure"));

        assertThat(run.get()).isEqualTo(6);
    }

    @Test
    void shouldRunTheOthersOfTheChunkOfAFailingItem() {
        SharedLong run = number();

        CompletableFuture<List<Integer>> results = pool.with(options -> options.withChunkSize(100))
                .mapAsync(
                        item -> {
                            run.incrementAndGet();
                            return item % 2 == 0 ? item : fail("odd " + item);
                        },
                        numbers(100));

        assertThatThrownBy(results::get)
                .hasRootCauseMessage("odd 1")
                .cause()
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(16));
        assertThat(run.get()).isEqualTo(100);
    }

    @Test
    void shouldCancelTheRestAfterTheFirstFailureIfAskedTo() {
        SharedEvent never = event();
        SharedLong run = number();
        SerializableFunction<Integer, Integer> function = item -> {
            run.incrementAndGet();
            if (item == 0) {
                fail("the first");
            }
            never.await();
            return item;
        };

        assertThatThrownBy(() -> pool.with(options -> options.withChunkSize(1).failingFast())
                        .map(function, numbers(20)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("the first");

        assertThat(run.get()).isLessThan(20);
    }

    @Test
    void shouldCancelItsTasksWhenItIsCancelled() throws Exception {
        SharedEvent begun = event();
        SharedEvent never = event();
        SharedEvent interrupted = event();
        CompletableFuture<List<Integer>> results = pool.with(options -> options.withChunkSize(2))
                .mapAsync(
                        item -> {
                            begun.set();
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                interrupted.set();
                                throw e;
                            }
                            return item;
                        },
                        numbers(100));
        begun.await();

        results.cancel(true);

        interrupted.await();
        assertThatThrownBy(results::get).isInstanceOf(CancellationException.class);
        assertThat(pool.<Integer>call(() -> 42)).isEqualTo(42);
    }

    @Test
    void shouldCancelItsTasksWhenTheCallerIsInterrupted() throws Exception {
        SharedEvent begun = event();
        SharedEvent never = event();
        SharedEvent interrupted = event();
        Thread caller = Thread.currentThread();
        Thread helper = new Thread(() -> {
            begun.awaitUninterruptibly();
            caller.interrupt();
        });
        helper.start();

        assertThatThrownBy(() -> pool.map(
                        item -> {
                            begun.set();
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                interrupted.set();
                            }
                            return item;
                        },
                        List.of(1)))
                .isInstanceOf(InterruptedException.class);

        interrupted.await();
        helper.join();
    }

    @Test
    void shouldReportProgressInOrderAndNotSideBySide() throws Exception {
        List<Long> reports = Collections.synchronizedList(new ArrayList<>());
        List<Long> totals = Collections.synchronizedList(new ArrayList<>());
        TaskOptions.Progress listener = (done, total) -> {
            reports.add(done);
            totals.add(total);
        };

        pool.with(options -> options.withChunkSize(7).withProgress(listener)).map(x -> x, numbers(100));

        assertThat(reports).hasSize(15).isSorted().doesNotHaveDuplicates().endsWith(100L);
        assertThat(totals).containsOnly(100L);
    }

    @Test
    void shouldNotMindAProgressListenerThatFails() throws Exception {
        TaskOptions.Progress listener = (done, total) -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("this goes to the log, once");
        };

        assertThat(pool.with(options -> options.withChunkSize(1).withProgress(listener))
                        .map(x -> x, numbers(10)))
                .isEqualTo(numbers(10));
    }

    @Test
    void shouldCompleteWithTheFailureItself() {
        CompletableFuture<List<Integer>> results = pool.mapAsync(x -> fail("as it is"), List.of(1));

        CompletableFuture<Throwable> failure = results.handle((values, thrown) -> thrown);

        assertThat(failure.join()).isInstanceOf(IllegalStateException.class).hasMessage("as it is");
        assertThatThrownBy(results::join).isInstanceOf(CompletionException.class);
    }

    @Test
    void shouldApplyOptionsToTheViewOnly() throws Exception {
        List<Long> reports = Collections.synchronizedList(new ArrayList<>());
        Function<TaskOptions, TaskOptions> listening =
                options -> options.withProgress((done, total) -> reports.add(done));
        var view = pool.with(listening::apply).with(options -> options.withChunkSize(5));

        pool.map(x -> x, numbers(10));
        assertThat(reports).isEmpty();
        view.map(x -> x, numbers(10));

        assertThat(reports).containsExactly(5L, 10L);
        assertThat(view.workers()).isEqualTo(WORKERS);
        String kind = pool.toString().split(",")[0];
        assertThat(view.toString()).startsWith(kind).contains(" with TaskOptions[", "chunkSize=5");
    }
}
