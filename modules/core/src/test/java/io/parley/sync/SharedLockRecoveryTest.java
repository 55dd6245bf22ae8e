package io.parley.sync;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.internal.live.OtherProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a lock whose holder is gone. */
@Timeout(60)
class SharedLockRecoveryTest {
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

    enum Way {
        LOCK,
        INTERRUPTIBLY,
        TRY,
        TIMED,
        NO_TIME,
        ACQUIRE,
        ACQUIRE_TIMED,
        TRY_ACQUIRE;

        void acquire(SharedLock lock) throws InterruptedException {
            switch (this) {
                case LOCK -> lock.lock();
                case INTERRUPTIBLY -> lock.lockInterruptibly();
                case TRY -> assertThat(lock.tryLock()).isTrue();
                case TIMED -> assertThat(lock.tryLock(1, DAYS)).isTrue();
                case NO_TIME -> assertThat(lock.tryLock(0, SECONDS)).isTrue();
                case ACQUIRE -> assertThat(lock.acquire().recovered()).isTrue();
                case ACQUIRE_TIMED ->
                    assertThat(lock.acquire(Duration.ofDays(1)).recovered()).isTrue();
                case TRY_ACQUIRE ->
                    assertThat(lock.tryAcquire().orElseThrow().recovered()).isTrue();
                default -> throw new AssertionError(this);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void shouldBeTakenOverFromAThreadThatEnded(Way way) throws Exception {
        Background.run(() -> {
                    lock.lock();
                    lock.lock();
                })
                .result();
        assertThat(lock.isLocked()).isTrue();

        way.acquire(lock);

        assertThat(lock.isHeldByCurrentThread()).isTrue();
        assertThat(lock.isRecovered()).isTrue();
        assertThat(lock.holdCount()).isEqualTo(1);
        assertThat(lock.recoveries()).isEqualTo(1);
        assertThat(lock.token()).isEqualTo(2);
        assertThat(domain.word() & LockFixture.INCONSISTENT)
                .as("for the next, if nobody repairs")
                .isNotZero();
        lock.unlock();
        assertThat(domain.word()).isEqualTo(LockFixture.INCONSISTENT);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void shouldBeTakenOverFromAProcessThatWasKilled(Way way) throws Exception {
        OtherProcess other = domain.heldByAnother();
        other.kill();

        way.acquire(lock);

        assertThat(lock.isHeldByCurrentThread()).isTrue();
        assertThat(lock.isRecovered()).isTrue();
        assertThat(lock.recoveries()).isEqualTo(1);
        assertThat(lock.token()).isEqualTo(1);
        assertThat(domain.words.getInt(LockFixture.PREVIOUS_OWNER)).isEqualTo(other.owner());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void shouldBeTakenOverFromAProcessThatLeftAndWhoseSlotIsUsedAgain(Way way) throws Exception {
        domain.heldByAnother().close();
        for (int i = 0; i < 3; i++) {
            domain.join("next " + i);
        }

        way.acquire(lock);

        assertThat(lock.isRecovered()).isTrue();
    }

    @Test
    void shouldNeverBeTakenFromTheLiving() throws Exception {
        OtherProcess other = domain.heldByAnother();
        other.table().exiting();

        assertThat(lock.tryLock()).isFalse();
        assertThat(lock.tryAcquire()).isEmpty();
        assertThat(lock.tryLock(50, MILLISECONDS)).isFalse();

        assertThat(domain.word() & ~LockFixture.WAITERS).isEqualTo(other.owner());
        HolderInfo holder = lock.holder().orElseThrow();
        assertThat(holder.processName()).isEqualTo("other");
        assertThat(holder.alive()).isTrue();
        assertThat(lock.recoveries()).isZero();
    }

    @Test
    void shouldPassToAWaiterWhenItsHoldersProcessDies() throws Exception {
        OtherProcess other = domain.heldByAnother();
        Background<Boolean> waiter = Background.call(() -> {
            lock.lock();
            return lock.isRecovered();
        });
        await().until(domain::hasWaiters);
        waiter.awaitAsleep();

        other.kill();

        assertThat(waiter.result()).as("told").isTrue();
    }

    @Test
    void shouldPassToAWaiterWhenItsHoldersThreadEnds() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Background<Void> holder = Background.run(() -> {
            lock.lock();
            end.await();
        });
        await().until(lock::isLocked);
        Background<Boolean> waiter = Background.call(() -> {
            lock.lock();
            return lock.isRecovered();
        });
        await().until(domain::hasWaiters);
        assertThat(waiter.awaitAsleep().isDone()).isFalse();

        end.countDown();
        holder.result();

        assertThat(waiter.result()).as("told").isTrue();
    }

    @Test
    void shouldPassToExactlyOneWaiterAtATime() throws Exception {
        OtherProcess other = domain.heldByAnother();
        long[] guarded = new long[1];
        List<Background<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiters.add(Background.call(() -> {
                lock.lock();
                boolean told = lock.isRecovered();
                if (told) {
                    lock.markConsistent();
                }
                guarded[0]++;
                lock.unlock();
                return told;
            }));
        }
        await().until(domain::hasWaiters);

        other.kill();

        int told = 0;
        for (Background<Boolean> each : waiters) {
            told += each.result() ? 1 : 0;
        }
        assertThat(told).isEqualTo(1);
        assertThat(guarded).containsExactly(4);
        assertThat(lock.recoveries()).isEqualTo(1);
        assertThat(domain.word()).isZero();
    }

    @Test
    void shouldShowWhoDiedHoldingIt() throws Exception {
        OtherProcess other = domain.heldByAnother();
        other.kill();

        assertThat(lock.isLocked()).isTrue();
        HolderInfo dead = lock.holder().orElseThrow();
        assertThat(dead.alive()).isFalse();
        assertThat(dead.processName()).isEqualTo("other");
        assertThat(dead.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(lock.toString()).contains("(other, slot ").contains("dead");

        domain.parley.reap();

        HolderInfo gone = lock.holder().orElseThrow();
        assertThat(gone.alive()).isFalse();
        assertThat(gone.pid()).isZero();
        assertThat(gone.processName()).isEqualTo("gone");
        lock.lock();
        assertThat(lock.isRecovered()).isTrue();
    }

    @Test
    void shouldShowThatTheHoldersThreadEnded() throws Exception {
        Background.run(lock::lock).result();

        await().until(() -> !lock.holder().orElseThrow().alive());

        assertThat(lock.holder().orElseThrow().processName()).isEqualTo("tests");
        assertThat(domain.parley.diagnose().toString())
                .contains("book.lock held by")
                .contains("dead");
        lock.lock();
        assertThat(lock.holder().orElseThrow().alive()).isTrue();
        lock.unlock();
    }
}
