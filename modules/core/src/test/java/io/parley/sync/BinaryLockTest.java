package io.parley.sync;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.AcquireTimeoutException;
import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.ObjectMismatchException;
import io.parley.Parley;
import io.parley.internal.live.OtherProcess;
import io.parley.internal.memory.Memory;
import io.parley.internal.memory.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BinaryLockTest {
    @TempDir
    Path directory;

    private Parley parley;
    private BinaryLock lock;

    @BeforeEach
    void open() {
        parley = Parley.open(LockFixture.config(directory));
        lock = parley.binaryLock("door");
    }

    @AfterEach
    void close() {
        parley.close();
    }

    private static int word(BinaryLock lock) throws IOException {
        return TestFiles.map(lock.path()).getIntVolatile(LockFixture.WORD);
    }

    private OtherProcess acquiredByAnother(BinaryLock held) throws IOException {
        OtherProcess other = OtherProcess.join(directory, "other");
        Memory words = TestFiles.map(held.path());
        words.putIntVolatile(LockFixture.WORD, other.owner());
        return other;
    }

    @Test
    void shouldBeReleasedByAnybody() throws Exception {
        lock.lock();
        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.holder().orElseThrow().threadId())
                .isEqualTo(Thread.currentThread().getId());

        Background.run(lock::unlock).result();

        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.holder()).isEmpty();
        assertThat(lock.token()).isEqualTo(1);
    }

    @Test
    void shouldNotBeReentrant() throws Exception {
        lock.lock();

        assertThat(lock.tryLock()).isFalse();
        assertThat(lock.tryLock(5, MILLISECONDS)).isFalse();
        Background<Void> second = Background.run(lock::lock);
        second.awaitAsleep();
        assertThat(second.isDone()).isFalse();
        lock.unlock();
        second.result();
        assertThat(lock.isLocked()).isTrue();
    }

    @Test
    void shouldRefuseToBeReleasedWhenFree() {
        assertThatThrownBy(lock::unlock)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("free already")
                .hasMessageContaining("door.binlock");
        lock.lock();
        lock.unlock();
        assertThatThrownBy(lock::unlock).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(lock.tryLock()).isTrue();
    }

    @Test
    void shouldStayLockedWhenTheProcessThatAcquiredItIsGone() throws Exception {
        OtherProcess other = acquiredByAnother(lock);
        other.kill();
        assertThat(lock.tryLock()).isFalse();
        parley.reap();
        for (int i = 0; i < 3; i++) {
            OtherProcess.join(directory, "next " + i);
        }

        assertThat(lock.tryLock(25, MILLISECONDS)).isFalse();
        HolderInfo gone = lock.holder().orElseThrow();
        assertThat(gone.alive()).isFalse();
        Background<Void> waiter = Background.run(lock::lock);
        await().until(() -> word(lock) < 0);
        assertThat(waiter.awaitAsleep().isDone()).isFalse();
        lock.unlock();

        waiter.result();
        assertThat(lock.isRecovered()).isFalse();
        assertThat(lock.recoveries()).isZero();
    }

    @Test
    void shouldComeBackFromTheDeadWhereAskedFor() throws Exception {
        BinaryLock recovering = parley.binaryLock("gate", LockOptions.recoverOnOwnerDeath());
        OtherProcess other = acquiredByAnother(recovering);
        assertThat(recovering.tryLock()).as("from the living").isFalse();
        Background<Boolean> waiter = Background.call(() -> {
            recovering.lock();
            return recovering.isRecovered();
        });
        await().until(() -> word(recovering) < 0);

        other.kill();

        assertThat(waiter.result()).as("told").isTrue();
        recovering.unlock();
        assertThat(recovering.isRecovered()).as("until somebody repairs").isTrue();
        recovering.lock();
        recovering.markConsistent();
        recovering.unlock();
        assertThat(recovering.isRecovered()).isFalse();
        assertThat(recovering.recoveries()).isEqualTo(1);
    }

    @Test
    void shouldExcludeThreads() throws Exception {
        long[] guarded = new long[1];
        List<Background<Void>> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            workers.add(Background.run(() -> {
                for (int round = 0; round < 5_000; round++) {
                    lock.lock();
                    guarded[0]++;
                    lock.unlock();
                }
            }));
        }
        for (Background<Void> each : workers) {
            each.result();
        }
        assertThat(guarded).containsExactly(20_000);
        assertThat(lock.token()).isEqualTo(20_000);
        assertThat(word(lock)).isZero();
    }

    @Test
    void shouldBeInterruptibleAndTimed() throws Exception {
        lock.lock();
        for (Background.Work wait : List.<Background.Work>of(
                lock::lockInterruptibly, () -> lock.tryLock(1, DAYS), () -> lock.acquire(Duration.ofDays(1)))) {
            Background<Void> waiter = Background.run(wait);
            waiter.awaitAsleep().thread().interrupt();
            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        }
        long startNs = System.nanoTime();
        assertThatThrownBy(() -> lock.acquire(Duration.ofMillis(15)))
                .isInstanceOf(AcquireTimeoutException.class)
                .hasMessageContaining("binary lock 'door' not acquired in PT0.015S: " + lock.path())
                .hasMessageContaining("holder=this process, thread ")
                .hasMessageContaining("(" + Thread.currentThread().getName() + ")")
                .hasMessageContaining("waiters=")
                .hasMessageContaining("parley diagnose");
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(15_000_000);
    }

    @Test
    void shouldKeepItsOptions() {
        parley.binaryLock("a", LockOptions.fair().and(LockOptions.recoverOnOwnerDeath()));

        assertThat(parley.binaryLock("a").options().isFair()).isTrue();
        assertThat(parley.binaryLock("a").options().recoversOnOwnerDeath()).isTrue();
        assertThatThrownBy(() -> parley.binaryLock("a", LockOptions.defaults()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("found=fair+recoverOnOwnerDeath, expected=unfair");
        assertThatThrownBy(() -> parley.binaryLock("door", LockOptions.recoverOnOwnerDeath()))
                .isInstanceOf(ObjectMismatchException.class);
        assertThat(parley.binaryLock("door", LockOptions.defaults()).options()).isEqualTo(LockOptions.defaults());
    }

    @Test
    void shouldHaveConditions() throws Exception {
        SharedCondition changed = lock.condition("changed");
        assertThatThrownBy(changed::signal).isInstanceOf(IllegalMonitorStateException.class);
        Background<Boolean> waiter = Background.call(() -> {
            lock.lock();
            boolean signalled = changed.await(1, DAYS);
            lock.unlock();
            return signalled;
        });
        await().until(() -> changed.waiters() == 1);
        lock.lock();
        assertThat(Background.run(changed::signal).failure()).isInstanceOf(IllegalMonitorStateException.class);
        changed.signal();
        lock.unlock();
        assertThat(waiter.result()).isTrue();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldEndWaitsWhenClosedOrDeleted() throws Exception {
        lock.lock();
        BinaryLock other = parley.binaryLock("door");
        Background<Void> closed = Background.run(other::lock);
        await().until(() -> word(lock) < 0);
        other.close();
        assertThat(closed.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("handle is closed");
        Background<Void> deleted = Background.run(lock::lockInterruptibly);
        deleted.awaitAsleep();
        parley.binaryLock("door").delete();
        assertThat(deleted.failure()).isInstanceOf(ObjectDeletedException.class);
    }
}
