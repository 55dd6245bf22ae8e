package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.queue.SharedQueue;
import io.parley.sync.BoundedSemaphore;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.SharedEvent;
import io.parley.sync.SharedLatch;
import io.parley.sync.SharedSemaphore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class WaitSetTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private Parley parley;
    private SharedQueue<String> queue;
    private SharedEvent event;
    private SharedLatch latch;
    private List<Waitable> all;

    @BeforeEach
    void open() {
        parley = Parley.open(directory.resolve("domain"));
        queue = parley.queue("orders", Codecs.utf8());
        event = parley.event("stop");
        latch = parley.latch("ready", 2);
        all = List.of(queue, event, latch);
    }

    @AfterEach
    void close() {
        parley.close();
    }

    @Test
    void shouldOnlyLookWithATimeOfZeroOrLess() throws Exception {
        assertThat(WaitSet.await(all, Duration.ZERO)).isEmpty();
        event.set();

        assertThat(WaitSet.await(all, Duration.ZERO)).containsExactly(event);
        assertThat(WaitSet.await(all, Duration.ofSeconds(-1))).containsExactly(event);
    }

    @Test
    void shouldGiveWhatIsReadyInTheOrderOfTheCollection() throws Exception {
        latch.countDown(2);
        queue.put("a");

        assertThat(WaitSet.await(all)).containsExactly(queue, latch);
        assertThat(WaitSet.await(List.of(latch, event, queue))).containsExactly(latch, queue);
        assertThat(WaitSet.await(List.of(queue, queue))).containsExactly(queue, queue);
        assertThat(queue.take()).isEqualTo("a");
    }

    @Test
    void shouldSleepUntilAnyOfThemIsReady() throws Exception {
        WaitSet set = WaitSet.of(all);
        for (Runnable change : List.<Runnable>of(() -> queue.add("b"), event::set, () -> latch.countDown(2))) {
            Background<List<Waitable>> waiter =
                    Background.call(() -> List.copyOf(set.await())).awaitAsleep();

            change.run();

            assertThat(waiter.result()).hasSize(1);
            queue.poll();
            event.clear();
        }
        assertThat(set.await(DAY)).containsExactly(latch);
    }

    @Test
    void shouldSleepUntilThereIsAPermitOfEverySort() throws Exception {
        SharedSemaphore plain = parley.semaphore("plain", 0);
        BoundedSemaphore bounded = parley.boundedSemaphore("bounded", 1);
        LeasedSemaphore leased = parley.leasedSemaphore("leased", 1);
        bounded.acquire();
        leased.acquire();
        for (SharedSemaphore semaphore : List.of(plain, bounded, leased)) {
            Background<List<Waitable>> waiter = Background.call(
                            () -> WaitSet.await(List.of(event, plain, bounded, leased)))
                    .awaitAsleep();
            Background<Void> other = Background.run(semaphore::acquire).awaitAsleep();

            semaphore.release();
            other.result();
            semaphore.release();

            assertThat(waiter.result()).containsExactly(semaphore);
            assertThat(semaphore.isReady()).isTrue();
            assertThat(semaphore.tryAcquire()).isTrue();
            assertThat(semaphore.availablePermits()).isZero();
        }
        bounded.close();
        assertThat(WaitSet.await(List.of(plain, bounded))).containsExactly(bounded);
        plain.delete();
        assertThat(WaitSet.await(List.of(plain, leased))).containsExactly(plain);
    }

    @Test
    void shouldSleepOutItsTimeAndNeverLess() throws Exception {
        for (List<Waitable> things : List.of(all, List.<Waitable>of(), List.<Waitable>of(() -> false))) {
            long begin = System.nanoTime();

            assertThat(WaitSet.await(things, Duration.ofMillis(60))).isEmpty();

            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(60_000_000);
        }
    }

    @Test
    void shouldRefuseToWaitForNothingForEver() {
        assertThatThrownBy(() -> WaitSet.await(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WaitSet.awaitAsync(List.of(), Runnable::run))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WaitSet.await(Collections.singletonList(null)))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void shouldBeEndedByInterruptionWithNothingTaken() throws Exception {
        Background<List<Waitable>> waiter =
                Background.call(() -> WaitSet.await(all)).awaitAsleep();

        waiter.thread().interrupt();

        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        queue.add("c");
        assertThatThrownBy(() -> WaitSet.await(all)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(queue).hasSize(1);
    }

    @Test
    void shouldAlwaysBeReadyOnceItEnded() throws Exception {
        queue.closeForWriting();
        assertThat(WaitSet.await(all)).containsExactly(queue);

        event.close();
        latch.delete();
        assertThat(WaitSet.await(all)).containsExactly(queue, event, latch);

        queue.close();
        assertThat(WaitSet.await(all)).containsExactly(queue, event, latch);
        assertThat(all).allMatch(Waitable::isReady);
        assertThatThrownBy(event::await).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNoticeWhatIsClosedOrDeletedWhileItSleeps() throws Exception {
        Background<List<Waitable>> ofClosed =
                Background.call(() -> WaitSet.await(List.of(latch, queue))).awaitAsleep();
        queue.close();
        assertThat(ofClosed.result()).containsExactly(queue);

        Background<List<Waitable>> ofDeleted =
                Background.call(() -> WaitSet.await(List.of(latch, event))).awaitAsleep();
        event.delete();
        assertThat(ofDeleted.result()).containsExactly(event);
    }

    @Test
    void shouldPassOnAWakeThatWasMeantForATaker() throws Exception {
        List<Background<?>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Background.call(() -> WaitSet.await(all)).awaitAsleep());
        }
        Background<String> taker = Background.call(queue::take).awaitAsleep();

        queue.put("once");

        assertThat(taker.result()).isEqualTo("once");
        event.set();
        for (Background<?> waiter : waiters) {
            assertThat((List<?>) waiter.result()).isNotEmpty();
        }
    }

    @Test
    void shouldLookAtWhatCannotRing() throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        Waitable own = ready::get;
        Background<List<Waitable>> waiter =
                Background.call(() -> WaitSet.await(List.of(event, own))).awaitAsleep();

        ready.set(true);

        assertThat(waiter.result()).containsExactly(own);
    }

    @Test
    void shouldWaitForObjectsOfSeveralDomains() throws Exception {
        try (Parley other = Parley.open(directory.resolve("other"))) {
            SharedEvent there = other.event("there");
            Background<List<Waitable>> waiter =
                    Background.call(() -> WaitSet.await(List.of(event, there))).awaitAsleep();

            there.set();

            assertThat(waiter.result()).containsExactly(there);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "block", "spin", "park"})
    void shouldWaitInEveryWay(String name) throws Exception {
        WaitStrategy strategy = switch (name) {
            case "adaptive" -> WaitStrategy.adaptive();
            case "block" -> WaitStrategy.block();
            case "spin" -> WaitStrategy.spin();
            default -> WaitStrategy.park(Duration.ofMillis(1));
        };
        WaitSet set = WaitSet.of(all, strategy);
        assertThat(set.await(Duration.ofMillis(5))).isEmpty();
        Background<List<Waitable>> waiter = Background.call(() -> List.copyOf(set.await()));

        event.set();

        assertThat(waiter.result()).containsExactly(event);
        assertThat(set.toString()).contains("orders", "stop", "ready");
    }

    @Test
    void shouldShowOnTheWaitBoardWhatAThreadWaitsFor() throws Exception {
        Background<List<Waitable>> waiter =
                Background.call(() -> WaitSet.await(List.of(event, queue))).awaitAsleep();

        await().until(() -> parley.diagnose().toString().contains("a change of stop.event"));

        event.set();
        waiter.result();
        assertThat(parley.diagnose().toString()).doesNotContain("stop.event");
    }

    @Test
    void shouldCompleteAFuture() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            CompletableFuture<List<Waitable>> ready = WaitSet.awaitAsync(all, executor);
            CompletableFuture<List<Waitable>> late = WaitSet.awaitAsync(all, Duration.ofMillis(1), executor);
            assertThat(late.get()).isEmpty();
            assertThat(ready).isNotDone();

            event.set();

            assertThat(ready.get()).containsExactly(event);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void shouldEndTheWaitOfACancelledFuture() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<List<Waitable>> cancelled = WaitSet.awaitAsync(all, executor);
            cancelled.cancel(false);
            CompletableFuture<List<Waitable>> next = WaitSet.awaitAsync(List.of(event), DAY, executor);

            event.set();

            assertThat(next.get()).containsExactly(event);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void shouldFailTheFutureWhenItsThreadIsInterrupted() throws Exception {
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        Background<CompletableFuture<List<Waitable>>> thread = Background.call(() -> WaitSet.awaitAsync(all, wait -> {
                    wait.run();
                    stillInterrupted.complete(Thread.interrupted());
                }))
                .awaitAsleep();

        thread.thread().interrupt();

        assertThatThrownBy(thread.result()::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(stillInterrupted.get()).isTrue();
    }
}
