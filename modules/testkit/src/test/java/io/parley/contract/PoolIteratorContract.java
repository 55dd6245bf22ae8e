package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.process.Pool;
import io.parley.process.ResultIterator;
import io.parley.process.SerializableFunction;
import io.parley.sync.SharedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results as they are consumed: order, places of failures, and how far the input is read. */
abstract class PoolIteratorContract extends PoolContract {
    /** Items without end that count how many were read. */
    private static final class Endless implements Iterable<Integer> {
        private final AtomicInteger read = new AtomicInteger();

        @Override
        public Iterator<Integer> iterator() {
            return Stream.generate(read::getAndIncrement).iterator();
        }
    }

    private static Integer failOn(int bad, Integer item) {
        if (item == bad) {
            throw new IllegalStateException("item " + item);
        }
        return item;
    }

    private <R> ResultIterator<R> imap(
            Pool with, boolean ordered, SerializableFunction<Integer, R> function, Iterable<Integer> items) {
        return ordered ? with.imap(function, items) : with.imapUnordered(function, items);
    }

    private static <R> List<R> rest(ResultIterator<R> results) {
        List<R> all = new ArrayList<>();
        results.forEachRemaining(all::add);
        return all;
    }

    @Test
    void shouldKeepTheOrder() {
        SharedEvent second = event();
        try (ResultIterator<Integer> results = pool.imap(
                item -> {
                    if (item == 1) {
                        second.awaitUninterruptibly();
                    }
                    if (item == 2) {
                        second.set();
                    }
                    return item * 10;
                },
                List.of(1, 2, 3, 4, 5))) {
            assertThat(rest(results)).containsExactly(10, 20, 30, 40, 50);
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void shouldGiveWhatIsDoneFirst() {
        SharedEvent others = event();
        try (ResultIterator<Integer> results = pool.imapUnordered(
                item -> {
                    if (item == 1) {
                        others.awaitUninterruptibly();
                    }
                    return item;
                },
                List.of(1, 2, 3, 4))) {
            assertThat(List.of(results.next(), results.next(), results.next())).containsExactlyInAnyOrder(2, 3, 4);
            assertThat(results.hasNext()).isTrue();
            others.set();
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"true,1,3", "true,4,2", "false,1,3", "false,4,2", "true,1,1"})
    void shouldNotReadFurtherAheadThanItMay(boolean ordered, int chunkSize, int ahead) {
        Endless items = new Endless();
        int most = chunkSize * ahead;
        try (ResultIterator<Integer> results =
                imap(pool.with(options -> options.withChunkSize(chunkSize).withAhead(ahead)), ordered, x -> x, items)) {
            assertThat(items.read).hasValue(most);

            for (int consumed = 1; consumed <= 200; consumed++) {
                assertThat(results.hasNext()).isTrue();
                Integer result = results.next();

                assertThat(items.read.get()).isLessThanOrEqualTo(consumed - 1 + most);
                if (ordered) {
                    assertThat(result).isEqualTo(consumed - 1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void shouldThrowAtThePlaceOfAFailingItemAndGoOn(int chunkSize) {
        try (ResultIterator<Integer> results = pool.with(options -> options.withChunkSize(chunkSize))
                .imap(item -> failOn(2, item), List.of(1, 2, 3, 4))) {
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.hasNext()).isTrue();
            assertThatThrownBy(results::next)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("item 2");
            assertThat(rest(results)).containsExactly(3, 4);
        }
    }

    @ParameterizedTest
    @CsvSource({"true,1", "true,2", "true,5", "false,1", "false,2"})
    void shouldThrowWhatTheInputThrewBehindWhatWasRead(boolean ordered, int chunkSize) {
        Iterable<Integer> items = () -> IntStream.range(0, 10)
                .map(i -> {
                    if (i == 3) {
                        throw new IllegalStateException("input");
                    }
                    return i;
                })
                .iterator();
        try (ResultIterator<Integer> results =
                imap(pool.with(options -> options.withChunkSize(chunkSize)), ordered, x -> x, items)) {
            assertThat(List.of(results.next(), results.next(), results.next())).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(results.hasNext()).isTrue();
            assertThatThrownBy(results::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("input");
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    private static SerializableFunction<Integer, Integer> itselfAfter(SharedEvent go) {
        return item -> {
            go.awaitUninterruptibly();
            return item;
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWaitForTheNextResultAsLongAsItIsTold(boolean ordered) throws Exception {
        SharedEvent go = event();
        try (ResultIterator<Integer> results = imap(pool, ordered, itselfAfter(go), List.of(7))) {
            assertThatThrownBy(() -> results.next(Duration.ofMillis(1)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("call again");
            assertThatThrownBy(() -> results.next(Duration.ofMillis(-1))).isInstanceOf(TimeoutException.class);
            assertThat(results.hasNext()).isTrue();
            go.set();
            assertThat(results.next(DAY)).isEqualTo(7);
            assertThatThrownBy(() -> results.next(DAY)).isInstanceOf(NoSuchElementException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldKeepThePlaceWhenInterrupted(boolean ordered) throws Exception {
        SharedEvent go = event();
        try (ResultIterator<Integer> results = imap(pool, ordered, itselfAfter(go), List.of(7))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(results::next).isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThatThrownBy(() -> results.next(DAY)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            go.set();
            assertThat(results.next()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCancelWhatWasNotConsumed(boolean ordered) throws Exception {
        SharedEvent begun = event();
        SharedEvent never = event();
        SharedEvent interrupted = event();
        ResultIterator<Integer> results = imap(
                pool,
                ordered,
                item -> {
                    begun.set();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.set();
                    }
                    return item;
                },
                new Endless());
        begun.await();

        results.close();
        results.close();

        interrupted.await();
        assertThat(results.hasNext()).isFalse();
        assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndTheWaitOfAConsumerWhenClosed(boolean ordered) throws Exception {
        SharedEvent begun = event();
        SharedEvent never = event();
        ResultIterator<Integer> results = imap(
                pool,
                ordered,
                item -> {
                    begun.set();
                    never.await();
                    return item;
                },
                List.of(1));
        begun.await();
        Thread closer = new Thread(results::close);
        closer.start();

        assertThatThrownBy(results::next).isInstanceOfAny(CancellationException.class, NoSuchElementException.class);
        closer.join();
    }

    @Test
    void shouldBeAStream() {
        Endless items = new Endless();
        try (Stream<Integer> results = pool.with(options -> options.withAhead(2)).imap(x -> x * x, items).stream()) {
            assertThat(results.limit(5)).containsExactly(0, 1, 4, 9, 16);
        }
        assertThat(items.read.get()).isLessThanOrEqualTo(10);
        try (Stream<Integer> results = pool.imapUnordered(x -> x, Arrays.asList(1, null, 3)).stream()) {
            assertThat(results).containsExactlyInAnyOrder(1, null, 3);
        }
    }

    @Test
    void shouldHaveNothingForNothing() {
        try (ResultIterator<Object> results = pool.imap(x -> x, List.of())) {
            assertThat(results.hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLetWaitWhatThePoolHasNoRoomForAndFailOnceItIsShutDown(boolean ordered) {
        Pool small = open(options -> options.withWorkers(1).withMaxPending(1));
        try (ResultIterator<Integer> results =
                imap(small.with(options -> options.withAhead(10)), ordered, x -> x, new Endless())) {
            for (int i = 0; i < 50; i++) {
                assertThat(results.next()).isBetween(0, 60);
            }
            small.shutdown();
            assertThatThrownBy(() -> rest(results)).isInstanceOf(RejectedExecutionException.class);
            assertThat(results.hasNext()).isFalse();
        } finally {
            small.close();
        }
    }
}
