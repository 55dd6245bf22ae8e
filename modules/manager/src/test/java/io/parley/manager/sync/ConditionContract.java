package io.parley.manager.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.ObjectDeletedException;
import io.parley.manager.Manager;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedCondition;
import io.parley.sync.ManagedLock;
import io.parley.value.ManagedLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a condition does, wherever it is. */
@Timeout(60)
abstract class ConditionContract {
    private ManagedLock lock;
    private ManagedCondition condition;
    private ManagedLock theirLock;
    private ManagedCondition theirs;

    /** The objects that are tested. */
    abstract Manager manager();

    /** The same ones, as somebody else has them. */
    abstract Manager another();

    /** Before anything else. */
    abstract void open() throws Exception;

    @BeforeEach
    void openCondition() throws Exception {
        open();
        lock = manager().lock("book");
        condition = lock.condition("changed");
        theirLock = another().lock("book");
        theirs = theirLock.condition("changed");
    }

    private Background<Boolean> waiter(Duration timeout) {
        int before = condition.waiters();
        Background<Boolean> waiting = Background.call(() -> {
            theirLock.lock();
            theirLock.lock();
            try {
                boolean signalled = theirs.await(timeout);
                assertThat(theirLock.holdCount()).isEqualTo(2);
                return signalled;
            } finally {
                theirLock.unlock();
                theirLock.unlock();
            }
        });
        await().until(() -> condition.waiters() == before + 1 || waiting.isDone());
        return waiting;
    }

    @Test
    void shouldEndTheWaitOfAnother() throws Exception {
        Background<Boolean> waiting = waiter(Duration.ofSeconds(30));

        lock.lock();
        condition.signal();
        assertThat(waiting.isDone()).isFalse();
        lock.unlock();

        assertThat(waiting.get()).isTrue();
        assertThat(lock.isLocked()).isFalse();
        assertThat(condition.waiters()).isZero();
    }

    @Test
    void shouldSignalInOrderOfArrival() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<Background<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            all.add(Background.call(() -> {
                theirLock.lock();
                boolean signalled = theirs.await(Duration.ofSeconds(30));
                order.add(number);
                theirLock.unlock();
                return signalled;
            }));
            await().until(() -> condition.waiters() == number + 1);
        }

        for (int i = 0; i < 4; i++) {
            int expected = i + 1;
            lock.lock();
            condition.signal();
            lock.unlock();
            await().until(() -> order.size() == expected);
        }

        assertThat(order).containsExactly(0, 1, 2, 3);
        for (Background<Boolean> each : all) {
            assertThat(each.get()).isTrue();
        }
    }

    @Test
    void shouldSignalSeveralOrAll() throws Exception {
        List<Background<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(waiter(Duration.ofSeconds(30)));
        }

        lock.lock();
        condition.signal(2);
        lock.unlock();
        await().until(() -> condition.waiters() == 3);
        assertThat(all.subList(2, 5)).noneMatch(Background::isDone);
        lock.lock();
        condition.signalAll();
        lock.unlock();

        for (Background<Boolean> each : all) {
            assertThat(each.get()).isTrue();
        }
    }

    @Test
    void shouldTakeTheLockBackWhenTimeIsUp() throws Exception {
        lock.lock();

        assertThat(condition.await(Duration.ofMillis(20))).isFalse();
        assertThat(condition.await(0, TimeUnit.SECONDS)).isFalse();
        assertThat(condition.awaitNanos(1_000_000)).isLessThanOrEqualTo(0);
        assertThat(condition.awaitUntil(new Date(0))).isFalse();

        assertThat(lock.holdCount()).isEqualTo(1);
        assertThat(lock.isLocked()).isTrue();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldTakeTheLockBackBeforeItSaysThatItWasInterrupted() throws Exception {
        Background<Boolean> waiting = Background.call(() -> {
            theirLock.lock();
            try {
                theirs.await();
                return false;
            } catch (InterruptedException e) {
                return theirLock.isHeldByCurrentThread();
            } finally {
                theirLock.unlock();
            }
        });
        await().until(() -> condition.waiters() == 1);

        lock.lock();
        waiting.interrupt();
        assertThat(waiting.isDone()).isFalse();
        lock.unlock();

        assertThat(waiting.get()).isTrue();
        assertThat(condition.waiters()).isZero();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void shouldKeepTheInterruptionOfAnUninterruptibleWait() throws Exception {
        Background<Boolean> waiting = Background.call(() -> {
            theirLock.lock();
            theirs.awaitUninterruptibly();
            theirLock.unlock();
            return Thread.interrupted();
        });
        await().until(() -> condition.waiters() == 1);
        waiting.interrupt();

        lock.lock();
        condition.signal();
        lock.unlock();

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void shouldWaitUntilAPredicateIsTrue() throws Exception {
        ManagedLong number = manager().longValue("n");
        Background<Boolean> waiting = Background.call(() -> {
            theirLock.lock();
            try {
                return theirs.awaitUntil(() -> number.get() == 3, Duration.ofSeconds(30));
            } finally {
                theirLock.unlock();
            }
        });

        for (int i = 1; i <= 3; i++) {
            await().until(() -> condition.waiters() == 1);
            lock.lock();
            number.set(i);
            condition.signal();
            lock.unlock();
        }

        assertThat(waiting.get()).isTrue();
        assertThat(condition.awaitUntil(() -> true, Duration.ZERO)).isTrue();
        assertThat(condition.awaitUntil(() -> false, Duration.ZERO)).isFalse();
    }

    @Test
    void shouldWantTheLock() {
        assertThatThrownBy(condition::signal).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::await).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void shouldEndWaitsWithTheLockWhenItIsDeleted() throws Exception {
        Background<Boolean> waiting = Background.call(() -> {
            theirLock.lock();
            try {
                theirs.await();
                return false;
            } catch (ObjectDeletedException e) {
                return theirLock.isHeldByCurrentThread();
            } finally {
                theirLock.unlock();
            }
        });
        await().until(() -> condition.waiters() == 1);

        condition.delete();

        assertThat(waiting.get()).isTrue();
        assertThat(theirs.isDeleted()).isTrue();
        assertThat(lock.condition("changed").waiters()).isZero();
    }

    @Test
    void shouldWorkUnderALockWithoutOwner() throws Exception {
        ManagedBinaryLock gate = manager().binaryLock("gate");
        ManagedCondition open = gate.newCondition();
        ManagedBinaryLock theirGate = another().binaryLock("gate");
        Background<Boolean> waiting = Background.call(() -> {
            ManagedCondition same = theirGate.condition("1");
            theirGate.lock();
            try {
                return same.await(Duration.ofSeconds(30));
            } finally {
                theirGate.unlock();
            }
        });
        await().until(() -> open.waiters() == 1);

        gate.lock();
        open.signal();
        gate.unlock();

        assertThat(waiting.get()).isTrue();
        assertThatThrownBy(open::signal).isInstanceOf(IllegalMonitorStateException.class);
    }
}
