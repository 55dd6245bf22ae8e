package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.Parley;
import io.parley.sync.Lease;
import io.parley.sync.SharedLock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lock between two parties. */
@Timeout(120)
class LockContractIT extends PairContract {
    private SharedLock lock;

    /** The other party. */
    static final class Party extends Steps {
        private SharedLock lock;

        @Override
        void open(Parley parley) {
            lock = parley.lock("lock");
        }

        @Override
        Object step(String name) throws InterruptedException {
            switch (name) {
                case "lock" -> lock.lock();
                case "lockInterruptibly" -> lock.lockInterruptibly();
                case "tryLock" -> {
                    return lock.tryLock();
                }
                case "tryLock(time)" -> {
                    return lock.tryLock(1, TimeUnit.HOURS);
                }
                default -> lock.unlock();
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
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepOthersOutUntilTheHolderIsOutOrDead(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("lock")).isEqualTo("true");
        assertThat(peer.run("tryLock")).as("again").isEqualTo("true");
        assertThat(lock.tryLock()).isFalse();
        assertThat(lock.tryLock(MOMENT.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        assertThat(lock.holder().orElseThrow().pid()).isEqualTo(peer.pid());
        assertThat(peer.run("unlock")).isEqualTo("true");
        assertThat(lock.tryLock()).as("held once more").isFalse();

        letGo("unlock");

        try (Lease lease = lock.acquire(HANG)) {
            assertThat(lease.recovered()).isEqualTo(isKilled());
            lease.markConsistent();
        }
        assertThat(lock.isRecovered()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeAWaiterOrForgetIt(Way way) throws Exception {
        for (String waiting : new String[] {"lock", "lockInterruptibly", "tryLock(time)"}) {
            if (peer == null) {
                begin(way);
            }
            lock.lock();
            assertThat(peer.run("tryLock")).isEqualTo("false");
            peer.startAndSleep(waiting);
            if (isKilled()) {
                peer.close();
                lock.unlock();
                assertThat(lock.tryLock()).as("free after a dead %s", waiting).isTrue();
                lock.unlock();
                end();
            } else {
                lock.unlock();
                assertThat(peer.result()).isEqualTo("true");
                assertThat(lock.tryLock()).isFalse();
                assertThat(peer.run("unlock")).isEqualTo("true");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetOnlyTheHolderUnlock(Way way) throws Exception {
        begin(way);
        assertThat(peer.run("unlock")).isEqualTo("IllegalMonitorStateException");
        lock.lock();
        assertThat(peer.run("unlock")).isEqualTo("IllegalMonitorStateException");
        killIfMortal();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
    }
}
