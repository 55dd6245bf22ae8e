package io.parley.sync;

import static java.util.concurrent.TimeUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.internal.live.OtherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closed and deleted locks. */
@Timeout(60)
class SharedLockLifecycleTest {
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

    private Background<Object> waiter(Callable<?> acquire) throws Exception {
        Background<Object> waiter = Background.call(acquire::call);
        await().until(domain::hasWaiters);
        return waiter.awaitAsleep();
    }

    private List<Callable<?>> waits() {
        return List.of(
                () -> {
                    lock.lock();
                    return null;
                },
                () -> lock.acquire(),
                () -> lock.tryLock(1, DAYS),
                () -> lock.acquire(Duration.ofDays(1)));
    }

    @Test
    void shouldEndEveryWaitForALockThatIsDeletedWhileItsHolderHoldsOn() throws Exception {
        for (Callable<?> wait : waits()) {
            domain.close();
            open();
            lock.lock();
            Background<Object> waiter = waiter(wait);

            lock.delete();

            assertThat(waiter.failure())
                    .isInstanceOf(ObjectDeletedException.class)
                    .hasMessageContaining(lock.path().toString());
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            lock.unlock();
        }
    }

    @Test
    void shouldEndEveryWaitWhenTheHolderDeletesAndReleases() throws Exception {
        for (Callable<?> wait : waits()) {
            domain.close();
            open();
            lock.lock();
            Background<Object> waiter = waiter(wait);

            lock.delete();
            lock.unlock();

            assertThat(waiter.failure()).isInstanceOf(ObjectDeletedException.class);
            assertThat(lock.isLocked()).isFalse();
        }
    }

    @Test
    void shouldNotTakeADeletedLockOverFromTheDeadWithoutSayingSo() throws Exception {
        OtherProcess other = domain.heldByAnother();
        lock.delete();
        other.kill();

        assertThatThrownBy(lock::acquire).isInstanceOf(ObjectDeletedException.class);

        assertThat(lock.isHeldByCurrentThread()).isFalse();
    }

    @Test
    void shouldBeANewLockWhenOpenedAgain() throws Exception {
        lock.lock();
        lock.delete();
        assertThat(lock.isDeleted()).isTrue();
        assertThat(lock.path()).doesNotExist();

        SharedLock renewed = domain.parley.lock("book");

        assertThat(renewed.isDeleted()).isFalse();
        assertThat(renewed.isHeldByCurrentThread()).isFalse();
        assertThat(renewed.token()).isZero();
        assertThat(Background.call(renewed::tryLock).result()).isTrue();
        assertThat(lock.holdCount()).isEqualTo(1);
        lock.unlock();
    }

    @Test
    void shouldBeDeletedOnce() throws Exception {
        lock.delete();
        SharedLock renewed = domain.parley.lock("book");

        lock.delete();

        assertThat(renewed.isDeleted()).isFalse();
        assertThat(renewed.path()).exists();
    }

    @Test
    void shouldBeDeletedForEveryHandle() {
        SharedLock second = domain.parley.lock("book");

        second.delete();

        assertThat(lock.isDeleted()).isTrue();
    }

    @Test
    void shouldReplaceALockWhoseDeleterDied() throws Exception {
        lock.lock();
        domain.words.putIntVolatile(80, 3); // the state word: deleted, but the name is still there
        assertThat(lock.isDeleted()).isTrue();

        SharedLock renewed = domain.parley.lock("book");

        assertThat(renewed.isDeleted()).isFalse();
        assertThat(renewed.isLocked()).isFalse();
        lock.unlock();
    }

    @Test
    void shouldRefuseEveryUseOfAClosedHandle() {
        lock.close();
        lock.close();

        List<Background.Work> uses = List.of(
                lock::lock,
                lock::lockInterruptibly,
                lock::tryLock,
                () -> lock.tryLock(1, DAYS),
                lock::unlock,
                lock::acquire,
                () -> lock.acquire(Duration.ofDays(1)),
                lock::tryAcquire,
                lock::isRecovered,
                lock::markConsistent,
                lock::isLocked,
                lock::isHeldByCurrentThread,
                lock::holdCount,
                lock::holder,
                lock::token,
                lock::recoveries,
                lock::delete);
        for (int i = 0; i < uses.size(); i++) {
            Background.Work use = uses.get(i);
            assertThatThrownBy(use::run)
                    .as("use %d", i)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("handle is closed: " + lock.path() + ". Open the object again");
        }
        assertThat(lock.name()).isEqualTo("book");
        assertThat(lock.path()).exists();
    }

    @Test
    void shouldStayWhenItsHandleIsClosed() throws Exception {
        lock.lock();
        lock.unlock();
        lock.close();

        SharedLock again = domain.parley.lock("book");

        assertThat(again.token()).isEqualTo(1);
    }

    @Test
    void shouldBeClosedWithTheDomain() {
        domain.parley.close();

        assertThatThrownBy(lock::lock)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handle is closed");
        assertThatThrownBy(lock::delete)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handle is closed");
        assertThat(lock.path()).exists();
        assertThat(Files.exists(directory.resolve("book.lock"))).isTrue();
    }

    @Test
    void shouldNotHandALockToAThreadWhoseDomainWasClosedMeanwhile() throws Exception {
        Lease lease = lock.acquire();
        Background<Object> waiter = waiter(() -> {
            lock.lock();
            return null;
        });

        domain.parley.close();
        lease.close();

        assertThat(waiter.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        assertThat(domain.word() & ~LockFixture.WAITERS).isZero();
    }

    @Test
    void shouldGoToTheOthersWhenTheDomainIsClosedUnderItsHolder() throws Exception {
        lock.lock();
        OtherProcess other = domain.join("other");

        domain.parley.close();

        assertThat(domain.word()).isNotZero();
        assertThat(other.table().isAlive(domain.word())).isFalse();
    }
}
