package io.parley.manager.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.AcquireTimeoutException;
import io.parley.ObjectDeletedException;
import io.parley.manager.Manager;
import io.parley.sync.LockOptions;
import io.parley.sync.ManagedBinaryLock;
import io.parley.sync.ManagedLease;
import io.parley.sync.ManagedLock;
import io.parley.value.ManagedLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lock does, wherever it is. */
@Timeout(60)
abstract class LockContract {
    /** The objects that are tested. */
    abstract Manager manager();

    /** The same ones, as somebody else has them. */
    abstract Manager another();

    private ManagedLock lock() {
        return manager().lock("book");
    }

    @Test
    void shouldBeHeldByWhoAcquiredIt() throws Exception {
        ManagedLock lock = lock();
        ManagedLock theirs = another().lock("book");

        try (ManagedLease lease = lock.acquire()) {
            assertThat(lease.stillHeld()).isTrue();
            assertThat(lease.token()).isEqualTo(1).isEqualTo(lock.token());
            assertThat(lease.recovered()).isFalse();
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            assertThat(lock.isLocked()).isTrue();
            assertThat(lock.holder()).isPresent();
            assertThat(Background.call(theirs::tryLock).get()).isFalse();
        }

        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(lock.holder()).isEmpty();
        assertThat(Background.call(theirs::tryLock).get()).isTrue();
        assertThat(lock.token()).isEqualTo(2);
    }

    @Test
    void shouldBeAcquiredAgainByItsHolder() {
        ManagedLock lock = lock();
        ManagedLock sameLock = manager().lock("book", LockOptions.defaults());

        lock.lock();
        assertThat(sameLock.tryLock()).isTrue();
        assertThat(lock.holdCount()).isEqualTo(2);
        sameLock.unlock();

        assertThat(lock.isLocked()).isTrue();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.holdCount()).isZero();
    }

    @Test
    void shouldExcludeAnotherThreadOfTheSameClient() throws Exception {
        ManagedLock lock = lock();
        lock.lock();

        boolean acquired =
                Background.call(() -> lock.tryLock(50, TimeUnit.MILLISECONDS)).get();

        assertThat(acquired).isFalse();
        assertThatThrownBy(() -> Background.call(() -> {
                            lock.unlock();
                            return null;
                        })
                        .get())
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("book");
        assertThat(lock.isHeldByCurrentThread()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldPassToWhoWaits(boolean fair) throws Exception {
        LockOptions options = fair ? LockOptions.fair() : LockOptions.defaults();
        ManagedLock lock = manager().lock("book", options);
        ManagedLock theirs = another().lock("book", options);
        lock.lock();
        Background<Long> waiting = Background.call(() -> {
            try (ManagedLease lease = theirs.acquire(Duration.ofSeconds(30))) {
                return lease.token();
            }
        });
        waiting.awaitAsleep();
        assertThat(waiting.isDone()).isFalse();

        lock.unlock();

        assertThat(waiting.get()).isEqualTo(2);
        assertThat(lock.options()).isEqualTo(options);
    }

    @Test
    void shouldServeInOrderIfFair() throws Exception {
        ManagedLock lock = manager().lock("book", LockOptions.fair());
        lock.lock();
        List<Integer> order = new ArrayList<>();
        List<Background<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            Manager who = i % 2 == 0 ? manager() : another();
            ManagedLock theirs = who.lock("book", LockOptions.fair());
            Background<Boolean> waiting = Background.call(() -> {
                theirs.lock();
                order.add(number);
                theirs.unlock();
                return true;
            });
            int expected = i + 1;
            await().until(() -> waiters() == expected);
            all.add(waiting);
        }
        assertThat(Background.call(() -> another().lock("book").tryLock()).get()).isFalse();

        lock.unlock();

        for (Background<Boolean> each : all) {
            each.get();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
    }

    /** How many stand in the table of the fair lock "book". */
    abstract int waiters();

    @Test
    void shouldSayWhoHoldsItWhenTimeIsUp() throws Exception {
        ManagedLock lock = lock();
        lock.lock();

        assertThatThrownBy(() -> Background.call(() -> another().lock("book").acquire(Duration.ofMillis(50)))
                        .get())
                .isInstanceOf(AcquireTimeoutException.class)
                .hasMessageContaining("book")
                .hasMessageContaining("holder=");
        assertThat(Background.call(() -> another().lock("book").tryAcquire()).get())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndTheWaitOfAnInterruptedThread(boolean fair) throws Exception {
        ManagedLock lock = manager().lock("book", fair ? LockOptions.fair() : LockOptions.defaults());
        lock.lock();
        Background<Boolean> waiting = Background.call(() -> {
            another().lock("book").lockInterruptibly();
            return true;
        });
        waiting.awaitAsleep();

        waiting.interrupt();

        assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
        lock.unlock();
        assertThat(Background.call(() -> another().lock("book").tryLock()).get()).isTrue();
    }

    @Test
    void shouldKeepTheInterruptionForLater() throws Exception {
        ManagedLock lock = lock();
        lock.lock();
        Background<Boolean> waiting = Background.call(() -> {
            ManagedLock theirs = another().lock("book");
            theirs.lock();
            theirs.unlock();
            return Thread.interrupted();
        });
        waiting.awaitAsleep();
        waiting.interrupt();
        assertThat(waiting.isDone()).isFalse();

        lock.unlock();

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void shouldEndWaitsWhenItIsDeleted() throws Exception {
        ManagedLock lock = lock();
        lock.lock();
        Background<Boolean> waiting = Background.call(() -> {
            another().lock("book").lock();
            return true;
        });
        waiting.awaitAsleep();

        lock.delete();

        assertThatThrownBy(waiting::get).isInstanceOf(ObjectDeletedException.class);
        assertThat(lock.isDeleted()).isTrue();
        lock.unlock();
        assertThat(manager().lock("book").tryLock()).isTrue();
    }

    @Test
    void shouldKeepACounterExact() throws Exception {
        int threads = 4;
        int rounds = 25;
        ManagedLong counter = manager().longValue("n");
        List<Background<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            ManagedLock mine = (i % 2 == 0 ? manager() : another()).lock("book");
            all.add(Background.call(() -> {
                for (int round = 0; round < rounds; round++) {
                    mine.lock();
                    counter.set(counter.get() + 1);
                    mine.unlock();
                }
                return true;
            }));
        }

        for (Background<Boolean> each : all) {
            each.get();
        }

        assertThat(counter.get()).isEqualTo(threads * rounds);
        assertThat(lock().token()).isEqualTo(threads * rounds);
    }

    @Test
    void shouldLetAnybodyReleaseALockWithoutOwner() throws Exception {
        ManagedBinaryLock lock = manager().binaryLock("gate");
        ManagedBinaryLock theirs = another().binaryLock("gate");
        lock.lock();
        assertThat(theirs.tryLock()).isFalse();
        Background<Boolean> waiting = Background.call(() -> {
            lock.lock();
            return true;
        });
        waiting.awaitAsleep();

        theirs.unlock();

        assertThat(waiting.get()).isTrue();
        assertThat(lock.isLocked()).isTrue();
        theirs.unlock();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> {
                    lock.lock();
                    theirs.acquire(Duration.ofMillis(20));
                })
                .isInstanceOf(AcquireTimeoutException.class);
    }
}
