package io.parley.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.manager.TestServer.RemoteBag;
import io.parley.value.ManagedLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that wait cost no threads and hold nobody up. */
@Timeout(180)
class ManyWaitersTest extends SessionContract {
    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("parley-manager"))
                .count();
    }

    @Test
    void shouldServeThoseWhoWaitInTheOrderInWhichTheyCame() throws Exception {
        serve(LONG);
        List<CompletableFuture<Long>> waiting = new ArrayList<>();
        List<RemoteBag> bags = List.of(bag(), bag(), bag());
        for (int i = 0; i < 300; i++) {
            waiting.add(bags.get(i % 3).takeLater());
            awaitTakers(i + 1);
        }

        for (long i = 0; i < 300; i++) {
            server.bag.put(i, false);
        }

        assertThat(waiting.stream().map(CompletableFuture::join))
                .isEqualTo(LongStream.range(0, 300).boxed().toList());
    }

    @Test
    void shouldWaitAThousandTimesWithoutAnotherThread() throws Exception {
        serve(LONG);
        Manager manager = connect();
        RemoteBag bag = new RemoteBag(manager);
        List<ManagedLong> numbers =
                IntStream.range(0, 10).mapToObj(i -> manager.longValue("n" + i)).toList();
        Asked<Boolean> change = ask(() -> numbers.get(0).awaitChange(0, Duration.ofSeconds(100)));
        numbers.get(1).getAndAdd(1);
        long before = serverThreads();

        List<CompletableFuture<Long>> waiting =
                IntStream.range(0, 1_000).mapToObj(i -> bag.takeLater()).toList();
        awaitTakers(1_000);

        assertThat(serverThreads()).isLessThanOrEqualTo(before);
        for (int i = 0; i < 2_000; i++) {
            numbers.get(1 + i % 9).getAndAdd(1);
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        parley.longValue("n0").set(1);
        assertThat(change.result().get()).isTrue();
        LongStream.range(0, 1_000).forEach(i -> server.bag.put(i, false));
        assertThat(waiting.stream().mapToLong(CompletableFuture::join).sum()).isEqualTo(499_500);
    }

    @Test
    void shouldForgetThoseWhoseTimeIsUpThoughTheFirstStillWaits() throws Exception {
        serve(LONG);
        RemoteBag bag = bag();
        CompletableFuture<Long> first = bag.takeLater();
        awaitTakers(1);

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> bag.take(Duration.ofMillis(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing");
        }

        assertThat(server.bag.takers.length()).isEqualTo(1);
        bag.put(3);
        assertThat(first.get()).isEqualTo(3);
    }

    @Test
    void shouldNotBeHeldUpByWorkThatTakesLong() throws Exception {
        serve(LONG);
        RemoteBag greedy = bag();
        RemoteBag modest = bag();
        List<CompletableFuture<Long>> slow =
                LongStream.range(0, 100).mapToObj(greedy::slow).toList();
        await().until(() -> server.bag.slowNow.get() > 0);

        modest.put(1);
        greedy.put(2);
        assertThat(greedy.take() + modest.take()).isEqualTo(3);
        int ofGreedy = server.bag.slowNow.get();
        CompletableFuture<Long> another = modest.slow(7);
        await().until(() -> server.bag.slowNow.get() > ofGreedy);

        server.bag.slowMayEnd.countDown();
        assertThat(another.get()).isEqualTo(7);
        assertThat(slow.stream().map(CompletableFuture::join))
                .isEqualTo(LongStream.range(0, 100).boxed().toList());
    }
}
