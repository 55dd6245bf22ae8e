package io.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.Parley;
import io.parley.sync.BinaryLock;
import io.parley.sync.LeasedSemaphore;
import io.parley.sync.LockOptions;
import io.parley.sync.SharedBarrier;
import io.parley.sync.SharedLock;
import io.parley.sync.SharedReadWriteLock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is stopped (SIGSTOP) is alive, and keeps everything it has, however long. */
@Timeout(120)
class StoppedHolderIT extends PairContract {
    /** Many times what it takes to take something over from the dead. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(300);

    private Objects my;

    /** What can be held. */
    record Objects(
            SharedLock fair,
            BinaryLock binary,
            SharedReadWriteLock written,
            SharedReadWriteLock read,
            LeasedSemaphore leased,
            SharedBarrier barrier) {
        static Objects open(Parley parley) {
            return new Objects(
                    parley.lock("fair", LockOptions.fair()),
                    parley.binaryLock("binary", LockOptions.recoverOnOwnerDeath()),
                    parley.readWriteLock("written"),
                    parley.readWriteLock("read"),
                    parley.leasedSemaphore("leased", 1),
                    parley.barrier("barrier", 2));
        }
    }

    /** The one that is stopped. */
    static final class Party extends Steps {
        private Objects objects;

        @Override
        void open(Parley parley) {
            objects = Objects.open(parley);
        }

        @Override
        Object step(String name) throws Exception {
            switch (name) {
                case "hold" -> {
                    objects.fair.lock();
                    objects.binary.lock();
                    objects.written.writeLock().lock();
                    objects.read.readLock().lock();
                    objects.leased.acquire();
                }
                case "barrier" -> objects.barrier.await();
                default -> {
                    objects.fair.unlock();
                    objects.binary.unlock();
                    objects.written.writeLock().unlock();
                    objects.read.readLock().unlock();
                    objects.leased.release();
                }
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
        my = Objects.open(parley);
    }

    @Test
    void shouldKeepWhatItHas() throws Exception {
        begin(Way.TWO_PROCESSES);
        assertThat(peer.run("hold")).isEqualTo("true");
        Peer.InProcess stopped = (Peer.InProcess) peer;
        stopped.stop();

        long waitMs = LONG_ENOUGH.toMillis();
        assertThat(my.fair.tryLock(waitMs, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(my.binary.tryLock(waitMs, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(my.written.readLock().tryLock(waitMs, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(my.read.writeLock().tryLock(waitMs, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(my.leased.tryAcquire(LONG_ENOUGH)).isFalse();
        assertThat(my.leased.holders()).hasSize(1);

        stopped.resume();
        assertThat(peer.run("let go")).isEqualTo("true");
        assertThat(my.fair.recoveries() + my.binary.recoveries()).isZero();
        assertThat(my.written.isRecovered()).isFalse();
        assertThat(my.leased.tryAcquire(HANG)).isTrue();
        my.leased.release();
    }

    @Test
    void shouldStillBeAPartyOfTheBarrier() throws Exception {
        begin(Way.TWO_PROCESSES);
        peer.startAndSleep("barrier");
        Peer.InProcess stopped = (Peer.InProcess) peer;
        stopped.stop();
        assertThat(my.barrier.await(HANG)).as("the second of two trips it").isZero();
        assertThatExceptionOfType(TimeoutException.class)
                .as("the next phase is one short")
                .isThrownBy(() -> my.barrier.await(LONG_ENOUGH));
        stopped.resume();
        assertThat(peer.result()).isEqualTo("true");
        my.barrier.reset();
    }
}
