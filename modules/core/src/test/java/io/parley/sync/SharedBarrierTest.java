package io.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.WaitStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Barriers whose parties live, or leave in ways that this process sees. */
@Timeout(120)
class SharedBarrierTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private SyncFixture domain;
    private SharedBarrier barrier;

    @BeforeEach
    void open() {
        domain = new SyncFixture(directory.resolve("domain"));
        barrier = domain.parley.barrier("start", 3);
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private static Background<Integer> waiter(SharedBarrier barrier) {
        int before = barrier.waiting();
        Background<Integer> waiter = Background.call(barrier::await);
        await().until(() -> barrier.waiting() == before + 1);
        return waiter.awaitAsleep();
    }

    private static void assertBroken(Background<Integer> waiter, String cause) throws InterruptedException {
        assertThat(waiter.failure())
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("barrier is broken: ")
                .hasMessageContaining("cause=" + cause);
    }

    @Test
    void shouldReleaseEverybodyAndNumberAsJavaDoes() throws Exception {
        Background<Integer> first = waiter(barrier);
        Background<Integer> second = waiter(barrier);
        assertThat(barrier.waiting()).isEqualTo(2);
        assertThat(barrier.parties()).isEqualTo(3);

        assertThat(barrier.await()).isZero();

        assertThat(first.result()).isEqualTo(2);
        assertThat(second.result()).isEqualTo(1);
        assertThat(barrier.waiting()).isZero();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void shouldNumberAsPythonDoesWhereAskedTo() throws Exception {
        Background<Integer> first = Background.call(barrier::arriveAndAwait);
        await().until(() -> barrier.waiting() == 1);
        Background<Integer> second = Background.call(() -> barrier.arriveAndAwait(DAY));
        await().until(() -> barrier.waiting() == 2);

        assertThat(barrier.arriveAndAwait(Duration.ZERO)).isEqualTo(2);

        assertThat(first.result()).isZero();
        assertThat(second.result()).isEqualTo(1);
    }

    @Test
    void shouldNeverBlockASingleParty() throws Exception {
        AtomicInteger actions = new AtomicInteger();
        SharedBarrier alone = domain.parley.barrier("alone", 1, actions::incrementAndGet);

        for (int i = 0; i < 3; i++) {
            assertThat(alone.await()).isZero();
            assertThat(alone.await(Duration.ofSeconds(-1))).isZero();
        }

        assertThat(actions).hasValue(6);
    }

    @ParameterizedTest
    @MethodSource("io.parley.sync.SyncFixture#strategies")
    void shouldBeUsedPhaseAfterPhase(WaitStrategy strategy) throws Exception {
        int phases = 300;
        int parties = strategy == WaitStrategy.spin() ? 2 : 4;
        try (SyncFixture other = new SyncFixture(directory.resolve("other"), strategy)) {
            int[] arrivals = new int[phases];
            AtomicInteger arrived = new AtomicInteger();
            AtomicInteger phase = new AtomicInteger();
            SharedBarrier round = other.parley.barrier(
                    "round", parties, () -> arrivals[phase.getAndIncrement()] = arrived.getAndSet(0));
            List<Background<Void>> workers = new ArrayList<>();
            for (int i = 0; i < parties; i++) {
                workers.add(Background.run(() -> {
                    for (int p = 0; p < phases; p++) {
                        arrived.incrementAndGet();
                        round.await();
                        assertThat(phase.get()).isBetween(p + 1, p + 2);
                    }
                }));
            }

            for (Background<Void> each : workers) {
                each.result();
            }

            assertThat(arrivals).containsOnly(parties);
        }
    }

    @Test
    void shouldRunTheActionOfTheLastBeforeAnybodyGoesOn() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        SharedBarrier withAction = domain.parley.barrier("start", 3, () -> ran.set(barrier.waiting()));
        Background<Integer> first = waiter(barrier);
        Background<Integer> second = waiter(barrier);

        withAction.await();

        assertThat(ran).as("seen by the action").hasValue(3);
        first.result();
        second.result();
    }

    @Test
    void shouldBreakWhenTheActionFails() throws Exception {
        SharedBarrier failing = domain.parley.barrier("start", 3, () -> {
            throw new IllegalArgumentException("no");
        });
        Background<Integer> first = waiter(barrier);
        Background<Integer> second = waiter(barrier);

        assertThatThrownBy(failing::await)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");

        assertBroken(first, "the action failed");
        assertBroken(second, "the action failed");
        assertThat(barrier.isBroken()).isTrue();
    }

    @Test
    void shouldBreakForEverybodyWhenOnesTimeIsUp() throws Exception {
        Background<Integer> waiter = waiter(barrier);
        long startNs = System.nanoTime();

        assertThatThrownBy(() -> barrier.await(Duration.ofMillis(30)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("barrier not reached by all in time: " + barrier.path());

        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(30_000_000);
        assertBroken(
                waiter,
                "a party's time was up, by=pid " + ProcessHandle.current().pid() + " (tests, ");
        assertThat(barrier.isBroken()).isTrue();
        assertThat(barrier.waiting()).isZero();
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
        assertThatThrownBy(() -> barrier.await(DAY)).isInstanceOf(BrokenBarrierException.class);
    }

    @Test
    void shouldBreakAtOnceWithoutTime() {
        assertThatThrownBy(() -> barrier.await(Duration.ZERO)).isInstanceOf(TimeoutException.class);
        assertThat(barrier.isBroken()).isTrue();
        barrier.reset();
        assertThatThrownBy(() -> barrier.arriveAndAwait(Duration.ofSeconds(-1))).isInstanceOf(TimeoutException.class);
    }

    @Test
    void shouldBreakForTheLateOneAsWellWithATimeOutOfItsOwn() {
        SharedBarrier timed = SharedBarrier.open(domain.parley, "start", 3, null, Duration.ofMillis(10));

        assertThatThrownBy(timed::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(barrier.isBroken()).isTrue();
    }

    @Test
    void shouldBreakWhenAPartyIsInterrupted() throws Exception {
        Background<Integer> victim = waiter(barrier);
        Background<Integer> waiter = waiter(barrier);

        victim.thread().interrupt();

        assertThat(victim.failure()).isInstanceOf(InterruptedException.class);
        assertBroken(waiter, "a party was interrupted");
        barrier.reset();
        Background<Integer> before = Background.call(() -> {
            Thread.currentThread().interrupt();
            return barrier.await();
        });
        assertThat(before.failure()).isInstanceOf(InterruptedException.class);
        assertThat(barrier.isBroken()).isTrue();
    }

    @Test
    void shouldBreakWhenAborted() throws Exception {
        Background<Integer> waiter = waiter(barrier);

        barrier.abort();
        barrier.abort();

        assertBroken(waiter, "it was aborted");
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
    }

    @Test
    void shouldBeUsableAgainAfterAReset() throws Exception {
        Background<Integer> waiter = waiter(barrier);

        barrier.reset();

        assertBroken(waiter, "it was reset");
        assertThat(barrier.isBroken()).isFalse();
        barrier.reset();
        barrier.abort();
        barrier.reset();
        shouldReleaseEverybodyAndNumberAsJavaDoes();
    }

    @Test
    void shouldTellEachPhaseHowItEnded() throws Exception {
        for (int i = 0; i < 7; i++) {
            Background<Integer> first = waiter(barrier);
            Background<Integer> second = waiter(barrier);
            if (i % 3 == 0) {
                barrier.reset();
                assertBroken(first, "it was reset");
                assertBroken(second, "it was reset");
            } else {
                barrier.await();
                first.result();
                second.result();
            }
        }
    }

    @Test
    void shouldLetThoseWhoComeDuringTheActionWaitForTheNextPhase() throws Exception {
        SharedSemaphore inAction = domain.parley.semaphore("in", 0);
        SharedSemaphore go = domain.parley.semaphore("go", 0);
        SharedBarrier pair = domain.parley.barrier("pair", 2, () -> {
            inAction.release();
            go.acquireUninterruptibly();
        });
        Background<Integer> first = Background.call(pair::await);
        Background<Integer> second = Background.call(pair::await);
        inAction.acquire();

        Background<Integer> third = Background.call(pair::await).awaitAsleep();
        assertThat(third.isDone()).isFalse();
        go.release();

        assertThat(first.result() + second.result()).isEqualTo(1);
        await().until(() -> pair.waiting() == 1);
        go.release();
        assertThat(pair.await()).isZero();
        assertThat(third.result()).isEqualTo(1);
    }

    @Test
    void shouldBreakUnderTheActionToo() throws Exception {
        SharedBarrier pair = domain.parley.barrier(
                "pair", 2, () -> domain.parley.barrier("pair", 2).abort());
        Background<Integer> waiter = waiter(pair);

        assertThatThrownBy(pair::await).isInstanceOf(BrokenBarrierException.class);

        assertBroken(waiter, "it was aborted");
    }

    @Test
    void shouldEndTheWaitWhenItIsDeleted() throws Exception {
        Background<Integer> waiter = waiter(barrier);

        barrier.delete();

        assertThat(waiter.failure()).isInstanceOf(ObjectDeletedException.class);
        assertThatThrownBy(barrier::await).isInstanceOf(ObjectDeletedException.class);
        assertThat(domain.parley.barrier("start", 2).parties()).isEqualTo(2);
    }

    @Test
    void shouldEndTheWaitAndBreakWhenAHandleIsClosed() throws Exception {
        SharedBarrier second = domain.parley.barrier("start", 3);
        Background<Integer> leaving = waiter(second);
        Background<Integer> waiter = waiter(barrier);

        second.close();

        assertThat(leaving.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handle is closed: " + barrier.path());
        assertBroken(waiter, "a party's handle was closed");
    }

    @Test
    void shouldEndTheWaitWhenTheDomainIsClosed() throws Exception {
        Background<Integer> waiter = waiter(barrier);

        domain.parley.close();

        assertThat(waiter.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        for (int parties : new int[] {0, -1, 65_536}) {
            assertThatThrownBy(() -> domain.parley.barrier("other", parties))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("parties=" + parties + ", allowed=1..65535");
        }
        assertThatThrownBy(() -> domain.parley.barrier("start", 4))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=3, expected=4");
        barrier.close();
        for (Background.Work use : List.<Background.Work>of(
                barrier::await, barrier::abort, barrier::reset, barrier::isBroken, barrier::waiting)) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handle is closed");
        }
    }

    @Test
    void shouldHoldAsManyPartiesAsAllowed() throws Exception {
        SharedBarrier large = domain.parley.barrier("large", 65_535);

        Background<Integer> waiter = waiter(large);
        large.abort();

        assertBroken(waiter, "it was aborted");
    }

    @Test
    void shouldShowItsState() throws Exception {
        Background<Integer> waiter = waiter(barrier);

        assertThat(barrier.toString())
                .isEqualTo("SharedBarrier(start, waiting=1 of 3, broken=false, " + barrier.path() + ")");
        barrier.abort();
        assertBroken(waiter, "it was aborted");
    }
}
