package io.parley.sync;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.AcquireTimeoutException;
import io.parley.Background;
import io.parley.ParleyException;
import io.parley.WaitStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SharedLockWaitingTest {
    @TempDir
    Path directory;

    private LockFixture domain;
    private SharedLock lock;

    @BeforeEach
    void open() throws IOException {
        domain = new LockFixture(directory);
        lock = domain.lock;
    }

    @AfterEach
    void close() {
        domain.close();
    }

    static Stream<WaitStrategy> strategies() {
        return Stream.of(
                WaitStrategy.adaptive(),
                WaitStrategy.block(),
                WaitStrategy.spin(),
                WaitStrategy.park(Duration.ofNanos(50_000)));
    }

    private Background<Boolean> waiter(Background.Work acquire) throws Exception {
        Background<Boolean> waiter = Background.call(() -> {
            acquire.run();
            boolean held = lock.isHeldByCurrentThread();
            lock.unlock();
            return held;
        });
        await().until(domain::hasWaiters);
        return waiter.awaitAsleep();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void shouldLookOnceWhenThereIsNoTimeToWait(long time) throws Exception {
        assertThat(lock.tryLock(time, NANOSECONDS)).isTrue();

        assertThat(Background.call(() -> lock.tryLock(time, NANOSECONDS)).result())
                .isFalse();
        assertThat(Background.call(() -> lock.tryLock(time, SECONDS)).result()).isFalse();

        assertThat(lock.holdCount()).isEqualTo(1);
        assertThat(domain.hasWaiters()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldNeverTimeOutEarly(WaitStrategy strategy, @TempDir Path place) throws Exception {
        try (LockFixture other = new LockFixture(place.resolve("domain"), strategy)) {
            other.lock.lock();
            List<Long> early = Background.call(() -> {
                        List<Long> found = new ArrayList<>();
                        for (long timeoutNs : new long[] {1, 1_000, 500_000, 9_999_999, 10_000_001, 25_000_000}) {
                            long startNs = System.nanoTime();
                            boolean acquired = other.lock.tryLock(timeoutNs, NANOSECONDS);
                            if (acquired || System.nanoTime() - startNs < timeoutNs) {
                                found.add(timeoutNs);
                            }
                        }
                        return found;
                    })
                    .result();

            assertThat(early).isEmpty();
            assertThat(other.lock.isHeldByCurrentThread()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void shouldPassFromThreadToThread(WaitStrategy strategy, @TempDir Path place) throws Exception {
        try (LockFixture other = new LockFixture(place.resolve("domain"), strategy)) {
            other.lock.lock();
            List<Background<Boolean>> waiters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiters.add(Background.call(() -> {
                    try (Lease lease = other.lock.acquire()) {
                        return lease.stillHeld() && !lease.recovered();
                    }
                }));
            }
            await().until(other::hasWaiters);

            other.lock.unlock();

            for (Background<Boolean> each : waiters) {
                assertThat(each.result()).isTrue();
            }
            assertThat(other.lock.token()).isEqualTo(5);
            assertThat(other.lock.isLocked()).isFalse();
        }
    }

    @Test
    void shouldEndEveryKindOfWaitWhenTheLockComesFree() throws Exception {
        List<Background.Work> kinds = List.of(
                lock::lock,
                lock::lockInterruptibly,
                lock::acquire,
                () -> assertThat(lock.tryLock(1, DAYS)).isTrue(),
                () -> assertThat(lock.tryLock(Long.MAX_VALUE, DAYS)).isTrue(),
                () -> lock.acquire(Duration.ofDays(1)),
                () -> lock.acquire(Duration.ofSeconds(Long.MAX_VALUE)));
        for (Background.Work kind : kinds) {
            lock.lock();
            Background<Boolean> waiter = waiter(kind);

            lock.unlock();

            assertThat(waiter.result()).isTrue();
            assertThat(domain.word()).isZero();
        }
    }

    @Test
    void shouldNameLockFileTimeAndHolderWhenTheTimeIsUp() throws Exception {
        lock.lock();

        Throwable failure =
                Background.call(() -> lock.acquire(Duration.ofMillis(30))).failure();

        assertThat(failure)
                .isInstanceOf(AcquireTimeoutException.class)
                .hasMessageContaining("lock 'book' not acquired in PT0.03S")
                .hasMessageContaining(lock.path().toString())
                .hasMessageContaining("holder=this process, thread ")
                .hasMessageMatching("(?s).*held for at least \\d+ ms.*");
        assertThat(((ParleyException) failure).category()).isEqualTo(ParleyException.Category.ERROR);
    }

    @Test
    void shouldNameTheProcessThatHoldsTheLock() throws Exception {
        domain.heldByAnother();

        assertThatThrownBy(() -> lock.acquire(Duration.ofMillis(1)))
                .isInstanceOf(AcquireTimeoutException.class)
                .hasMessageContaining("holder=pid " + ProcessHandle.current().pid() + " (other, slot ")
                .hasMessageContaining("alive");
        assertThatThrownBy(() -> lock.acquire(Duration.ZERO)).isInstanceOf(AcquireTimeoutException.class);
        assertThatThrownBy(() -> lock.acquire(Duration.ofSeconds(-5))).isInstanceOf(AcquireTimeoutException.class);
        assertThat(lock.tryAcquire()).isEmpty();
    }

    @Test
    void shouldKnowSinceWhenSomebodyHadToWait() throws Exception {
        Instant before = Instant.now().minusMillis(100);
        lock.lock();

        Background.call(() -> lock.tryLock(1, NANOSECONDS)).result();

        Instant since = lock.holder().orElseThrow().seenSince().orElseThrow();
        assertThat(since).isBetween(before, Instant.now().plusMillis(100));
        Background.call(() -> lock.tryLock(1, NANOSECONDS)).result();
        assertThat(lock.holder().orElseThrow().seenSince()).hasValue(since);
        lock.unlock();
        lock.lock();
        assertThat(lock.holder().orElseThrow().seenSince()).isEmpty();
    }

    @Test
    void shouldEndTheWaitOfTheInterrupted() throws Exception {
        List<Callable<?>> kinds = List.of(
                () -> {
                    lock.lockInterruptibly();
                    return null;
                },
                lock::acquire,
                () -> lock.tryLock(1, DAYS),
                () -> lock.acquire(Duration.ofDays(1)));
        lock.lock();
        for (Callable<?> kind : kinds) {
            Background<Boolean> waiter = Background.call(() -> {
                assertThatThrownBy(kind::call).isInstanceOf(InterruptedException.class);
                return Thread.currentThread().isInterrupted() || lock.isHeldByCurrentThread();
            });
            await().until(domain::hasWaiters);
            waiter.awaitAsleep();

            waiter.thread().interrupt();

            assertThat(waiter.result()).as("flag, or the lock").isFalse();
        }
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.token()).isEqualTo(1);
    }

    @Test
    void shouldNotAcquireWhenInterruptedBefore() throws Exception {
        List<Callable<?>> kinds = List.of(
                () -> {
                    lock.lockInterruptibly();
                    return null;
                },
                lock::acquire,
                () -> lock.tryLock(0, SECONDS),
                () -> lock.acquire(Duration.ofDays(1)));
        for (Callable<?> kind : kinds) {
            Background<Boolean> interrupted = Background.call(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(kind::call).isInstanceOf(InterruptedException.class);
                return Thread.currentThread().isInterrupted();
            });

            assertThat(interrupted.result()).as("flag").isFalse();
            assertThat(lock.isLocked()).isFalse();
        }
    }

    @Test
    void shouldWaitThroughInterruptionAndKeepTheFlag() throws Exception {
        lock.lock();
        Background<Boolean> waiter = Background.call(() -> {
            lock.lock();
            boolean both =
                    lock.isHeldByCurrentThread() && Thread.currentThread().isInterrupted();
            lock.unlock();
            return both;
        });
        await().until(domain::hasWaiters);
        waiter.awaitAsleep();

        waiter.thread().interrupt();
        await().until(() -> !waiter.thread().isInterrupted());
        assertThat(waiter.isDone()).isFalse();
        lock.unlock();

        assertThat(waiter.result()).as("lock and flag").isTrue();
    }

    @Test
    void shouldKeepTheFlagThatWasSetBefore() throws Exception {
        Background<Boolean> uncontended = Background.call(() -> {
            Thread.currentThread().interrupt();
            boolean tried = lock.tryLock();
            lock.lock();
            lock.unlock();
            lock.unlock();
            return tried && Thread.currentThread().isInterrupted();
        });
        assertThat(uncontended.result()).isTrue();
        lock.lock();
        Background<Boolean> contended = Background.call(() -> {
            Thread.currentThread().interrupt();
            lock.lock();
            lock.unlock();
            return Thread.currentThread().isInterrupted();
        });
        await().until(domain::hasWaiters);
        lock.unlock();

        assertThat(contended.result()).isTrue();
    }
}
