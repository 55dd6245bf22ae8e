package io.parley.sync;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.Background;
import io.parley.ObjectDeletedException;
import io.parley.Parley;
import io.parley.value.SharedLong;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedConditionTest {
    @TempDir
    Path directory;

    private LockFixture domain;
    private SharedLock lock;
    private SharedCondition condition;

    @BeforeEach
    void open() throws IOException {
        domain = new LockFixture(directory.resolve("domain"));
        lock = domain.lock;
        condition = lock.condition("changed");
    }

    @AfterEach
    void close() {
        domain.close();
    }

    /** A thread that waits under the lock and says what it got. */
    private <T> Background<T> waiter(java.util.concurrent.Callable<T> wait) {
        int before = condition.waiters();
        Background<T> waiter = Background.call(() -> {
            lock.lock();
            try {
                return wait.call();
            } finally {
                lock.unlock();
            }
        });
        await().until(() -> condition.waiters() == before + 1);
        return waiter;
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void shouldSignalInTheOrderOfWaiting() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Background<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            waiters.add(waiter(() -> {
                condition.await();
                return order.add(number);
            }));
        }
        for (int i = 0; i < 5; i++) {
            locked(condition::signal);
            waiters.get(i).result();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        assertThat(condition.waiters()).isZero();
    }

    @Test
    void shouldSignalAsManyAsAskedFor() throws Exception {
        List<Background<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiters.add(waiter(() -> condition.await(1, DAYS)));
        }
        locked(() -> condition.signal(0));
        locked(() -> condition.signal(-1));
        assertThat(condition.waiters()).isEqualTo(4);
        locked(() -> condition.signal(2));
        assertThat(waiters.get(0).result()).isTrue();
        assertThat(waiters.get(1).result()).isTrue();
        assertThat(condition.waiters()).isEqualTo(2);
        locked(condition::signalAll);
        assertThat(waiters.get(2).result()).isTrue();
        assertThat(waiters.get(3).result()).isTrue();
    }

    @Test
    void shouldNotRememberASignalThatNobodyWaitsFor() throws Exception {
        locked(condition::signal);
        locked(condition::signalAll);
        lock.lock();

        assertThat(condition.await(5, MILLISECONDS)).isFalse();
    }

    @Test
    void shouldGiveUpTheLockCompletelyAndTakeItBackAsOften() throws Exception {
        Background<Integer> waiter = waiter(() -> {
            lock.lock();
            lock.lock();
            condition.await();
            int holds = lock.holdCount();
            lock.unlock();
            lock.unlock();
            return holds;
        });
        assertThat(lock.tryLock()).as("free while somebody waits").isTrue();
        condition.signal();
        lock.unlock();

        assertThat(waiter.result()).isEqualTo(3);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldRefuseWithoutTheLock() throws Exception {
        assertThatThrownBy(condition::await)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("book.lock")
                .hasMessageContaining("holder=nobody");
        assertThatThrownBy(() -> condition.await(0, NANOSECONDS)).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signal).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> condition.signal(0)).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalMonitorStateException.class);
        Background.run(() -> {
                    lock.lock();
                    lock.unlock();
                })
                .result();
        lock.lock();
        assertThat(Background.run(condition::await).failure()).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(Background.run(condition::signal).failure()).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void shouldNeverTimeOutEarly() throws Exception {
        lock.lock();
        for (long timeoutNs : new long[] {1, 500_000, 19_999_999, 20_000_001, 45_000_000}) {
            long startNs = System.nanoTime();
            assertThat(condition.await(Duration.ofNanos(timeoutNs))).isFalse();
            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(timeoutNs);
        }
        long startNs = System.nanoTime();
        assertThat(condition.awaitNanos(3_000_000)).isLessThanOrEqualTo(0);
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(3_000_000);
        Date deadline = new Date(System.currentTimeMillis() + 30);
        assertThat(condition.awaitUntil(deadline)).isFalse();
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(deadline.getTime());
        assertThat(lock.holdCount()).isEqualTo(1);
    }

    @Test
    void shouldOnlyGiveWayWhenThereIsNoTime() throws Exception {
        lock.lock();
        assertThat(condition.await(0, MILLISECONDS)).isFalse();
        assertThat(condition.await(Duration.ofSeconds(-1))).isFalse();
        assertThat(condition.awaitNanos(Long.MIN_VALUE)).isNegative();
        assertThat(condition.awaitUntil(new Date(0))).isFalse();
        assertThat(condition.awaitUntil(new Date(Long.MIN_VALUE))).isFalse();
        assertThat(lock.holdCount()).isEqualTo(1);
        assertThat(condition.waiters()).isZero();
    }

    @Test
    void shouldTellHowMuchTimeIsLeft() throws Exception {
        Background<Long> waiter = waiter(() -> condition.awaitNanos(DAYS.toNanos(1)));
        locked(condition::signal);
        assertThat(waiter.result()).isBetween(1L, DAYS.toNanos(1));
        Background<Boolean> dated = waiter(() -> condition.awaitUntil(new Date(Long.MAX_VALUE)));
        locked(condition::signal);
        assertThat(dated.result()).isTrue();
    }

    @Test
    void shouldWaitUntilSomethingIsTrue() throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        assertThat(condition.awaitUntil(() -> true, Duration.ZERO))
                .as("needs no lock")
                .isTrue();
        assertThat(condition.awaitUntil(() -> false, Duration.ZERO)).isFalse();
        assertThatThrownBy(() -> condition.awaitUntil(() -> false, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalMonitorStateException.class);
        Background<Boolean> waiter = waiter(() -> condition.awaitUntil(ready::get, Duration.ofDays(1)));
        locked(condition::signalAll);
        await().until(() -> condition.waiters() == 1);
        assertThat(waiter.isDone()).isFalse();
        locked(() -> {
            ready.set(true);
            condition.signalAll();
        });
        assertThat(waiter.result()).isTrue();
        lock.lock();
        long startNs = System.nanoTime();
        assertThat(condition.awaitUntil(() -> false, Duration.ofMillis(10))).isFalse();
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(10_000_000);
    }

    @Test
    void shouldEndTheWaitOfTheInterruptedWithTheLock() throws Exception {
        Background<Boolean> waiter = waiter(() -> {
            assertThatThrownBy(condition::await).isInstanceOf(InterruptedException.class);
            return lock.isHeldByCurrentThread() && !Thread.currentThread().isInterrupted();
        });
        waiter.awaitAsleep().thread().interrupt();
        assertThat(waiter.result()).isTrue();
        assertThat(condition.waiters()).isZero();
    }

    @Test
    void shouldNotWaitWhenInterruptedBefore() {
        lock.lock();
        Thread.currentThread().interrupt();
        assertThatThrownBy(condition::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(lock.holdCount()).isEqualTo(1);
    }

    @Test
    void shouldReturnNormallyWithTheFlagWhenSignalledFirst() throws Exception {
        Background<Boolean> waiter = waiter(() -> {
            condition.await();
            return Thread.currentThread().isInterrupted();
        });
        waiter.awaitAsleep();
        locked(() -> {
            condition.signal();
            waiter.thread().interrupt();
        });
        assertThat(waiter.result()).as("signal used, flag kept").isTrue();
    }

    @Test
    void shouldWaitThroughInterruptionAndKeepTheFlag() throws Exception {
        Background<Boolean> waiter = waiter(() -> {
            condition.awaitUninterruptibly();
            return Thread.currentThread().isInterrupted() && lock.isHeldByCurrentThread();
        });
        waiter.awaitAsleep().thread().interrupt();
        await().until(() -> !waiter.thread().isInterrupted());
        assertThat(waiter.isDone()).isFalse();
        locked(condition::signal);
        assertThat(waiter.result()).isTrue();
    }

    @Test
    void shouldBeTheSameUnderTheSameNameAndNumber() throws Exception {
        SharedCondition first = lock.newCondition();
        SharedCondition second = lock.newCondition();
        assertThat(first.name()).isEqualTo("1");
        assertThat(second.path()).hasFileName("book.lock.2.cond");
        try (Parley again = Parley.open(LockFixture.config(directory.resolve("domain")))) {
            SharedLock sameLock = again.lock("book");
            SharedCondition same = sameLock.newCondition();
            Background<Boolean> waiter = Background.call(() -> {
                sameLock.lock();
                try {
                    return same.await(1, DAYS);
                } finally {
                    sameLock.unlock();
                }
            });
            await().until(() -> first.waiters() == 1);
            locked(second::signalAll);
            assertThat(first.waiters()).as("not of the other condition").isEqualTo(1);
            locked(first::signal);
            assertThat(waiter.result()).isTrue();
        }
    }

    @Test
    void shouldBelongToTheLockAndNotToItsSuccessor() {
        Path path = condition.path();
        lock.delete();
        assertThat(path).exists();
        assertThatThrownBy(() -> lock.condition("changed")).isInstanceOf(ObjectDeletedException.class);
        SharedLock successor = domain.parley.lock("book");
        SharedCondition fresh = successor.condition("changed");
        assertThat(fresh.path()).isEqualTo(path);
        assertThat(condition.isDeleted()).isTrue();
        assertThat(fresh.isDeleted()).isFalse();
    }

    @Test
    void shouldWorkOnTheLockOfAValue() throws Exception {
        SharedLong value = domain.parley.longValue("n");
        SharedCondition grown = value.lock().condition("grown");
        Background<Boolean> waiter = Background.call(() -> {
            value.lock().lock();
            try {
                return grown.awaitUntil(() -> value.get() == 3, Duration.ofDays(1));
            } finally {
                value.lock().unlock();
            }
        });
        await().until(() -> grown.waiters() == 1);
        value.lock().lock();
        value.set(3);
        grown.signal();
        value.lock().unlock();
        assertThat(waiter.result()).isTrue();
        assertThat(grown.path()).hasFileName("n.long.grown.cond");
    }

    @Test
    void shouldEndWaitsWhenDeletedOrClosed() throws Exception {
        Background<Boolean> deleted = waiter(() -> {
            assertThatThrownBy(condition::await).isInstanceOf(ObjectDeletedException.class);
            return lock.isHeldByCurrentThread();
        });
        condition.delete();
        assertThat(deleted.result()).as("with the lock").isTrue();

        SharedCondition other = lock.condition("other");
        Background<Void> closed = Background.run(() -> {
            lock.lock();
            other.await();
        });
        await().until(() -> other.waiters() == 1);
        other.close();
        assertThat(closed.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("handle is closed");
        assertThat(lock.isLocked()).as("without the lock").isFalse();
    }

    @Test
    void shouldEndWaitsWhenTheDomainIsClosed() throws Exception {
        Background<Void> closed = Background.run(() -> {
            lock.lock();
            condition.await();
        });
        await().until(() -> condition.waiters() == 1);
        domain.parley.close();
        assertThat(closed.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void shouldShowWhatABugReportNeeds() {
        assertThat(condition).hasToString("SharedCondition(changed, waiting=0, " + condition.path() + ")");
        condition.close();
        assertThat(condition).hasToString("SharedCondition(changed, closed, " + condition.path() + ")");
        assertThatThrownBy(condition::waiters).isInstanceOf(IllegalStateException.class);
    }
}
