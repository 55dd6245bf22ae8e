package io.parley.sync;

import static io.parley.sync.SyncFixture.asleep;
import static io.parley.sync.SyncFixture.asleepCalling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.WaitStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class SharedEventTest {
    @TempDir
    Path directory;

    private SyncFixture domain;
    private SharedEvent event;

    @BeforeEach
    void open() {
        domain = new SyncFixture(directory.resolve("domain"));
        event = domain.parley.event("go");
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private List<Background.Work> waits() {
        return List.of(
                event::await,
                event::awaitUninterruptibly,
                () -> assertThat(event.await(Duration.ofDays(1))).isTrue(),
                () -> assertThat(event.await(Duration.ofSeconds(Long.MAX_VALUE)))
                        .isTrue(),
                () -> assertThat(event.awaitEpochAfter(event.epoch())).isPositive(),
                () -> assertThat(event.awaitEpochAfter(event.epoch(), Duration.ofDays(1)))
                        .isTrue());
    }

    @Test
    void shouldBeClearAtFirstAndCountWhatChanges() {
        assertThat(event.isSet()).isFalse();
        event.clear();
        assertThat(event.epoch()).isZero();

        event.set();
        event.set();
        assertThat(event.isSet()).isTrue();
        assertThat(event.epoch()).isEqualTo(1);

        event.clear();
        event.clear();
        assertThat(event.isSet()).isFalse();
        assertThat(event.epoch()).isEqualTo(1);
        event.set();
        assertThat(domain.parley.event("go").epoch()).isEqualTo(2);
    }

    @Test
    void shouldNotWaitWhenItIsSet() throws Exception {
        event.set();

        event.await();
        event.awaitUninterruptibly();
        assertThat(event.await(Duration.ZERO)).isTrue();
        assertThat(event.await(Duration.ofSeconds(-1))).isTrue();
        assertThat(event.awaitEpochAfter(0)).isEqualTo(1);
        assertThat(event.awaitEpochAfter(0, Duration.ZERO)).isTrue();
    }

    @Test
    void shouldLookOnceWhenThereIsNoTime() throws Exception {
        assertThat(event.await(Duration.ZERO)).isFalse();
        assertThat(event.await(Duration.ofSeconds(-1))).isFalse();
        assertThat(event.awaitEpochAfter(0, Duration.ofSeconds(-1))).isFalse();
        assertThat(event.hasWaiters()).isFalse();
    }

    @Test
    void shouldEndEveryKindOfWait() throws Exception {
        for (Background.Work wait : waits()) {
            Background<Void> waiter = asleep(event::hasWaiters, wait);

            event.set();

            waiter.result();
            event.clear();
        }
    }

    @Test
    void shouldEndEveryKindOfWaitByAPulse() throws Exception {
        for (Background.Work wait : waits()) {
            Background<Void> waiter = asleep(event::hasWaiters, wait);

            event.set();
            event.clear();

            waiter.result();
        }
    }

    @ParameterizedTest
    @MethodSource("io.parley.sync.SyncFixture#strategies")
    void shouldLoseNoPulse(WaitStrategy strategy) throws Exception {
        int pulses = 300;
        int crowd = strategy == WaitStrategy.spin() ? 1 : 3; // spinners need a core each
        try (SyncFixture other = new SyncFixture(directory.resolve("other"), strategy)) {
            SharedEvent go = other.parley.event("go");
            SharedSemaphore seen = other.parley.semaphore("seen", 0);
            List<Background<Long>> waiters = new ArrayList<>();
            for (int i = 0; i < crowd; i++) {
                waiters.add(Background.call(() -> {
                    long epoch = 0;
                    while (epoch < pulses) {
                        epoch = go.awaitEpochAfter(epoch);
                        seen.release();
                    }
                    return epoch;
                }));
            }

            for (int i = 0; i < pulses; i++) {
                go.set();
                go.clear();
                seen.acquire(crowd); // each saw this one, and none saw it twice
            }

            for (Background<Long> each : waiters) {
                assertThat(each.result()).isEqualTo(pulses);
            }
        }
    }

    @Test
    void shouldLoseNoPulseForThreadsThatAreBlocked() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            List<Background<Boolean>> waiters = List.of(
                    Background.call(() -> event.await(Duration.ofDays(1))),
                    Background.call(() -> event.await(Duration.ofDays(1))));
            waiters.forEach(Background::awaitAsleep);

            event.set();
            event.clear();

            for (Background<Boolean> each : waiters) {
                assertThat(each.result()).isTrue();
            }
        }
    }

    @Test
    void shouldLetLateComersWait() throws Exception {
        event.set();
        event.clear();

        assertThat(event.await(Duration.ofMillis(20))).isFalse();

        assertThat(event.awaitEpochAfter(0, Duration.ZERO))
                .as("who knows what it saw")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.parley.sync.SyncFixture#strategies")
    void shouldNeverTimeOutEarly(WaitStrategy strategy) throws Exception {
        try (SyncFixture other = new SyncFixture(directory.resolve("other"), strategy)) {
            SharedEvent never = other.parley.event("never");
            for (long timeoutNs : new long[] {1, 1_000, 500_000, 9_999_999, 60_000_000}) {
                long startNs = System.nanoTime();
                assertThat(never.await(Duration.ofNanos(timeoutNs))).isFalse();
                assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(timeoutNs);
            }
        }
    }

    @Test
    void shouldEndTheWaitOfTheInterrupted() throws Exception {
        for (int i : new int[] {0, 2, 4, 5}) {
            Background<Void> waiter = asleep(event::hasWaiters, waits().get(i));

            waiter.thread().interrupt();

            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
            Background<Void> before = Background.run(() -> {
                Thread.currentThread().interrupt();
                waits().get(i).run();
            });
            assertThat(before.failure()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void shouldWaitThroughInterruptionAndKeepTheFlag() throws Exception {
        Background<Boolean> waiter = asleepCalling(event::hasWaiters, () -> {
            event.awaitUninterruptibly();
            return Thread.currentThread().isInterrupted();
        });

        waiter.thread().interrupt();
        await().until(() -> !waiter.thread().isInterrupted());
        assertThat(waiter.isDone()).isFalse();
        event.set();

        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldEndEveryWaitWhenItIsDeletedOrItsHandleClosed() throws Exception {
        for (int i = 0; i < waits().size(); i++) {
            Background<Void> deleted = asleep(event::hasWaiters, waits().get(i));
            event.delete();
            assertThat(deleted.failure()).isInstanceOf(ObjectDeletedException.class);

            event = domain.parley.event("go");
            Background<Void> closed = asleep(event::hasWaiters, waits().get(i));
            event.close();
            assertThat(closed.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handle is closed: " + event.path());
            event = domain.parley.event("go");
        }
    }

    @Test
    void shouldRefuseEveryUseOfAClosedHandle() {
        event.close();

        for (Background.Work use : List.<Background.Work>of(
                event::set,
                event::clear,
                event::isSet,
                event::epoch,
                event::await,
                event::awaitUninterruptibly,
                event::hasWaiters,
                () -> event.await(Duration.ofDays(1)),
                () -> event.awaitEpochAfter(0))) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handle is closed");
        }
        assertThat(event.toString()).isEqualTo("SharedEvent(go, closed, " + event.path() + ")");
    }

    @Test
    void shouldShowItsState() {
        event.set();

        assertThat(event.toString()).isEqualTo("SharedEvent(go, set, epoch=1, waiters=false, " + event.path() + ")");
    }
}
