package io.parley.sync;

import static io.parley.sync.SyncFixture.asleep;
import static io.parley.sync.SyncFixture.asleepCalling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.AcquireTimeoutException;
import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.WaitStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting for permits, of every sort of semaphore. */
@Timeout(120)
class SemaphoreWaitingTest {
    private static final int INTERRUPTS = 10_000;

    @TempDir
    Path directory;

    private SyncFixture domain;

    /** The sorts of semaphore. */
    enum Sort {
        PLAIN,
        BOUNDED,
        LEASED;

        SharedSemaphore open(SyncFixture domain, int permits) {
            return switch (this) {
                case PLAIN -> domain.parley.semaphore("slots", permits);
                case BOUNDED -> domain.parley.boundedSemaphore("slots", permits);
                case LEASED -> domain.parley.leasedSemaphore("slots", permits);
            };
        }
    }

    @BeforeEach
    void open() {
        domain = new SyncFixture(directory.resolve("domain"));
    }

    @AfterEach
    void close() {
        domain.close();
    }

    private SharedSemaphore drained(Sort sort, int permits) {
        SharedSemaphore semaphore = sort.open(domain, permits);
        assertThat(semaphore.drainPermits()).isEqualTo(permits);
        return semaphore;
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndEveryKindOfWaitWhenAPermitComesFree(Sort sort) throws Exception {
        SharedSemaphore semaphore = drained(sort, 2);
        for (Background.Work kind : List.<Background.Work>of(
                semaphore::acquire,
                semaphore::acquireUninterruptibly,
                () -> semaphore.acquire(Duration.ofDays(1)),
                () -> assertThat(semaphore.tryAcquire(Duration.ofDays(1))).isTrue(),
                () -> assertThat(semaphore.tryAcquire(Duration.ofSeconds(Long.MAX_VALUE)))
                        .isTrue())) {
            Background<Void> waiter = asleep(semaphore::hasWaiters, kind);

            semaphore.release();

            waiter.result();
            assertThat(semaphore.availablePermits()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldWaitUntilAllThePermitsAreThere(Sort sort) throws Exception {
        SharedSemaphore semaphore = drained(sort, 3);
        Background<Void> waiter = asleep(semaphore::hasWaiters, () -> semaphore.acquire(3));

        semaphore.release(2);
        assertThat(waiter.awaitAsleep().isDone()).isFalse();
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        semaphore.release(1);

        waiter.result();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void shouldWakeAsManyAsThereArePermits(Sort sort) throws Exception {
        SharedSemaphore semaphore = drained(sort, 8);
        List<Background<Void>> waiters = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiters.add(asleep(semaphore::hasWaiters, semaphore::acquire));
        }

        semaphore.release(5);

        await().until(() -> waiters.stream().filter(Background::isDone).count() == 5);
        assertThat(semaphore.availablePermits()).isZero();
        semaphore.release(3);
        for (Background<Void> each : waiters) {
            each.result();
        }
        semaphore.release(8);
        assertThat(semaphore.availablePermits()).isEqualTo(8);
    }

    @Test
    void shouldLetWhoWantsFewPassWhoWantsMany() throws Exception {
        SharedSemaphore semaphore = drained(Sort.PLAIN, 5);
        Background<Void> many = asleep(semaphore::hasWaiters, () -> semaphore.acquire(5));
        Background<Void> one = Background.run(semaphore::acquire).awaitAsleep();

        semaphore.release();

        one.result();
        assertThat(many.isDone()).isFalse();
        semaphore.release(5);
        many.result();
    }

    @ParameterizedTest
    @MethodSource("io.parley.sync.SyncFixture#strategies")
    void shouldNeverTimeOutEarly(WaitStrategy strategy) throws Exception {
        try (SyncFixture other = new SyncFixture(directory.resolve("other"), strategy)) {
            for (Sort sort : List.of(Sort.PLAIN, Sort.LEASED)) {
                SharedSemaphore semaphore = sort.open(other, 0);
                for (long timeoutNs : new long[] {1, 1_000, 500_000, 9_999_999, 10_000_001, 60_000_000}) {
                    long startNs = System.nanoTime();
                    assertThat(semaphore.tryAcquire(Duration.ofNanos(timeoutNs)))
                            .isFalse();
                    assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(timeoutNs);
                }
                semaphore.delete();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.parley.sync.SyncFixture#strategies")
    void shouldPassPermitsToAndFro(WaitStrategy strategy) throws Exception {
        try (SyncFixture other = new SyncFixture(directory.resolve("other"), strategy)) {
            SharedSemaphore ping = other.parley.semaphore("ping", 0);
            SharedSemaphore pong = other.parley.semaphore("pong", 0);
            Background<Void> peer = Background.run(() -> {
                for (int i = 0; i < 2_000; i++) {
                    ping.acquire();
                    pong.release();
                }
            });

            for (int i = 0; i < 2_000; i++) {
                ping.release();
                pong.acquire();
            }

            peer.result();
            assertThat(ping.availablePermits() + pong.availablePermits()).isZero();
        }
    }

    @Test
    void shouldNameWhatWasWantedWhenTheTimeIsUp() {
        SharedSemaphore semaphore = drained(Sort.PLAIN, 2);

        assertThatThrownBy(() -> semaphore.acquire(2, Duration.ofMillis(20)))
                .isInstanceOf(AcquireTimeoutException.class)
                .hasMessageContaining("semaphore 'slots' not acquired in PT0.02S: " + semaphore.path())
                .hasMessageContaining("wanted=2, available=0, initial=2");
        assertThatThrownBy(() -> semaphore.acquire(Duration.ZERO)).isInstanceOf(AcquireTimeoutException.class);
    }

    @Test
    void shouldNameWhoHasTheLeasesWhenTheTimeIsUp() {
        SharedSemaphore semaphore = drained(Sort.LEASED, 2);

        assertThatThrownBy(() -> semaphore.acquire(Duration.ofMillis(1)))
                .isInstanceOf(AcquireTimeoutException.class)
                .hasMessageContaining("holders=[ProcessHold[pid="
                        + ProcessHandle.current().pid() + ", processName=tests, alive=true, count=2]]");
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeNothingWhenInterrupted(Sort sort) throws Exception {
        SharedSemaphore semaphore = drained(sort, 1);
        for (Background.Work kind : List.<Background.Work>of(
                semaphore::acquire,
                () -> semaphore.acquire(Duration.ofDays(1)),
                () -> semaphore.tryAcquire(Duration.ofDays(1)))) {
            Background<Void> waiter = asleep(semaphore::hasWaiters, kind);

            waiter.thread().interrupt();

            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        }
        semaphore.release();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        Background<Void> before = Background.run(() -> {
            Thread.currentThread().interrupt();
            semaphore.acquire();
        });
        assertThat(before.failure()).isInstanceOf(InterruptedException.class);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldWaitThroughInterruptionAndKeepTheFlag(Sort sort) throws Exception {
        SharedSemaphore semaphore = drained(sort, 1);
        Background<Boolean> waiter = asleepCalling(semaphore::hasWaiters, () -> {
            semaphore.acquireUninterruptibly();
            return Thread.currentThread().isInterrupted();
        });

        waiter.thread().interrupt();
        await().until(() -> !waiter.thread().isInterrupted());
        assertThat(waiter.isDone()).isFalse();
        semaphore.release();

        assertThat(waiter.result()).as("flag").isTrue();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLoseNoPermitInAStormOfInterrupts(Sort sort) throws Exception {
        int permits = 2;
        SharedSemaphore semaphore = sort.open(domain, permits);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong acquired = new AtomicLong();
        AtomicLong interrupted = new AtomicLong();
        List<Background<Void>> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            users.add(Background.run(() -> {
                while (!stop.get()) {
                    try {
                        semaphore.acquire();
                        acquired.incrementAndGet();
                        Thread.yield();
                        semaphore.release();
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                }
            }));
        }

        for (int i = 0; i < INTERRUPTS; i++) {
            users.get(i % users.size()).thread().interrupt();
            if (i % 16 == 0) {
                Thread.yield();
            }
        }
        long seen = acquired.get();
        await().until(() -> acquired.get() > seen + 100);
        stop.set(true);
        semaphore.release(0);
        for (Background<Void> each : users) {
            each.result();
        }

        assertThat(interrupted.get()).isPositive();
        assertThat(semaphore.availablePermits()).isEqualTo(permits);
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndEveryWaitWhenItIsDeleted(Sort sort) throws Exception {
        for (int kind = 0; kind < 3; kind++) {
            SharedSemaphore semaphore = drained(sort, 1);
            Background<Void> waiter = asleep(semaphore::hasWaiters, wait(semaphore, kind));

            domain.parley.semaphore("other").delete();
            semaphore.delete();

            assertThat(waiter.failure())
                    .isInstanceOf(ObjectDeletedException.class)
                    .hasMessageContaining(semaphore.path().toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndEveryWaitWhenItsHandleIsClosed(Sort sort) throws Exception {
        for (int kind = 0; kind < 3; kind++) {
            SharedSemaphore semaphore = sort.open(domain, 1);
            semaphore.drainPermits();
            Background<Void> waiter = asleep(semaphore::hasWaiters, wait(semaphore, kind));

            semaphore.close();

            assertThat(waiter.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndEveryWaitWhenTheDomainIsClosed(Sort sort) throws Exception {
        SharedSemaphore semaphore = drained(sort, 1);
        Background<Void> waiter = asleep(semaphore::hasWaiters, semaphore::acquire);

        domain.parley.close();

        assertThat(waiter.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    private static Background.Work wait(SharedSemaphore semaphore, int kind) {
        return List.<Background.Work>of(
                        semaphore::acquire,
                        semaphore::acquireUninterruptibly,
                        () -> semaphore.tryAcquire(Duration.ofDays(1)))
                .get(kind);
    }
}
