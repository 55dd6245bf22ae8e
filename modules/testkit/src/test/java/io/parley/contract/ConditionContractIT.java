package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.sync.SharedCondition;
import io.parley.sync.SharedLock;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A condition between two parties. */
@Timeout(120)
class ConditionContractIT extends PairContract {
    private SharedLock lock;
    private SharedCondition condition;

    /** The other party. */
    static final class Party extends Steps {
        private SharedLock lock;
        private SharedCondition condition;

        @Override
        void open(Parley parley) {
            lock = parley.lock("lock");
            condition = lock.condition("condition");
        }

        @Override
        Object step(String name) throws InterruptedException {
            switch (name) {
                case "await" -> {
                    lock.lock();
                    lock.lock();
                    condition.await();
                    int holds = lock.holdCount();
                    lock.unlock();
                    lock.unlock();
                    return holds;
                }
                case "signal" -> {
                    lock.lock();
                    condition.signal();
                    lock.unlock();
                }
                case "lock" -> lock.lock();
                default -> condition.signal();
            }
            return true;
        }
    }

    @Override
    Class<? extends Steps> steps() {
        return Party.class;
    }

    @Override
    void open() {
        lock = parley.lock("lock");
        condition = lock.condition("condition");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSignalAWaiterOrForgetIt(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("signal without the lock")).isEqualTo("IllegalMonitorStateException");
        assertThat(peer.run("signal")).as("not remembered").isEqualTo("true");
        peer.startAndSleep("await");
        assertThat(condition.waiters()).isEqualTo(1);
        killIfMortal();

        lock.lock();
        condition.signal();
        assertThat(condition.waiters()).isZero();
        lock.unlock();

        if (!isKilled()) {
            assertThat(peer.result()).as("holds afterwards").isEqualTo("2");
        }
        lock.lock();
        assertThat(condition.await(MOMENT)).as("nobody signals").isFalse();
        lock.unlock();
    }

    /** Who is to signal dies with the lock: the waiter is not left asleep, and is told. */
    @ParameterizedTest
    @EnumSource
    void shouldNotSleepForASignalOfTheDead(Way way) throws Exception {
        begin(way);
        lock.lock();
        if (!isKilled()) {
            peer.start("signal");
            condition.await();
            lock.unlock();
            assertThat(peer.result()).isEqualTo("true");
            return;
        }
        peer.start("lock");
        Thread killer = new Thread(() -> {
            peer.result(); // it has the lock as soon as this thread waits
            peer.close();
        });
        killer.start();
        condition.await();
        assertThat(lock.isRecovered()).isTrue();
        lock.markConsistent();
        lock.unlock();
        killer.join();
    }
}
